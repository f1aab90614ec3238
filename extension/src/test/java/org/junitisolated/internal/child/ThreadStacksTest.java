package org.junitisolated.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junitisolated.internal.launch.JavaProcess;

/** Stacks as text, for who reads why a test hung or left. */
class ThreadStacksTest {

    private static String stacksWhile(String threadName, boolean daemon) throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread thread = new Thread(() -> waitHere(waiting, release), threadName);
        thread.setDaemon(daemon);
        thread.start();
        waiting.await();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        try {
            return ThreadStacks.ofAll();
        } finally {
            release.countDown();
            thread.join();
        }
    }

    private static void waitHere(CountDownLatch waiting, CountDownLatch release) {
        waiting.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aThreadShowsItsNameItsStateAndItsFrames() throws Exception {
        assertThat(stacksWhile("hangs \"here\"", false))
                .containsSubsequence(
                        "\"hangs \"here\"\" WAITING\n    at ",
                        "    at java.base",
                        "CountDownLatch.await",
                        "    at ",
                        ThreadStacksTest.class.getName() + ".waitHere(ThreadStacksTest.java:",
                        "\n\n");
    }

    @Test
    void aDaemonIsToldApart() throws Exception {
        assertThat(stacksWhile("in the background", true)).contains("\"in the background\" daemon WAITING\n");
    }

    @Test
    void theCallingThreadIsLeftOut() throws Exception {
        assertThat(stacksWhile("other", false))
                .doesNotContain("ThreadStacks.ofAll")
                .doesNotContain(".stacksWhile(");
    }

    @Test
    void manyThreadsWithLongNamesAreCounted() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            threads.add(new Thread(() -> waitHere(new CountDownLatch(1), release), "x".repeat(100_000)));
        }
        threads.forEach(Thread::start);
        try {
            assertThat(ThreadStacks.ofAll())
                    .contains("x... [junit-isolated: cut after 65,536 of 100,000 characters]\" WAITING")
                    .containsPattern("\njunit-isolated: [0-9]+ more threads left out\n$")
                    .hasSizeLessThan(1 << 21);
        } finally {
            release.countDown();
            for (Thread each : threads) {
                each.join();
            }
        }
    }

    @Test
    void noThreadExitsWhileTheJvmStays() {
        assertThat(ThreadStacks.ofThreadsThatExit()).isEmpty();
    }

    /** Ends its JVM below JUnit, and prints who did when its shutdown hooks run. */
    static class Exits {

        public static void main(String[] arguments) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> System.out.println(ThreadStacks.ofThreadsThatExit())));
            Thread bystander = new Thread(Exits::sleep, "bystander");
            bystander.setDaemon(true);
            bystander.start();
            Assertions.assertDoesNotThrow(() -> leave(arguments[0]));
        }

        private static void sleep() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void leave(String how) {
            if (how.equals("System.exit")) {
                System.exit(0);
            } else {
                Runtime.getRuntime().exit(0);
            }
        }
    }

    private static String stacksAtExit(String how) throws Exception {
        return JavaProcess.output(JavaProcess.command(List.of(), Exits.class, how), Map.of());
    }

    @Test
    void whoCallsExitIsShownFromTheCallToJUnit() throws Exception {
        assertThat(stacksAtExit("System.exit"))
                .startsWith("\"main\" ")
                .containsSubsequence("Runtime.exit(", "System.exit(", "ThreadStacksTest$Exits.leave(")
                .doesNotContain("org.junit.")
                .doesNotContain("Shutdown.exit")
                .doesNotContain("bystander");
    }

    @Test
    void theOtherWayToExitIsShownToo() throws Exception {
        assertThat(stacksAtExit("Runtime.exit"))
                .containsSubsequence("Runtime.exit(", "ThreadStacksTest$Exits.leave(")
                .doesNotContain("System.exit(");
    }
}
