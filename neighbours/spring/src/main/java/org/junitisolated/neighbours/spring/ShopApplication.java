package org.junitisolated.neighbours.spring;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shop that takes orders, on port 8080. */
@SpringBootApplication
public class ShopApplication {

    /** Starts the shop. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @RestController
    static class Orders {

        private final AtomicInteger taken = new AtomicInteger();

        @PostMapping("/orders")
        void take() {
            taken.incrementAndGet();
        }

        @GetMapping("/orders")
        int count() {
            return taken.get();
        }
    }
}
