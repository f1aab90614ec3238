package org.junitisolated.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.HostPort;
import org.junitisolated.Isolated;
import org.junitisolated.Isolated.Unavailable;
import org.junitisolated.IsolationException;
import org.junitisolated.Limits;
import org.junitisolated.Mount;
import org.junitisolated.Protocol;
import org.junitisolated.PublishPort;
import org.junitisolated.internal.launch.ChildLimits;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Doors;
import org.junitisolated.internal.launch.Doors.HostDoor;
import org.junitisolated.internal.launch.Doors.PublishDoor;
import org.junitisolated.internal.launch.MountDoor;

/** What a test's annotations ask for, and which of them cannot be meant. */
class WantedChildTest {

    /** The kind is that of the last element, which bears the annotation. */
    private static WantedChild wanted(AnnotatedElement... elements) {
        Isolated isolated = elements[elements.length - 1].getAnnotation(Isolated.class);
        return new WantedChild(IsolationKind.of(isolated), List.of(elements));
    }

    private static ChildSpec spec(AnnotatedElement... elements) {
        return wanted(elements).spec(Settings.DEFAULTS);
    }

    private static AnnotatedElement method(Class<?> type, String name) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Isolated(net = true)
    @PublishPort(80)
    @HostPort(5432)
    @Limits(memory = "512M")
    static class OnTheClass {

        void bare() {}

        @PublishPort(value = 81, hostPort = 8081)
        @PublishPort(value = 81, protocol = Protocol.UDP)
        @Limits(cpus = 1.5, processes = 200)
        void ofItsOwn() {}

        @Limits
        void unlimited() {}
    }

    @Test
    void theClassCountsForWhatAMethodDoesNotSay() {
        assertThat(spec(method(OnTheClass.class, "bare"), OnTheClass.class).doors())
                .isEqualTo(new Doors(
                        List.of(),
                        List.of(new PublishDoor(Protocol.TCP, 80, 0)),
                        List.of(new HostDoor(Protocol.TCP, 5432, 5432))));
    }

    @Test
    void theNearestCountsAloneForEachKind() {
        ChildSpec spec = spec(method(OnTheClass.class, "ofItsOwn"), OnTheClass.class);

        assertThat(spec.doors().published())
                .containsExactly(new PublishDoor(Protocol.TCP, 81, 8081), new PublishDoor(Protocol.UDP, 81, 0));
        assertThat(spec.doors().fromHost()).hasSize(1);
        assertThat(spec.limits().memory()).isEmpty();
        assertThat(spec.limits().cpusMilli()).hasValue(1500);
        assertThat(spec.limits().processes()).hasValue(200);
    }

    @Test
    void limitsCanBeLifted() {
        assertThat(spec(OnTheClass.class).limits().memory()).hasValue(512 << 20);
        assertThat(spec(method(OnTheClass.class, "unlimited"), OnTheClass.class).limits())
                .isEqualTo(ChildLimits.NONE);
    }

    static class Inherits extends OnTheClass {}

    @PublishPort(90)
    static class InheritsPartly extends OnTheClass {}

    @PublishPort(91)
    interface OfAnInterface {}

    @Isolated(net = true)
    static class Implements implements OfAnInterface {}

    @PublishPort(92)
    @PublishPort(93)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Meta {}

    @Isolated(net = true)
    @Meta
    static class ByMetaAnnotation {}

    private static List<Integer> published(AnnotatedElement... elements) {
        return spec(elements).doors().published().stream()
                .map(PublishDoor::port)
                .toList();
    }

    @Test
    void whatAClassInheritsIsNotMergedWithWhatItHas() {
        assertThat(published(Inherits.class)).containsExactly(80);
        assertThat(published(InheritsPartly.class)).containsExactly(90);
        assertThat(published(Implements.class)).containsExactly(91);
        assertThat(published(ByMetaAnnotation.class)).containsExactly(92, 93);
    }

    @Isolated(
            uts = true,
            hostname = "db-1.example",
            time = true,
            timeOffset = "-5m",
            jvmArgs = {"-Xmx1g", "-ea"})
    static class Attributes {}

    @Test
    void attributesAreRead() {
        ChildSpec spec = spec(Attributes.class);

        assertThat(spec.hostname()).isEqualTo("db-1.example");
        assertThat(spec.timeOffset()).isEqualTo(Duration.ofMinutes(-5));
        assertThat(spec.jvmArguments()).containsExactly("-Xmx1g", "-ea");
    }

    @Test
    void theArgumentsOfTheParameterComeBeforeThoseOfTheAnnotation() {
        Settings settings = Settings.from(Parameters.of(Map.of("isolated.jvm.args", "-Xmx2g -da")));

        assertThat(wanted(Attributes.class).spec(settings).jvmArguments())
                .containsExactly("-Xmx2g", "-da", "-Xmx1g", "-ea");
    }

