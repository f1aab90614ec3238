package org.junitisolated.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of capabilities in words. */
class CapabilitiesTest {

    @TempDir
    Path root;

    private Capabilities effective(String hexadecimal) throws IOException {
        return Capabilities.effective(new MachineFiles(root)
                .file("proc/self/status", "CapInh:\t0000\nCapEff:\t" + hexadecimal + "\n")
                .machine());
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, none",
        "000001ffffffffff, all",
        "000001fffeffffff, all but CAP_SYS_RESOURCE",
        "000001ffffdfffff, all but CAP_SYS_ADMIN",
        "0000000080000000, CAP_SETFCAP",
        "0000000000200001, 'CAP_CHOWN, CAP_SYS_ADMIN'"
    })
    void inAsFewWordsAsCanBe(String hexadecimal, String words) throws IOException {
        assertThat(effective(hexadecimal).describe()).isEqualTo(words);
        assertThat(effective(hexadecimal).evidence())
                .isEqualTo("CapEff in /proc/self/status = " + hexadecimal + " (" + words + ")");
    }

    @Test
    void dockersDefaults() throws IOException {
        Capabilities docker = effective("00000000a80425fb");

        assertThat(docker.has("CAP_SETFCAP")).isTrue();
        assertThat(docker.has("CAP_NET_RAW")).isTrue();
        assertThat(docker.has("CAP_SYS_ADMIN")).isFalse();
    }

    @Test
    void whatCannotBeReadIsNone() throws IOException {
        assertThat(effective("nonsense").describe()).isEqualTo("none");
    }
}
