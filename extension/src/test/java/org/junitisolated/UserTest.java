package org.junitisolated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junitisolated.kit.Results;

/** Root inside, and nobody in particular outside. */
class UserTest {

    private static final int CAP_SYS_ADMIN = 21;

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        process.waitFor();
        return output;
    }

    private static boolean hasCapability(int capability) throws IOException {
        String line = Files.readString(Path.of("/proc/self/status"))
                .lines()
                .filter(each -> each.startsWith("CapEff:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16) >> capability & 1) == 1;
    }

    static class Inside {

        @Test
        @Isolated(user = true)
        void isRootWithEveryCapability() throws Exception {
            assertThat(output("id", "-u")).isEqualTo("0");
            assertThat(hasCapability(CAP_SYS_ADMIN)).isTrue();
        }

        @Test
        @Isolated(user = true, uts = true)
        void mayChangeWhatIsItsOwn() throws Exception {
            assertThat(output("hostname", "renamed")).isEmpty();
            assertThat(output("uname", "-n")).isEqualTo("renamed");
        }

        @Test
        @Isolated(user = true)
        void hasNoRightOverTheHost() {
            for (String setting : new String[] {"vm/swappiness", "kernel/core_pattern", "fs/file-max"}) {
                assertThatThrownBy(() -> Files.writeString(Path.of("/proc/sys").resolve(setting), "1"))
                        .as(setting)
                        .isInstanceOf(IOException.class);
            }
        }

        @Test
        @Isolated(user = true, mount = true)
        void cannotUndoItsWalls() throws Exception {
            assertThat(output("umount", "/tmp")).isNotEmpty();
            assertThat(output("mount", "-o", "remount,rw", "/")).isNotEmpty();
        }

        @Test
        @Isolated(uts = true)
        void withoutTheFlagItHasTheIdFromOutsideAndNoPower() throws Exception {
            assertThat(output("id", "-u")).isEqualTo(System.getProperty("fixture.uid"));
            assertThat(hasCapability(CAP_SYS_ADMIN)).isFalse();
            assertThat(output("hostname", "renamed")).isNotEmpty();
        }
    }

    @Test
    void aTestIsRootInsideAndNotOutside() throws Exception {
        String hostname = Files.readString(Path.of("/proc/sys/kernel/hostname"));
        System.setProperty("fixture.uid", output("id", "-u"));

        Results results = run(Inside.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(5);
        assertThat(Files.readString(Path.of("/proc/sys/kernel/hostname"))).isEqualTo(hostname);
    }
}