    @Isolated(unavailable = Unavailable.SKIP)
    static class Skips {}

    @Test
    void thePolicyIsTheParametersUnlessTheAnnotationHasOne() {
        Settings degrade = Settings.from(Parameters.of(Map.of("isolated.unavailable", "degrade")));

        assertThat(wanted(Attributes.class).policy(Settings.DEFAULTS)).isEqualTo(Unavailable.FAIL);
        assertThat(wanted(Attributes.class).policy(degrade)).isEqualTo(Unavailable.DEGRADE);
        assertThat(wanted(Skips.class).policy(degrade)).isEqualTo(Unavailable.SKIP);
    }

    @Isolated(mount = true)
    @Mount(target = "~/.m2-of-a-test")
    @Mount(target = "target", type = Mount.Type.OVERLAY)
    @Mount(target = "/tmp/private", source = "src/test/java", writable = true)
    @Mount(target = "/tmp/empty", type = Mount.Type.TMPFS, size = "64k")
    static class ManyMounts {}

    @Test
    void mountsBeginAtHomeAtTheWorkingDirectoryOrAtTheRoot() throws IOException {
        Path inHome = Path.of(System.getProperty("user.home"), ".m2-of-a-test");
        boolean made = !Files.exists(inHome) && Files.createDirectories(inHome) != null;
        try {
            List<MountDoor> mounts = spec(ManyMounts.class).doors().mounts();

            Path workingDirectory = Path.of("").toRealPath();
            assertThat(mounts)
                    .extracting(MountDoor::target)
                    .containsExactly(
                            inHome.toRealPath(),
                            workingDirectory.resolve("target"),
                            Path.of("/tmp/private"),
                            Path.of("/tmp/empty"));
            assertThat(mounts)
                    .extracting(MountDoor::source)
                    .containsExactly(
                            inHome.toRealPath(),
                            workingDirectory.resolve("target"),
                            workingDirectory.resolve("src/test/java"),
                            Path.of("/tmp/empty"));
            assertThat(mounts).extracting(MountDoor::writable).containsExactly(false, false, true, false);
            assertThat(mounts.get(3).size()).hasValue(65536);
        } finally {
            if (made) {
                Files.delete(inHome);
            }
        }
    }

    static class Wrong {

        @Isolated(hostname = "name")
        void hostname_needs_uts_equals_true() {}

        @Isolated(uts = true, hostname = "under_score")
        void hostname_a_host_name_has_1_to_64_letters() {}

        @Isolated(uts = true, hostname = "-x")
        void hostname_begins_or_ends_with_a_hyphen() {}

        @Isolated(uts = true, hostname = "a..b")
        void hostname_no_part_of_it_between_dots_is_empty() {}

        @Isolated(timeOffset = "1d")
        void timeOffset_needs_time_equals_true() {}

        @Isolated(time = true, timeOffset = "yesterday")
        void timeOffset_it_must_be_a_whole_number_and_a_unit() {}

        @Isolated(time = true, timeOffset = "--5m")
        void timeOffset_such_as() {}

        @Isolated(time = true, timeOffset = "40000d")
        void timeOffset_36500d_at_most() {}

        @Isolated(jvmArgs = "Main")
        void jvmArgs_does_not_begin_with_a_hyphen() {}

        @Isolated
        @Mount(target = "/tmp/x")
        void Mount_needs_mount_equals_true() {}

        @Isolated(mount = true)
        @Mount(target = "")
        void Mount_target_must_be_a_path() {}

        @Isolated(mount = true)
        @Mount(target = "/")
        void Mount_the_target_is_the_root() {}

        @Isolated(mount = true)
        @Mount(target = "/etc/../..")
        void Mount_is_the_root_of_the_file_system() {}

        @Isolated(mount = true)
        @Mount(target = "/tmp/x", source = "/no/such/thing")
        void Mount_there_is_no() {}

        @Isolated(mount = true)
        @Mount(target = "/tmp/x", source = " ")
        void Mount_source_must_be_a_path() {}

        @Isolated(mount = true)
        @Mount(target = "/etc", size = "64M")
        void Mount_size_is_for_type_equals_TMPFS_only() {}

        @Isolated(mount = true)
        @Mount(target = "/tmp/x", type = Mount.Type.TMPFS, size = "64 MB")
        void Mount_size_must_be_a_positive_whole_number() {}

        @Isolated(mount = true)
        @Mount(target = "/tmp/x", type = Mount.Type.TMPFS, writable = true)
        void Mount_writable_is_for_type_equals_BIND_only() {}

        @Isolated(mount = true)
        @Mount(target = "/etc", type = Mount.Type.OVERLAY, writable = true)
        void Mount_an_overlay_can_be_written_always() {}

