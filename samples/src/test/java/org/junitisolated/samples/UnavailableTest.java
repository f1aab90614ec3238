package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;
import org.junitisolated.Isolation;
import org.junitisolated.IsolationException;
import org.junitisolated.Namespace;
import org.opentest4j.TestAbortedException;

/** What becomes of a test where the machine refuses it a network; {@link RefusingMachine} is such a one. */
class UnavailableTest {

    // region fail
    @Isolated(net = true)
    static class Fails {

        @Test
        void hasNotRun() {
            throw new AssertionError("never reached");
        }
    }
    // endregion

    // region skip
    @Isolated(net = true, unavailable = Isolated.Unavailable.SKIP)
    static class IsSkipped {

        @Test
        void hasNotRun() {
            throw new AssertionError("never reached");
        }
    }
    // endregion

    // region degrade
    @Isolated(net = true, pid = true, unavailable = Isolated.Unavailable.DEGRADE)
    static class TakesWhatThereIs {

        @Test
        void hasProcessesOfItsOwnAtLeast(Isolation isolation) {
            assertThat(isolation.namespaces()).containsExactly(Namespace.PID); // and NET where networks are allowed
        }
    }
    // endregion

    @Test
    void byDefaultItFailsAndSaysWhy() throws Exception {
        SampleResults.Result result = runOnARefusingMachine(Fails.class).tests().get(0);

        assertThat(result.outcome()).isEqualTo("FAILED");
        assertThat(result.failure())
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("net-namespace")
                .hasMessageContaining("max_net_namespaces");
    }

    @Test
    void itCanBeSkipped() throws Exception {
        SampleResults.Result result =
                runOnARefusingMachine(IsSkipped.class).tests().get(0);

        assertThat(result.outcome()).isEqualTo("ABORTED");
        assertThat(result.failure())
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("max_net_namespaces");
    }

    @Test
    void orRunWithWhatThereIs() throws Exception {
        SampleResults results = runOnARefusingMachine(TakesWhatThereIs.class);

        assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(1);
        assertThat(results.published().get("isolated.unavailable")).contains("net");
    }

    private SampleResults runOnARefusingMachine(Class<?> testClass) throws Exception {
        return SampleRunner.isolated()
                .parameter("isolated.launcher", RefusingMachine.launcher().toString())
                .run(testClass);
    }
}
