package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.capture;
import static org.junitisolated.kit.FixtureRun.fixtures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junitisolated.kit.FixtureMain;
import org.junitisolated.kit.FixtureRun;
import org.junitisolated.kit.Results;

/** Where a test cannot be isolated it fails, says why, and nothing of it has run. */
class RefusalTest {

    @TempDir
    Path directory;

    static class Fixture {
        static {
            leaveTrace();
        }

        @Test
        @Hermetic
        void isolated() {
            leaveTrace();
        }
    }

    @Hermetic
    static class IsolatedClass {
        static {
            leaveTrace();
        }

        IsolatedClass() {
            leaveTrace();
        }

        @Test
        void isolated() {
            leaveTrace();
        }
    }

    private static void leaveTrace() {
        try {
            Files.writeString(Path.of(System.getProperty("fixture.trace")), "ran");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path trace() {
        Path trace = directory.resolve("trace");
        System.setProperty("fixture.trace", trace.toString());
        return trace;
    }

    /** The instance is created for the class, so the guard of a method does not see that. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        @Test
        @Isolated
        void isolated() {
            leaveTrace();
        }
    }

    @Isolated
    static class WithBeforeAll {
        @BeforeAll
        static void beforeAll() {
            leaveTrace();
        }

        @Test
        void isolated() {
            leaveTrace();
        }
    }

    private static Results runWithoutServices(FixtureRun fixtures, Class<?> fixture) {
        LauncherConfig withoutServices = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        return capture(recorder -> LauncherFactory.create(withoutServices)
                .execute(fixtures.request(DiscoverySelectors.selectClass(fixture)), recorder));
    }

    @ParameterizedTest
    @ValueSource(classes = {Fixture.class, IsolatedClass.class, OneInstance.class, WithBeforeAll.class})
    void theGuardStopsATestThatReachesTheParent(Class<?> fixture) {
        Path trace = trace();

        Results results = runWithoutServices(fixtures(), fixture);

        assertThat(results.failures()).contains("about to run in the parent JVM");
        assertThat(results.tests("SUCCESSFUL")).isZero();
        // A plain class with an isolated method is Jupiter's own: its static initialiser does run in the parent.
        assertThat(fixture == Fixture.class || !Files.exists(trace)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {OneInstance.class, WithBeforeAll.class})
    void theGuardNeedsNoConditions(Class<?> fixture) {
        Path trace = trace();

        Results results = runWithoutServices(fixtures().with("junit.jupiter.conditions.deactivate", "*"), fixture);

        assertThat(results.failures()).contains("about to run in the parent JVM");
        assertThat(trace).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "isolated.timeout, soon, a positive duration",
        "isolated.timeout, 0s, a positive duration",
        "isolated.timeout.grace, -1s, a positive duration",
        "isolated.enabled, yes, true or false",
        "isolated.launcher, /no/such/launcher, /no/such/launcher",
        "isolated.launcher, /bin/true, --version",
        "isolated.cache, /proc/no-such-directory, cannot be written"
    })
    void wrongSettingsFailTheTestAndSayWhatIsAllowed(String parameter, String value, String said) {
        Path trace = trace();

        Results results = fixtures().with(parameter, value).of(IsolatedClass.class);

        assertThat(results.failure("isolated()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining(parameter)
                .hasMessageContaining(said);
        assertThat(trace).doesNotExist();
    }

    @Test
    void anotherOperatingSystemIsAFailureAndNoLinkageError() throws Exception {
        Path trace = trace();

        String output = FixtureMain.output(FixtureMain.command(
                List.of("-Dos.name=Mac OS X", "-Dfixture.trace=" + trace), IsolatedClass.class, Map.of()));

        assertThat(output).contains("finished isolated() FAILED", "IsolationException", "need Linux", "Mac OS X");
        assertThat(trace).doesNotExist();
    }

    /** The limit is set in a user namespace of the test's own; root may map itself there and is not privileged else. */
    private String outputWithLimit(String limit, Path trace) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "sh",
                "-c",
                "echo 0 > /proc/sys/user/" + limit
                        + " && exec setpriv --bounding-set=-all,+setfcap --inh-caps=-all \"$@\"",
                "sh"));
        command.addAll(FixtureMain.command(
                List.of("-Dfixture.trace=" + trace),
                IsolatedClass.class,
                Map.of("isolated.cache", directory.toString())));
        return FixtureMain.output(command);
    }

    @ParameterizedTest
    @CsvSource({
        "max_user_namespaces, user-namespace, user.max_user_namespaces is 0",
        "max_pid_namespaces, pid-namespace, user.max_pid_namespaces is 0",
        "max_net_namespaces, net-namespace, user.max_net_namespaces is 0",
        "max_mnt_namespaces, mount-namespace, user.max_mnt_namespaces is 0",
        "max_ipc_namespaces, ipc-namespace, user.max_ipc_namespaces is 0",
        "max_uts_namespaces, uts-namespace, user.max_uts_namespaces is 0"
    })
    void aRefusedNamespaceIsNamedWithErrorCauseAndRemedy(String limit, String step, String cause) throws Exception {
        Path trace = trace();

        String output = outputWithLimit(limit, trace);

        assertThat(output)
                .contains("finished isolated() FAILED", "Step:   " + step, "ENOSPC (28)", cause, "Remedy: sudo sysctl");
        assertThat(trace).doesNotExist();
    }
}
