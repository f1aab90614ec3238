package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.capture;
import static org.junitisolated.kit.FixtureRun.fixtures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        "isolated.unavailable, ignore, 'fail, skip or degrade'",
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
    private String outputWithLimit(String limit, Class<?> fixture, String unavailable, Path trace) throws Exception {
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
                fixture,
                Map.of("isolated.cache", directory.toString(), "isolated.unavailable", unavailable)));
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

        String output = outputWithLimit(limit, IsolatedClass.class, "fail", trace);

        assertThat(output)
                .contains("finished isolated() FAILED", "Step:   " + step, "ENOSPC (28)", cause, "Remedy: sudo sysctl");
        assertThat(trace).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "max_user_namespaces, user-namespace",
        "max_pid_namespaces, pid-namespace",
        "max_net_namespaces, net-namespace",
        "max_mnt_namespaces, mount-namespace"
    })
    void whereItIsToBeSkippedTheReasonIsTheSameText(String limit, String step) throws Exception {
        Path trace = trace();

        String output = outputWithLimit(limit, IsolatedClass.class, "skip", trace);

        assertThat(output)
                .contains(
                        "finished isolated() ABORTED", "TestAbortedException", "Step:   " + step, "Remedy: sudo sysctl")
                .doesNotContain("FAILED");
        assertThat(trace).doesNotExist();
    }

    static class Many {

        @Hermetic
        @Test
        void one(Isolation isolation) {
            System.out.println("one is " + isolation);
        }

        @Hermetic
        @Test
        void two(Isolation isolation) {
            System.out.println("two is " + isolation);
        }

        @Isolated(net = true, unavailable = Isolated.Unavailable.FAIL)
        @Test
        void strict() {
            leaveTrace();
        }

        @Isolated(uts = true)
        @Test
        void content(Isolation isolation) {
            System.out.println("content is " + isolation);
        }
    }

    @Test
    void whereItMayBeLessOnlyTheRefusedIsLeftOut() throws Exception {
        Path trace = trace();

        String output = outputWithLimit("max_net_namespaces", Many.class, "degrade", trace);

        assertThat(output)
                .contains("one is isolated, with its own [PID, MOUNT, IPC, UTS]")
                .contains("two is isolated, with its own [PID, MOUNT, IPC, UTS]")
                .contains("content is isolated, with its own [UTS]")
                .contains("finished strict() FAILED", "Step:   net-namespace")
                .contains("{isolated.unavailable=missing: net; step net-namespace: ENOSPC (28)")
                .contains(
                        "junit-isolated: 2 tests ran with less isolation than asked for (isolated.unavailable); missing:"
                                + " net; cause: the limit on such namespaces is zero: user.max_net_namespaces is 0 in the"
                                + " user namespace of this process. ")
                .contains("java -jar junit-isolated.jar doctor");
        assertThat(output.split("isolated.unavailable=missing", -1)).hasSize(3);
        assertThat(trace).doesNotExist();
    }

    @Test
    void withoutUserNamespacesAChildIsAllThatIsLeft() throws Exception {
        String output = outputWithLimit("max_user_namespaces", Many.class, "degrade", trace());

        assertThat(output)
                .contains("one is isolated, with its own []", "content is isolated, with its own []")
                .contains("{isolated.unavailable=missing: net, pid, mount, ipc, uts; step user-namespace: ENOSPC (28)")
                .contains("junit-isolated: 3 tests ran with less isolation");
    }

    /** Leaves a process behind, reads its standard input, and tells in which JVM it is. */
    @Isolated(scope = Isolated.Scope.CLASS, unavailable = Isolated.Unavailable.DEGRADE)
    static class WithoutLauncher {

        @Test
        void saysWhereItIs(Isolation isolation) throws IOException {
            System.out.println("child " + ProcessHandle.current().pid() + " of "
                    + ProcessHandle.current().parent().orElseThrow().pid() + " is " + isolation);
            System.err.println("read: " + System.in.read());
        }

        @Test
        @SuppressWarnings("resource")
        void leavesAProcess() throws IOException {
            Process process = new ProcessBuilder("sleep", "1000").inheritIO().start();
            System.out.println("left " + process.pid() + ".");
        }

        @Test
        void fails() {
            throw new IllegalArgumentException("as it is");
        }
    }

    private Results runWithoutLauncher(Class<?> fixture, String unavailable) {
        return fixtures()
                .with("isolated.cache", "/proc/no-such-directory")
                .with("isolated.unavailable", unavailable)
                .of(fixture);
    }

    @Test
    void withoutALauncherAChildIsAJvmOfItsOwn() {
        Results results = runWithoutLauncher(WithoutLauncher.class, "fail");

        long self = ProcessHandle.current().pid();
        assertThat(results.outcome("saysWhereItIs(Isolation)"))
                .as(results.failures() + results.err())
                .isEqualTo("SUCCESSFUL");
        assertThat(results.outcome("leavesAProcess()")).isEqualTo("SUCCESSFUL");
        assertThat(results.failure("fails()"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("as it is");
        assertThat(results.out()).contains(" of " + self + " is isolated, with its own []");
        assertThat(results.err())
                .contains("read: -1")
                .contains(
                        "junit-isolated: 3 tests ran with less isolation than asked for (isolated.unavailable); missing:"
                                + " launcher; cause: most likely the directory cannot be made. ");
        assertThat(results.entries())
                .hasSize(2)
                .contains(Map.of(
                        "isolated.unavailable",
                        "missing: launcher; step launcher: The launcher could not be unpacked and run: most likely the"
                                + " directory cannot be made"));
    }

    @Test
    void whatAChildWithoutALauncherLeavesBehindIsTold() {
        Results results = runWithoutLauncher(WithoutLauncher.class, "fail");

        String left = results.out().replaceFirst("(?s).*left (\\d+)\\..*", "$1");
        assertThat(results.entries())
                .contains(Map.of("isolated.leaks.processes", "1 process:\n" + left + " sleep 1000"));
    }

    @Test
    void whatAChildWithoutALauncherLeavesBehindIsKilled() {
        Results results = runWithoutLauncher(WithoutLauncher.class, "fail");

        long left = Long.parseLong(results.out().replaceFirst("(?s).*left (\\d+)\\..*", "$1"));
        // A process that has been killed may have to be waited for by whoever inherited it.
        ProcessHandle.of(left)
                .ifPresent(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20)));
    }

    static class Hangs {
        @Test
        @Isolated
        void hangs() throws InterruptedException {
            Thread.sleep(1_000_000);
        }

        @Test
        @Isolated
        void halts() {
            Runtime.getRuntime().halt(42);
        }
    }

    @Test
    void withoutALauncherAChildEndsAllTheSame() {
        Results results = fixtures()
                .with("isolated.cache", "/proc/no-such-directory")
                .with("isolated.unavailable", "degrade")
                .with("isolated.timeout", "5s")
                .of(Hangs.class);

        assertThat(results.failure("hangs()")).hasMessageContainingAll("did not end within 5s", "Thread.sleep");
        assertThat(results.failure("halts()")).hasMessageContaining("The child JVM ended with exit code 42.");
    }

    @Test
    void withoutALauncherATestCanBeSkipped() {
        Path trace = trace();

        Results results = runWithoutLauncher(IsolatedClass.class, "skip");

        assertThat(results.outcome("isolated()")).isEqualTo("ABORTED");
        assertThat(results.failure("isolated()")).hasMessageContaining("The launcher could not be unpacked and run");
        assertThat(trace).doesNotExist();
    }

    @Isolated(scope = Isolated.Scope.CLASS)
    static class SharedChild {

        @Test
        void one() {}

        @Test
        void two() {}
    }

    @Isolated(scope = Isolated.Scope.INVOCATION)
    static class ChildForEachInvocation {

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void numbers(int number) {}
    }

    @Test
    void whateverTheScopeATestCanBeSkipped() {
        Results shared = runWithoutLauncher(SharedChild.class, "skip");
        Results forEach = runWithoutLauncher(ChildForEachInvocation.class, "skip");

        assertThat(shared.outcome("RefusalTest$SharedChild")).isEqualTo("ABORTED");
        assertThat(forEach.outcome("numbers(int)")).isEqualTo("ABORTED");
        assertThat(shared.failures() + forEach.failures()).doesNotContain("FAILED");
    }

    @Test
    void whateverTheScopeATestCanDoWithLess() {
        Results shared = runWithoutLauncher(SharedChild.class, "degrade");
        Results forEach = runWithoutLauncher(ChildForEachInvocation.class, "degrade");

        assertThat(shared.failures() + forEach.failures()).isEmpty();
        assertThat(shared.err()).contains("junit-isolated: 2 tests ran with less");
        assertThat(forEach.err()).contains("junit-isolated: 2 tests ran with less");
        assertThat(shared.entries()).hasSize(1);
        assertThat(forEach.entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "degrade"})
    void aLauncherThatIsNamedMustRunWhateverThePolicy(String unavailable) {
        Results results = fixtures()
                .with("isolated.launcher", "/bin/true")
                .with("isolated.unavailable", unavailable)
                .of(IsolatedClass.class);

        assertThat(results.failure("isolated()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("The launcher that isolated.launcher names cannot be used");
    }

    /** The JDK looks at the name, too: so all of it that matters here is in use before. */
    @Test
    void onAnotherOperatingSystemATestCanHaveAChildAllTheSame() {
        String system = System.getProperty("os.name");
        assertThat(runWithoutLauncher(Hangs.class, "skip").tests("ABORTED")).isEqualTo(2);
        assertThat(runWithoutLauncher(WithoutLauncher.class, "fail").tests("SUCCESSFUL"))
                .isEqualTo(2);
        System.setProperty("os.name", "Another");
        try {
            Results results = fixtures().with("isolated.unavailable", "degrade").of(Many.class);

            assertThat(results.out()).contains("one is isolated, with its own []");
            assertThat(results.failure("strict()")).hasMessageContainingAll("need Linux", "Another");
            assertThat(results.err())
                    .contains("missing: ipc, launcher, mount, net, pid, uts; cause: Isolated tests need Linux");
        } finally {
            System.setProperty("os.name", system);
        }
    }

    @Test
    void wrongUseIsNeverExcused() {
        Results results = fixtures().with("isolated.unavailable", "skip").of(WrongUse.class);

        assertThat(results.failure("wrong()")).isInstanceOf(IsolationException.class);
    }

    static class WrongUse {
        @Test
        @Isolated
        @PublishPort(80)
        void wrong() {}
    }
}
