package org.junitisolated.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.internal.launch.JavaProcess;

/** Arguments for a JVM in one text. */
class JvmArgumentsTest {

    private static List<String> words(String text) {
        return JvmArguments.split(text).orElseThrow();
    }

    @Test
    void wordsAreSeparatedByBlanks() {
        assertThat(words("")).isEmpty();
        assertThat(words(" -Xmx1g \t -ea\n-Da=b  ")).containsExactly("-Xmx1g", "-ea", "-Da=b");
    }

    @Test
    void quotesHoldTogetherWhatIsBetweenThem() {
        assertThat(words("-Da='b c' \"-De=f  g\" -D\"h\"'i'=j")).containsExactly("-Da=b c", "-De=f  g", "-Dhi=j");
        assertThat(words("'it''s' \"it's\" '\"'")).containsExactly("its", "it's", "\"");
        assertThat(words("''")).containsExactly("");
    }

    @Test
    void aBackslashIsSpecialInQuotesOnly() {
        assertThat(words("-Da=C:\\dir '-Db=C:\\\\dir' \"\\\"\\n\\t\""))
                .containsExactly("-Da=C:\\dir", "-Db=C:\\dir", "\"\n\t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "-Da='b", "-Da=\"b'", "'\\'"})
    void aQuoteMustHaveAnEnd(String text) {
        assertThat(JvmArguments.split(text)).isEmpty();
    }

    static class PrintsProperties {
        public static void main(String[] arguments) {
            System.getProperties().stringPropertyNames().stream()
                    .filter(name -> name.startsWith("t."))
                    .sorted()
                    .forEach(name -> System.out.println("-D" + name + "=" + System.getProperty(name)));
        }
    }

    /** What is said of "java Command-Line Argument Files" is compared with what java does. */
    @Test
    void theyAreReadAsTheJdkReadsThem(@TempDir Path directory) throws Exception {
        String text = "-Dt.a='b c'  \"-Dt.d=e \\\\ f\" -Dt.g=\\h\t-Dt.i=\"it's\"'\"'k \"-Dt.\"l='\\q'";
        Path file = Files.writeString(directory.resolve("arguments"), text + "\n", UTF_8);

        List<String> asJavaReads = JavaProcess.output(
                        JavaProcess.command(List.of("@" + file), PrintsProperties.class), Map.of())
                .lines()
                .toList();

        assertThat(words(text)).hasSize(5).containsExactlyElementsOf(asJavaReads);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Xmx1g", "-ea:org... -XX:+UseG1GC", "--add-opens java.base/java.lang=ALL-UNNAMED", "-Dmain=-jar"
            })
    void whatAJvmMayKnowIsHandedToIt(String text) {
        assertThat(JvmArguments.findFault(words(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Main",
                "''",
                "-ea ' '",
                "-jar x.jar",
                "-cp x",
                "-classpath x",
                "--class-path=x",
                "-m a/b",
                "-version",
                "--version",
                "--help",
                "@file",
                "-ea @file"
            })
    void whatChangesTheProgramIsAFault(String text) {
        assertThat(JvmArguments.findFault(words(text))).isPresent();
    }

    @Test
    void noArgumentIsNoFault() {
        assertThat(JvmArguments.findFault(new ArrayList<>())).isEmpty();
    }
}