        @Isolated(mount = true)
        @Mount(target = "/tmp/x", type = Mount.Type.TMPFS, source = "/etc")
        void Mount_source_is_not_for_type_equals_TMPFS() {}

        @Isolated(mount = true)
        @Mount(target = "/etc/passwd", type = Mount.Type.OVERLAY)
        void Mount_is_a_file_and_an_overlay_is_of_a_directory() {}

        @Isolated(mount = true)
        @Mount(target = "/tmp/x", type = Mount.Type.TMPFS)
        @Mount(target = "/tmp/../tmp/x", source = "/etc")
        void Mount_has_another_mount_already() {}

        @Isolated(mount = true)
        @Mount(target = "/tmp/x/y", source = "/etc")
        @Mount(target = "/tmp/x", type = Mount.Type.TMPFS)
        void Mount_it_would_hide_what_is_mounted_below_it() {}

        @Isolated
        @PublishPort(80)
        void PublishPort_needs_net_equals_true() {}

        @Isolated
        @HostPort(80)
        void HostPort_needs_net_equals_true() {}

        @Isolated(net = true)
        @PublishPort(0)
        void PublishPort_the_port_is_0_but_must_be_1_to_65535() {}

        @Isolated(net = true)
        @PublishPort(value = 80, hostPort = 65536)
        void PublishPort_hostPort_is_65536() {}

        @Isolated(net = true)
        @PublishPort(80)
        @PublishPort(80)
        void PublishPort_the_TCP_port_80_has_another_door_already() {}

        @Isolated(net = true)
        @PublishPort(value = 80, hostPort = 8080)
        @PublishPort(value = 81, hostPort = 8080)
        void PublishPort_the_TCP_host_port_8080_has_another_door_already() {}

        @Isolated(net = true)
        @HostPort(value = 80, port = -1)
        void HostPort_port_is__1() {}

        @Isolated(net = true)
        @HostPort(0)
        void HostPort_the_port_of_the_host_is_0() {}

        @Isolated(net = true)
        @HostPort(value = 80, port = 1)
        @HostPort(1)
        void HostPort_the_TCP_port_1_has_another_door_already() {}

        @Isolated(net = true)
        @PublishPort(80)
        @HostPort(80)
        void HostPort_the_TCP_port_80_has_another_door_already() {}

        @Isolated
        @Limits(memory = "half")
        void Limits_memory_must_be_a_positive_whole_number() {}

        @Isolated
        @Limits(memory = "63M")
        void Limits_must_be_at_least_64M() {}

        @Isolated
        @Limits(cpus = -1)
        void Limits_cpus_must_be_0_01_to_1000() {}

        @Isolated
        @Limits(cpus = Double.NaN)
        void Limits_cpus_must_be() {}

        @Isolated
        @Limits(cpus = Double.POSITIVE_INFINITY)
        void Limits_or_0_for_no_limit() {}

        @Isolated
        @Limits(processes = 63)
        void Limits_it_must_be_at_least_64() {}

        @Isolated
        @Limits(processes = -1)
        void Limits_processes_is_too_small() {}
    }

    /** The names say what is to be said, after the annotation or attribute that is to be named. */
    static Stream<String> wrong() {
        return Stream.of(Wrong.class.getDeclaredMethods()).map(Method::getName).sorted();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatCannotBeMeantIsNamedWithItsReason(String name) {
        String[] parts = name.split("_", 2);
        String said = parts[1].replace("_equals_", " = ").replace("__", " -").replace('_', ' ');

        assertThatThrownBy(() -> spec(method(Wrong.class, name)))
                .isInstanceOf(IsolationException.class)
                .hasMessageStartingWith(
                        Character.isUpperCase(name.charAt(0)) ? "@" + parts[0] : "@Isolated(" + parts[0])
                .satisfies(e -> assertThat(words(e.getMessage())).contains(words(said)))
                .hasMessageContaining("\nSee docs/troubleshooting.md#");
    }

    /** What is no part of a name counts as a blank. */
    private static String words(String text) {
        return text.replaceAll("[^A-Za-z0-9=-]+", " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400d", "36500d", "-36500d", "+5m", "5", "100 ms"})
    void offsetsAreNotCut(String text) {
        IsolationKind kind = IsolationKind.of(Attributes.class.getAnnotation(Isolated.class));
        IsolationKind other = new IsolationKind(
                kind.namespaces(), kind.scope(), kind.jvm(), kind.unavailable(), "", text, new ArrayList<>());

        Duration offset = IsolatedAttributes.timeOffset(other);
        String positive = text.replaceFirst("^[+-]", "");
        Duration expected = positive.endsWith("d")
                ? Duration.ofDays(Long.parseLong(positive.replace("d", "")))
                : DurationText.parse(positive).orElseThrow();
        assertThat(offset).isEqualTo(text.startsWith("-") ? expected.negated() : expected);
    }
}
