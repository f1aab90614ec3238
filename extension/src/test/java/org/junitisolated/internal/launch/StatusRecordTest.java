package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Protocol;

/** The lines that {@code status.h} describes. */
class StatusRecordTest {

    @Test
    void aFailureHasStepErrorAndTextToTheEndOfTheLine() {
        assertThat(StatusRecord.parse("failed user-namespace 28 ENOSPC clone: No space left  on device"))
                .contains(new StatusRecord.Failed("user-namespace", 28, "ENOSPC", "clone: No space left  on device"));
    }

    @Test
    void anEndIsAnExitOrASignal() {
        assertThat(StatusRecord.parse("ended exited 0")).contains(new StatusRecord.Exited(0));
        assertThat(StatusRecord.parse("ended exited 255")).contains(new StatusRecord.Exited(255));
        assertThat(StatusRecord.parse("ended signaled 9 0")).contains(new StatusRecord.Signaled(9, false));
        assertThat(StatusRecord.parse("ended signaled 11 1")).contains(new StatusRecord.Signaled(11, true));
    }

    @Test
    void whatCouldNotBeKilledIsLeft() {
        assertThat(StatusRecord.parse("left")).contains(new StatusRecord.Left());
        assertThat(StatusLogTest.logOf("left\nended exited 0\n").hasLeftProcesses())
                .isTrue();
        assertThat(StatusLogTest.logOf("note low-ports 30 EROFS left\nended exited 0\n")
                        .hasLeftProcesses())
                .isFalse();
    }

    @Test
    void aNoteHasStepErrorAndTextToo() {
        assertThat(StatusRecord.parse("note low-ports 30 EROFS open /proc/sys: Read-only"))
                .contains(new StatusRecord.Note("low-ports", 30, "EROFS", "open /proc/sys: Read-only"));
    }

    @Test
    void aPortHasItsProtocolItselfAndWhereTheHostReachesIt() {
        assertThat(StatusRecord.parse("port tcp 80 40001")).contains(new StatusRecord.Port(Protocol.TCP, 80, 40001));
        assertThat(StatusRecord.parse("port udp 53 53")).contains(new StatusRecord.Port(Protocol.UDP, 53, 53));
    }

    @Test
    void aLimitHasItsMeansAndTextToTheEndOfTheLine() {
        assertThat(StatusRecord.parse("limit memory none no cgroup is  delegated to us"))
                .contains(new StatusRecord.Limit("memory", "none", "no cgroup is  delegated to us"));
        assertThat(StatusRecord.parse("limit cpus affinity one"))
                .contains(new StatusRecord.Limit("cpus", "affinity", "one"));
    }

    @Test
    void whatTheKernelKilledForMemoryIsCounted() {
        assertThat(StatusRecord.parse("oom 3")).contains(new StatusRecord.KilledForMemory(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ended",
                "ended ",
                "ended exited",
                "ended exited ",
                "ended exited x",
                "ended exited 99999999999",
                "ended signaled",
                "ended signaled 9",
                "ended otherwise 1",
                "endedexited 1",
                "started 12",
                "failed",
                "failed step",
                "failed step 1 EPERM",
                "failed step x EPERM text",
                "note step",
                "FAILED step 1 EPERM text",
                " failed step 1 EPERM text",
                "port",
                "port tcp 80",
                "port sctp 80 40000",
                "port tcp eighty 40000",
                "limit",
                "limit memory",
                "oom",
                "oom many"
            })
    void nonsenseGivesNothing(String line) {
        assertThat(StatusRecord.parse(line)).isEmpty();
    }
}
