package org.junitisolated.neighbours.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No extension of a library is initialised in the parent, so none of its callbacks can have run there. The JVM itself is
 * the witness: it writes each class that it initialises into a file ({@code -Xlog} in this module's argLine).
 */
class NothingInTheParentTest {

    /** Not their annotations, which the parent reads, nor their exceptions, whose stand-ins have the same names. */
    private static final Pattern EXTENSION = Pattern.compile(
            "Initializing '(org/mockito|org/assertj|com/github/tomakehurst|org/junitpioneer)/\\S*Extension'");

    private static boolean anExtensionIsInitialised() throws IOException {
        Path log = Path.of("target", "initialised-" + ProcessHandle.current().pid() + ".log");
        return EXTENSION.matcher(Files.readString(log)).find();
    }

    @Test
    void noExtensionIsInitialisedHere() throws IOException {
        FixtureRun isolated = FixtureRun.isolated(
                MockitoTest.class,
                MockitoStrictnessTest.StubsTooMuch.class,
                SoftAssertionsTest.Softly.class,
                WireMockTest.NeedsNobody.class,
                JUnitPioneerTest.class);

        assertThat(isolated.succeeded()).as("%s", isolated).isEqualTo(4 + 1 + 8);
        assertThat(isolated.failures()).as("%s", isolated).hasSize(2);
        assertThat(anExtensionIsInitialised()).isFalse();

        FixtureRun plain = FixtureRun.plain(MockitoStrictnessTest.StubsTooMuch.class);

        assertThat(plain.failures()).as("%s", plain).hasSize(1);
        assertThat(anExtensionIsInitialised()).as("the witness sees it").isTrue();
    }
}
