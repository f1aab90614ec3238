package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junitisolated.Isolated;

/** What the kernel lets an isolated test do. */
class PrivilegesTest {

    // region method
    @Test
    @Isolated
    void tellsItsPrivileges(TestReporter reporter) throws Exception {
        List<String> lines = Shell.linesOf("grep -E '^(Uid|Cap|NoNewPrivs)' /proc/self/status");
        reporter.publishEntry("privileges", String.join(" ", lines));
        assertThat(lines).contains("NoNewPrivs:\t1");
    }
    // endregion
}
