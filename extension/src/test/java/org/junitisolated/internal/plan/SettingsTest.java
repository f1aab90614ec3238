package org.junitisolated.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.Isolated.Unavailable;
import org.junitisolated.IsolationException;
import org.junitisolated.Namespace;

/** The configuration parameters, each by itself. */
class SettingsTest {

    private static Settings settings(String name, String value) {
        return Settings.from(Parameters.of(Map.of(name, value)));
    }

    private static boolean isSwitchedOff(String value) {
        return Settings.isSwitchedOff(Parameters.of(Map.of("isolated.enabled", value)));
    }

    @Test
    void withoutAnyTheDefaultsHold() {
        Settings settings = Settings.from(Parameters.of(Map.of()));

        assertThat(settings).isEqualTo(Settings.DEFAULTS);
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.grace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.launcher()).isEmpty();
        assertThat(settings.cache()).isEmpty();
        assertThat(settings.leaks()).isEqualTo(LeakPolicy.REPORT);
        assertThat(Settings.isSwitchedOff(Parameters.of(Map.of()))).isFalse();
    }

    @Test
    void eachIsTakenFromItsOwnParameter() {
        assertThat(settings("isolated.timeout", "90s").timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings("isolated.timeout.grace", "90s").grace()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings("isolated.launcher", "/a/launcher").launcher()).contains(Path.of("/a/launcher"));
        assertThat(settings("isolated.cache", "a/cache").cache()).contains(Path.of("a/cache"));
        assertThat(settings("isolated.debug", "5005").debugPort()).hasValue(5005);
        assertThat(settings("isolated.standby", "0").standby()).isZero();
        assertThat(settings("isolated.standby", "1000").standby()).isEqualTo(1000);
        assertThat(settings("isolated.archive", "OFF").archive()).isFalse();
        assertThat(settings("isolated.archive", "auto").archive()).isTrue();
        assertThat(settings("isolated.leaks", "fail").leaks()).isEqualTo(LeakPolicy.FAIL);
        assertThat(settings("isolated.leaks", "Off").leaks()).isEqualTo(LeakPolicy.OFF);
        assertThat(settings("isolated.unavailable", "degrade").unavailable()).isEqualTo(Unavailable.DEGRADE);
        assertThat(settings("isolated.jvm.args", "-Xmx1g -Dname='of two words'").jvmArguments())
                .containsExactly("-Xmx1g", "-Dname=of two words");
    }

    @Test
    void whereADebuggerIsWaitedForThereAreNoDeadlines() {
        Settings settings = Settings.from(Parameters.of(Map.of("isolated.debug", "5005", "isolated.timeout", "1s")));

        assertThat(settings.timeout()).isGreaterThan(Duration.ofDays(365));
        assertThat(settings.grace()).isGreaterThan(Duration.ofDays(365));
    }

    @Test
    void oneLeavesTheOthersAlone() {
        assertThat(settings("isolated.timeout", "90s").grace()).isEqualTo(Settings.DEFAULTS.grace());
        assertThat(settings("isolated.timeout.grace", "90s").timeout()).isEqualTo(Settings.DEFAULTS.timeout());
        assertThat(settings("isolated.launcher", "/a").cache()).isEmpty();
        assertThat(settings("isolated.cache", "/a").launcher()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isolated.enabled",
                "isolated.timeout",
                "isolated.timeout.grace",
                "isolated.launcher",
                "isolated.cache",
                "isolated.debug",
                "isolated.unavailable",
                "isolated.leaks",
                "isolated.jvm.args"
            })
    void nothingButBlanksIsNoValue(String name) {
        assertThat(settings(name, "")).isEqualTo(Settings.DEFAULTS);
        assertThat(settings(name, "  ")).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void blanksAroundAValueDoNoHarm() {
        assertThat(settings("isolated.timeout", " 90s ").timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings("isolated.cache", " /a ").cache()).contains(Path.of("/a"));
        assertThat(isSwitchedOff(" false ")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "isolated.enabled, yes, true or false",
        "isolated.enabled, 0, true or false",
        "isolated.timeout, soon, a positive duration such as 90s",
        "isolated.timeout, 0, a positive duration such as 90s",
        "isolated.timeout, -1s, a positive duration such as 90s",
        "isolated.timeout.grace, 1 week, a positive duration such as 90s",
        "isolated.unavailable, ignore, 'fail, skip or degrade'",
        "isolated.unavailable, configured, 'fail, skip or degrade'",
        "isolated.jvm.args, -Dname=\"of, words whose quotes have an end",
        "isolated.jvm.args, Main, arguments for a JVM",
        "isolated.jvm.args, -cp /elsewhere, arguments for a JVM",
        "isolated.standby, -1, 'a number, 0 to 1000'",
        "isolated.standby, 1001, 'a number, 0 to 1000'",
        "isolated.standby, auto, 'a number, 0 to 1000'",
        "isolated.archive, true, 'auto or off'",
        "isolated.leaks, true, 'report, fail or off'",
        "isolated.debug, true, 'a port, 1 to 65535'",
        "isolated.debug, 0, 'a port, 1 to 65535'",
        "isolated.debug, 65536, 'a port, 1 to 65535'",
        "isolated.debug, 127.0.0.1:5005, 'a port, 1 to 65535'"
    })
    void aWrongValueIsNamedWithItsParameterAndWhatIsAllowed(String name, String value, String allowed) {
        assertThatThrownBy(() -> settings(name, value))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll(name + " is \"" + value + "\"", "must be " + allowed, "#parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"isolated.launcher", "isolated.cache"})
    void whatIsNoPathIsAWrongValueToo(String name) {
        assertThatThrownBy(() -> settings(name, "/a\0b"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll(name, "must be a path", "#parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "false", "False"})
    void whetherItIsEnabledIsSaidInAnyCase(String value) {
        assertThat(settings("isolated.enabled", value)).isEqualTo(Settings.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "False"})
    void aClearFalseSwitchesOff(String value) {
        assertThat(isSwitchedOff(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "", " ", "no", "off", "0", "falsee", "not false"})
    void nothingElseSwitchesOff(String value) {
        assertThat(isSwitchedOff(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "Skip", "SKIP"})
    void whatBecomesOfTestsThatAreRefusedIsSaidInAnyCase(String value) {
        assertThat(settings("isolated.unavailable", value).unavailable()).isEqualTo(Unavailable.SKIP);
    }

    private static Set<Namespace> all(String value) {
        return settings("isolated.all", value).all().orElseThrow().namespaces();
    }

    @Test
    void allTestsAreIsolatedInAListOfNamespaces() {
        assertThat(settings("isolated.timeout", "1s").all()).isEmpty();
        assertThat(all("net")).containsExactly(Namespace.NET);
        assertThat(all(" PID , uts")).containsExactlyInAnyOrder(Namespace.PID, Namespace.UTS);
        assertThat(all("user,cgroup,time")).containsExactlyInAnyOrder(Namespace.USER, Namespace.CGROUP, Namespace.TIME);
        assertThat(all("Hermetic"))
                .containsExactlyInAnyOrder(Namespace.NET, Namespace.PID, Namespace.MOUNT, Namespace.IPC, Namespace.UTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "net,", ",", "net pid", "hermetic, net", "true"})
    void whatIsNoListOfNamespacesIsAWrongValue(String value) {
        assertThatThrownBy(() -> settings("isolated.all", value))
                .hasMessageContainingAll(
                        "isolated.all is", "\"hermetic\" or a list of net, pid, mount, ipc, uts, user, cgroup, time");
    }

    @Test
    void theScopeIsThatOfAllTests() {
        assertThat(settings("isolated.all", "net").all().orElseThrow().scope()).isEqualTo(Scope.METHOD);
        assertThat(Settings.from(Parameters.of(Map.of("isolated.all", "net", "isolated.scope", "Class")))
                        .all()
                        .orElseThrow()
                        .scope())
                .isEqualTo(Scope.CLASS);
        assertThat(settings("isolated.scope", "class").all()).isEmpty();
        assertThatThrownBy(() -> settings("isolated.scope", "suite"))
                .hasMessageContaining("must be invocation, method or class");
    }

    @Test
    void despiteErrorsAllTestsAreIsolatedThatWereToBe() {
        assertThat(Settings.despiteErrors(Parameters.of(Map.of("isolated.all", "everything")))
                        .all())
                .isPresent();
        assertThat(Settings.despiteErrors(Parameters.of(Map.of("isolated.timeout", "soon")))
                        .all())
                .isEmpty();
    }
}
