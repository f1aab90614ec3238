package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junitisolated.Isolated;

/**
 * A report does not show whether tests were isolated: the same classes, names and outcomes. Here are samples that
 * succeed either way, as long as their ports are free; therefore the plain run is itself one isolated test, whose network
 * nobody else is in.
 */
class SameReportTest {

    private static final Class<?>[] SAMPLES = {
        HttpServerTest.class,
        InheritedIsolationTest.class,
        NestedTest.class,
        OwnAnnotationTest.class,
        ParameterizedIsolatedTest.class
    };

    @Isolated(net = true)
    static class PlainRun {

        @Test
        void ofAllSamples(TestReporter reporter) {
            reporter.publishEntry("report", reportOf(SampleRunner.plain().run(SAMPLES)));
        }
    }

    @Test
    void isolatedAndPlainRunsReportTheSame() {
        SampleResults plain = SampleRunner.isolated().run(PlainRun.class);
        SampleResults isolated = SampleRunner.isolated().run(SAMPLES);

        assertThat(plain.tests("SUCCESSFUL")).as("%s", plain.all()).hasSize(1);
        assertThat(isolated.tests()).hasSizeGreaterThan(15).isEqualTo(isolated.tests("SUCCESSFUL"));
        assertThat(reportOf(isolated)).isEqualTo(plain.published().get("report"));
    }

    /** A line for each class, method and invocation: its id, which names class and method, its names, and its outcome. */
    private static String reportOf(SampleResults results) {
        return results.all().stream()
                .map(result -> result + " " + result.test().getLegacyReportingName())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
