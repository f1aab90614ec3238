package org.junitisolated.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.ChildLimits;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Doors;
import org.junitisolated.internal.launch.Refusal;

/** What is left where the machine refuses something. */
class UnavailabilityTest {

    private static final ChildSpec ALL = ChildSpec.of(EnumSet.allOf(Namespace.class));
    private static final ChildSpec BARE = ChildSpec.of(Set.of());
    private static final ChildSpec LIMITED = new ChildSpec(
            Set.of(),
            "",
            Duration.ZERO,
            Doors.NONE,
            ChildLimits.of(OptionalLong.of(1 << 30), OptionalInt.of(1), OptionalInt.empty()),
            List.of(),
            false);

    private static Refusal refusal(String step) {
        return new Refusal(step, "EPERM (1), call", "head\n  Cause:  because of " + step + ".\n  Remedy: none");
    }

    private static Attempt after(ChildSpec wanted, String... steps) {
        Attempt attempt = Attempt.at(wanted);
        for (String step : steps) {
            attempt = attempt.afterRefusal(refusal(step));
        }
        return attempt;
    }

    @ParameterizedTest
    @CsvSource({
        "user-namespace, user",
        "inner-id-map, user",
        "pid-namespace, pid",
        "mount-proc, pid",
        "mount-namespace, 'net, pid, mount, uts, user, cgroup'",
        "read-only, mount",
        "devices, 'mount, user'",
        "mount-overlay, mount",
        "loopback, net",
        "publish, net",
        "hosts, 'net, uts'",
        "ipc-namespace, ipc",
        "hostname, uts",
        "cgroup-namespace, cgroup",
        "time-offset, time"
    })
    void theNamespacesOfTheStepAreLeftOut(String step, String missing) {
        Attempt attempt = after(ALL, step);

        assertThat(String.join(", ", attempt.missing())).isEqualTo(missing);
        assertThat(attempt.withLauncher()).isTrue();
    }

    @Test
    void whereUserNamespacesAreRefusedAltogetherNothingElseIsLeft() {
        Attempt attempt = after(ALL, "user-namespace", "user-namespace");

        assertThat(attempt.spec()).isEqualTo(BARE);
        assertThat(attempt.withLauncher()).isTrue();
    }

    @Test
    void aStepOfEverySetUpLeavesTheJvmAlone() {
        assertThat(after(ALL, "capabilities").spec()).isEqualTo(BARE);
        assertThat(after(ALL, "capabilities").withLauncher()).isTrue();
        assertThat(after(ALL, "capabilities", "capabilities").withLauncher()).isFalse();
        assertThat(after(BARE, "exec").missing()).containsExactly("launcher");
    }

    @Test
    void limitsThatCannotBeHeldGoBeforeTheLauncher() {
        Attempt attempt = after(LIMITED, "cgroup");

        assertThat(attempt.missing()).containsExactly("limits");
        assertThat(attempt.withLauncher()).isTrue();
        assertThat(attempt.spec().limits().memory()).hasValue(1 << 30);
        assertThat(attempt.spec().limits().cpusMilli()).isEmpty();
    }

    @Test
    void withoutALauncherThereIsNothingLeftToTry() {
        Attempt attempt = after(ALL, Refusal.LAUNCHER);

        assertThat(attempt.withLauncher()).isFalse();
        assertThat(attempt.missing())
                .containsExactly("net", "pid", "mount", "ipc", "uts", "user", "cgroup", "time", "launcher");
    }

    @Test
    void thereIsAnEndWhateverIsRefused() {
        Attempt attempt = Attempt.at(ALL);
        int tries = 0;
        while (attempt.withLauncher() && tries < 20) {
            attempt = attempt.afterRefusal(refusal("no-such-step"));
            tries++;
        }

        assertThat(tries).isEqualTo(2);
    }

    @Test
    void whatIsMissingIsToldWithStepErrorAndCause() {
        assertThat(after(ALL, "time-offset", "publish").describe())
                .isEqualTo("missing: net, time; step time-offset: EPERM (1), call: because of time-offset;"
                        + " step publish: EPERM (1), call: because of publish");
    }

    @Test
    void whatOneTestHasFoundOutTheNextOneKnows() {
        Unavailability unavailability = new Unavailability();
        Attempt first = unavailability.attemptAt(ALL);
        unavailability.refused(first, refusal("net-namespace"));
        Attempt second = unavailability.attemptAt(ALL);

        assertThat(first.isDegraded()).isFalse();
        assertThat(second.missing()).containsExactly("net");
        assertThat(unavailability.attemptAt(BARE).isDegraded()).isFalse();
    }

    @Test
    void whoFindsOutTheSameLaterTakesNothingMoreAway() {
        Unavailability unavailability = new Unavailability();
        Attempt first = unavailability.attemptAt(ALL);
        unavailability.refused(first, refusal("net-namespace"));
        unavailability.refused(first, refusal("net-namespace"));

        assertThat(unavailability.attemptAt(ALL).missing()).containsExactly("net");
    }

    @Test
    void theSummaryIsOneLineAndThereOnlyIfSomethingWasMissing() {
        Unavailability unavailability = new Unavailability();
        unavailability.refused(Attempt.at(ALL), refusal("net-namespace"));
        assertThat(unavailability.summary()).isEmpty();

        unavailability.countTest(unavailability.attemptAt(ALL));
        unavailability.countTest(after(BARE, "exec"));

        assertThat(unavailability.summary())
                .contains(
                        "junit-isolated: 2 tests ran with less isolation than asked for (isolated.unavailable); missing:"
                                + " launcher, net; cause: because of net-namespace. See what this machine allows: java -jar"
                                + " junit-isolated.jar doctor");
    }

    @Test
    void limitsThatDoNotHoldForAllAreToldInOneLine() {
        Unavailability unavailability = new Unavailability();
        assertThat(unavailability.limitsSummary()).isEmpty();

        unavailability.countTestWithoutLimits("memory by the heap");
        unavailability.countTestWithoutLimits("cpus by affinity");

        assertThat(unavailability.limitsSummary().orElseThrow())
                .contains("2 tests ran", "memory by the heap", "doctor")
                .doesNotContain("\n");
    }
}
