package org.junitisolated.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of mountinfo, see proc(5). */
class MountTest {

    @Test
    void aLineHasOptionalFieldsBeforeTheDash() {
        assertThat(Mount.parse(
                        "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue"))
                .contains(new Mount("/mnt1", "/mnt2", Set.of("rw", "noatime"), "ext3", "/dev/root"));
        assertThat(Mount.parse("36 35 98:0 / / rw - tmpfs none rw"))
                .contains(new Mount("/", "/", Set.of("rw"), "tmpfs", "none"));
    }

    @Test
    void blanksInPathsAreWrittenInOctal() {
        assertThat(Mount.parse("36 35 98:0 / /a\\040b\\134c rw - tmpfs none rw"))
                .map(Mount::point)
                .contains("/a b\\c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "36 35 98:0 / / rw", "36 35 98:0 / - tmpfs none", "36 35 98:0 / / rw - tmpfs"})
    void nonsenseGivesNothing(String line) {
        assertThat(Mount.parse(line)).isEmpty();
    }

    @Test
    void aMountCoversItsPointAndAllBelow() {
        Mount mount = new Mount("/", "/a", Set.of(), "tmpfs", "none");

        assertThat(mount.covers("/a")).isTrue();
        assertThat(mount.covers("/a/b")).isTrue();
        assertThat(mount.covers("/ab")).isFalse();
        assertThat(mount.isBelow("/")).isTrue();
        assertThat(mount.isBelow("/a")).isFalse();
    }
}
