package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where an error message sends its reader, there is something to read. */
class TroubleshootingTest {

    private static final Path PAGE = Path.of("../docs/troubleshooting.md");
    private static final Path SOURCES = Path.of("src/main/java");

    private static Set<String> find(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            StringBuilder text = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    private static Set<String> anchorsInTheSources() throws IOException {
        String sources = sources();
        Set<String> anchors = find("Troubleshooting\\s*\\.see\\(\\s*\"([^\"]+)\"\\s*\\)", sources);
        anchors.addAll(find("troubleshooting\\.md#([a-z0-9-]+)", sources));
        return anchors;
    }

    private static Set<String> anchorsOnThePage() throws IOException {
        return find("<a id=\"([^\"]+)\">", Files.readString(PAGE));
    }

    private static Set<String> anchorsOfSteps() throws IOException {
        return Steps.all().stream().map(step -> "step-" + step).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theReferenceIsALineOfItsOwn() {
        assertThat(Troubleshooting.see("anchor")).isEqualTo("\nSee docs/troubleshooting.md#anchor of junit-isolated.");
    }

    @Test
    void theSourcesHaveAnchors() throws IOException {
        assertThat(anchorsInTheSources()).contains("timeout", "launcher", "unisolated", "parameters");
    }

    @Test
    void everyErrorMessageHasItsSection() throws IOException {
        assertThat(anchorsOnThePage()).containsAll(anchorsInTheSources());
    }

    @Test
    void everyStepOfTheLauncherHasItsSection() throws IOException {
        assertThat(anchorsOnThePage()).containsAll(anchorsOfSteps());
    }

    @Test
    void noSectionIsAboutAStepThatThereIsNot() throws IOException {
        assertThat(anchorsOnThePage().stream().filter(anchor -> anchor.startsWith("step-")))
                .isSubsetOf(anchorsOfSteps());
    }
}
