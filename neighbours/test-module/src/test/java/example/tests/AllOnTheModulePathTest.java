package example.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** In the child, too, everything is a named module. */
@Isolated(net = true, scope = Isolated.Scope.CLASS)
class AllOnTheModulePathTest {

    @Test
    void isIsolated() throws Exception {
        assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
                .containsExactly("lo");
    }

    @Test
    void everythingIsANamedModule() {
        assertThat(getClass().getModule().getName()).isEqualTo("example.tests");
        assertThat(Test.class.getModule().getName()).isEqualTo("org.junit.jupiter.api");
        assertThat(Isolated.class.getModule().getName()).isEqualTo("org.junitisolated");
    }
}
