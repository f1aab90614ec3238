package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junitisolated.kit.Results;

/** The root of the test's own control groups. */
class CgroupTest {

    /** Each hierarchy's path of the control group that this JVM is in, see cgroups(7). */
    private static List<String> ownGroups() throws IOException {
        return Files.readString(Path.of("/proc/self/cgroup"))
                .lines()
                .map(line -> line.split(":", 3)[2])
                .distinct()
                .sorted()
                .toList();
    }

    static class Groups {

        @Test
        @Isolated(cgroup = true)
        void isAtTheRoot() throws IOException {
            assertThat(ownGroups()).containsExactly("/");
        }

        @Test
        @Hermetic
        void withoutTheFlagItIsWhereTheMachinePutsIt() throws IOException {
            assertThat(String.join(",", ownGroups())).isEqualTo(System.getProperty("fixture.groups"));
        }
    }

    @Test
    void aTestIsAtTheRootOfItsControlGroups() throws IOException {
        System.setProperty("fixture.groups", String.join(",", ownGroups()));

        Results results = run(Groups.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(2);
    }
}
