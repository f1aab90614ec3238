package example.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.NetworkInterface;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** Surefire patches tests into the module that they test, by options of its JVM, which a child's JVM has too. */
@Isolated(net = true, scope = Isolated.Scope.CLASS)
class GreetingTest {

    @BeforeEach
    void isIsolated() throws Exception {
        assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
                .containsExactly("lo");
    }

    @Test
    void isInTheModule() {
        assertThat(getClass().getModule().isNamed()).isTrue();
        assertThat(getClass().getModule()).isSameAs(Greeting.class.getModule());
    }

    @Test
    void seesWhatIsPrivateToThePackage() {
        assertThat(PoliteGreeting.opening()).isEqualTo("Dear ");
    }

    /** On the class path nobody would find it: there, services are files in META-INF. */
    @Test
    void findsTheServiceThatTheModuleProvides() {
        assertThat(ServiceLoader.load(Greeting.class))
                .singleElement()
                .satisfies(greeting -> assertThat(greeting.to("reader")).isEqualTo("Dear reader"));
    }

    @Test
    void readsAResourceOfTheModule() throws Exception {
        try (InputStream closing = Greeting.class.getResourceAsStream("closing.txt")) {
            assertThat(closing).isNotNull();
            assertThat(new String(closing.readAllBytes(), UTF_8)).startsWith("Yours sincerely");
        }
    }
}
