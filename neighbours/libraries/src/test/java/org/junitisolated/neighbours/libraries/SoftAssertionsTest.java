package org.junitisolated.neighbours.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junitisolated.Isolated;
import org.opentest4j.MultipleFailuresError;

/** AssertJ collects what fails and reports all of it after the test: so it does in a child. */
class SoftAssertionsTest {

    @Isolated(net = true)
    @ExtendWith(SoftAssertionsExtension.class)
    static class Softly {

        @InjectSoftAssertions
        private SoftAssertions softly;

        @Test
        void failsTwice() throws Exception {
            OwnNetwork.assertThatThisIsOne();
            softly.assertThat("first").isEqualTo("1st");
            softly.assertThat("fine").isEqualTo("fine");
            softly.assertThat("second").isEqualTo("2nd");
        }
    }

    @Test
    void bothErrorsReachTheReport() {
        FixtureRun run = FixtureRun.isolated(Softly.class);

        assertThat(run.failures()).as("%s", run).singleElement().satisfies(failure -> {
            assertThat(failure.getClass().getName()).isEqualTo(AssertJMultipleFailuresError.class.getName());
            assertThat(failure)
                    .isNotInstanceOf(AssertJMultipleFailuresError.class) // of a class loader of its own: from a child
                    .hasMessageContainingAll("\"first\"", "\"1st\"", "\"second\"", "\"2nd\"");
            assertThat(((MultipleFailuresError) failure).getFailures()).hasSize(2);
        });
    }
}
