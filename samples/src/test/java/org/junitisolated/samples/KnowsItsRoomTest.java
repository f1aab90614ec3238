package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junitisolated.Isolated;
import org.junitisolated.Isolation;
import org.junitisolated.Namespace;

/** A test may ask what it is in, here to say so in its report. */
class KnowsItsRoomTest {

    // region method
    @Test
    @Isolated(net = true, uts = true)
    void tellsItsReport(Isolation isolation, TestReporter reporter) {
        reporter.publishEntry("host", isolation.hostName());

        assertThat(isolation.namespaces()).containsExactly(Namespace.NET, Namespace.UTS);
        assertThat(isolation.hostName()).isEqualTo("isolated");
    }
    // endregion

    @Test
    @Isolated
    void hasOnlyAJvmOfItsOwn(Isolation isolation) {
        assertThat(isolation.isIsolated()).isTrue();
        assertThat(isolation.namespaces()).isEmpty();
    }
}
