package org.junitisolated.neighbours.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junitisolated.Isolated;
import org.mockito.Mock;
import org.mockito.exceptions.misusing.UnnecessaryStubbingException;
import org.mockito.junit.jupiter.MockitoExtension;

/** Mockito's extension finds a stub that nothing has used after the test, and its complaint reaches the report. */
class MockitoStrictnessTest {

    @Isolated
    @ExtendWith(MockitoExtension.class)
    static class StubsTooMuch {

        @Mock
        @SuppressWarnings("MockNotUsedInProduction") // that is the mistake
        private List<String> letters;

        @Test
        void stubs() {
            when(letters.get(0)).thenReturn("unused");
        }
    }

    @Test
    void anUnusedStubFailsTheTest() {
        FixtureRun run = FixtureRun.isolated(StubsTooMuch.class);

        assertThat(run.failures()).as("%s", run).singleElement().satisfies(failure -> {
            assertThat(failure.getClass().getName()).isEqualTo(UnnecessaryStubbingException.class.getName());
            assertThat(failure)
                    .isNotInstanceOf(UnnecessaryStubbingException.class) // of a class loader of its own: from a child
                    .hasMessageContaining("MockitoStrictnessTest.java");
        });
    }
}
