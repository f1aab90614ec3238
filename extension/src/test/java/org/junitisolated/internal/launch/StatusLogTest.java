package org.junitisolated.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junitisolated.internal.wire.PublishedPort;

/** All that the launcher says, however it arrives. */
class StatusLogTest {

    static StatusLog logOf(String text) {
        StatusLog log = new StatusLog();
        byte[] bytes = text.getBytes(UTF_8);
        log.add(bytes, bytes.length);
        return log;
    }

    @Test
    void linesMayComeInPieces() {
        StatusLog log = new StatusLog();
        for (byte each : "port tcp 80 40001\nport udp 53 5\nlimit memory none für später\n".getBytes(UTF_8)) {
            log.add(new byte[] {each}, 1);
        }

        assertThat(log.publishedPorts())
                .containsExactly(new PublishedPort("TCP", 80, 40001), new PublishedPort("UDP", 53, 5));
        assertThat(log.limitsNotHeld()).contains("memory by the heap of the child's JVM alone: für später");
    }

    @Test
    void ofALineWithoutAnEndTheBeginningIsKept() {
        StatusLog log = logOf("limit cpus none ");
        byte[] more = "x".repeat(4096).getBytes(UTF_8);
        for (int i = 0; i < 1000; i++) {
            log.add(more, more.length);
        }
        log.add("\nleft\n".getBytes(UTF_8), 6);

        assertThat(log.limitsNotHeld().orElseThrow()).endsWith("xxx").hasSizeLessThan(1 << 17);
        assertThat(log.hasLeftProcesses()).isTrue();
    }

    @Test
    void aLineCountsWhenItHasItsEnd() {
        assertThat(logOf("port tcp 80 4").publishedPorts()).isEmpty();
        assertThat(logOf("port tcp 80 4\n").publishedPorts()).hasSize(1);
    }

    @Test
    void limitsThatAreAllHeldByAControlGroupNeedNoWords() {
        assertThat(logOf("").limitsNotHeld()).isEmpty();
        assertThat(logOf("limit memory cgroup 512M\nlimit cpus cgroup 1\n").limitsNotHeld())
                .isEmpty();
    }

    @Test
    void whereOneIsNotAllAreTold() {
        assertThat(logOf("limit memory none no group\nlimit cpus affinity 1 of 4\nlimit processes rlimit 200\n")
                        .limitsNotHeld())
                .contains(
                        "memory by the heap of the child's JVM alone: no group; cpus by affinity: 1 of 4; processes by"
                                + " rlimit: 200");
    }

    @Test
    void aFailedStepIsARefusal() {
        Refusal refusal =
                logOf("failed mount-proc 1 EPERM mount: no\n").refusal().orElseThrow();

        assertThat(refusal.step()).isEqualTo("mount-proc");
        assertThat(refusal.error()).isEqualTo("EPERM (1), mount: no");
        assertThat(refusal.explanation()).contains("Step:   mount-proc");
        assertThat(refusal.cause()).isNotBlank().doesNotContain("\n", "Cause:");
        assertThat(logOf("note id-map 1 EPERM text\nended exited 1\n").refusal())
                .isEmpty();
    }

    /** A policy for machines that refuse something has no say in it. */
    @Test
    void whatIsAskedForInVainOrAtABadTimeIsNoRefusal() {
        assertThat(logOf("failed publish 98 EADDRINUSE port 80\n").refusal()).isEmpty();
        assertThat(logOf("failed time-offset 34 ERANGE -1\n").refusal()).isEmpty();
        assertThat(logOf("failed pid-namespace 11 EAGAIN clone\n").refusal()).isEmpty();
    }

    @Test
    void killsForMemoryAddUp() {
        assertThat(logOf("oom 1\noom 2\n").killedForMemory()).isEqualTo(3);
    }
}
