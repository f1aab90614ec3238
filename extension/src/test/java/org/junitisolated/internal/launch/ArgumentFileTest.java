package org.junitisolated.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what a real {@code java @file} hands to its main class. */
class ArgumentFileTest {

    @TempDir
    Path directory;

    /** Prints each argument in a form that nothing on the way can change. */
    static class PrintsItsArguments {
        public static void main(String[] arguments) {
            for (String argument : arguments) {
                System.out.println("x" + HexFormat.of().formatHex(argument.getBytes(UTF_8)));
            }
            System.out.println(
                    "x" + HexFormat.of().formatHex(System.getProperty("odd", "").getBytes(UTF_8)));
        }
    }

    private List<String> read(List<String> arguments) throws IOException, InterruptedException {
        Path file = directory.resolve("arguments");
        ArgumentFile.write(file, arguments);
        String output = JavaProcess.output(List.of(JavaProcess.JAVA, "@" + file), Map.of());
        return Arrays.stream(output.split("\n"))
                .map(line -> new String(HexFormat.of().parseHex(line.substring(1)), UTF_8))
                .toList();
    }

    @Test
    void everyArgumentArrivesAsItIs() throws Exception {
        List<String> odd = List.of(
                "plain",
                "",
                " ",
                " blanks  within and around ",
                "a\ttab",
                "\"quoted\"",
                "'single'",
                "\"",
                "'",
                "back\\slash",
                "\\",
                "\\\\",
                "ends in a backslash\\",
                "\\n is no line end",
                "a\nline end",
                "a\r\nline end",
                "\n",
                "# no comment",
                "no # comment",
                "@no-file",
                "@@",
                "a\fform feed",
                "${HOME} $(true) `true` * ?",
                "äöü € 日本 😀",
                "x".repeat(200_000));
        List<String> command =
                new ArrayList<>(JavaProcess.command(List.of("-Dodd= \"#\\\n' "), PrintsItsArguments.class));
        command.addAll(odd);

        List<String> arrived = read(command.subList(1, command.size()));

        assertThat(arrived.subList(0, odd.size())).isEqualTo(odd);
        assertThat(arrived).last().isEqualTo(" \"#\\\n' ");
    }
}
