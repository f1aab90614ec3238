package example.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junitisolated.Isolated;

/** What tests report crosses from the child's modules to the parent's. */
class SameReportTest {

    @SuppressWarnings("serial")
    static class LetterLostException extends RuntimeException {
        LetterLostException(String message) {
            super(message);
        }
    }

    @Isolated
    static class PublishesAndFails {

        @Test
        void publishesAndFails(TestReporter reporter) {
            reporter.publishEntry("letter", "7");
            throw new LetterLostException("letter 7 is lost");
        }
    }

    private final Map<String, String> published = new HashMap<>();
    private final List<Throwable> failures = new ArrayList<>();

    private final TestExecutionListener listener = new TestExecutionListener() {
        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            published.putAll(entry.getKeyValuePairs());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(failures::add);
        }
    };

    @Test
    void entriesAndFailuresReachTheParent() {
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(PublishesAndFails.class))
                                .build(),
                        listener);

        assertThat(published).containsOnly(Map.entry("letter", "7"));
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.getClass().getName()).isEqualTo(LetterLostException.class.getName());
            assertThat(failure).isNotInstanceOf(LetterLostException.class).hasMessage("letter 7 is lost");
        });
    }
}
