package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.Results;

/** What a test is told of its own isolation. */
class IsolationTest {

    @Isolated(net = true)
    static class Everywhere {

        private final Isolation ofConstructor;

        Everywhere(Isolation ofConstructor) {
            this.ofConstructor = ofConstructor;
        }

        @BeforeAll
        static void beforeAll(Isolation isolation) {
            assertThat(isolation.isIsolated()).isTrue();
        }

        @BeforeEach
        void beforeEach(Isolation isolation) {
            assertThat(isolation.namespaces()).isEqualTo(ofConstructor.namespaces());
        }

        @Test
        void ofTheClass(Isolation isolation) {
            assertThat(isolation.namespaces()).containsExactly(Namespace.NET);
            assertThat(isolation).hasToString("isolated, with its own [NET]");
        }

        @ParameterizedTest
        @ValueSource(ints = 1)
        void nextToArguments(int number, Isolation isolation) {
            assertThat(isolation.namespaces()).containsExactly(Namespace.NET);
        }

        @Test
        @Isolated
        void bare(Isolation isolation) {
            assertThat(isolation.isIsolated()).isTrue();
            assertThat(isolation.namespaces()).isEmpty();
        }

        @Test
        @Hermetic
        void hermetic(Isolation isolation) {
            assertThat(isolation.namespaces())
                    .isEqualTo(EnumSet.of(Namespace.NET, Namespace.PID, Namespace.MOUNT, Namespace.IPC, Namespace.UTS));
            assertThat(isolation.hostName()).isEqualTo("isolated");
        }

        @Nested
        class Inner {
            @Test
            @Isolated(uts = true, ipc = true)
            void inner(Isolation isolation) throws IOException {
                assertThat(isolation.namespaces()).isEqualTo(Set.of(Namespace.UTS, Namespace.IPC));
            }
        }
    }

    @Test
    void itIsSuppliedWhereverAParameterMayStand() {
        Results results = run(Everywhere.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(5);
        assertThat(results.failures()).isEmpty();
    }

    @Isolated(net = true, pid = true)
    static class TellsTheHostName {
        @Test
        void test(Isolation isolation) {
            System.out.println("host name: " + isolation.hostName() + "; " + isolation);
        }
    }

    @Test
    void withoutANameOfItsOwnItHasTheMachines() throws IOException {
        String own = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();

        assertThat(run(TellsTheHostName.class).out()).contains("host name: " + own + ";");
    }

    @Test
    void whereIsolationIsSwitchedOffItSaysSo() {
        Results results = fixtures().with("isolated.enabled", "false").of(TellsTheHostName.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.out()).contains("; not isolated");
    }
}
