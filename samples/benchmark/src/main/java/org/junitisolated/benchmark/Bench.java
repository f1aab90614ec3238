package org.junitisolated.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junitisolated.benchmark.Command.FailedException;
import org.junitisolated.benchmark.Command.Outcome;

/**
 * What all contenders on one JDK work with.
 *
 * @param jdk the JDK
 * @param project the tests
 * @param classPaths what to run them with
 * @param launcher our launcher, unpacked
 * @param effort how much to do
 */
record Bench(Jdk jdk, TestProject project, ClassPaths classPaths, Path launcher, Effort effort) {

    private static final Pattern SUCCESSFUL = Pattern.compile("(\\d+) tests successful");
    private static final String CONSOLE_LAUNCHER = "org.junit.platform.console.ConsoleLauncher";

    Command command(List<String> line) {
        return new Command(project.directory(), Map.of("JAVA_HOME", jdk.home().toString()), line);
    }

    /** Returns the command line of a JVM. */
    List<String> java(String classPath, String... rest) {
        List<String> line = new ArrayList<>(List.of(jdk.java(), "-cp", classPath));
        line.addAll(List.of(rest));
        return line;
    }

    /** Returns the command line of JUnit's ConsoleLauncher. */
    List<String> console(String classPath, List<String> testClasses, Map<String, String> parameters) {
        List<String> line = java(
                classPath,
                CONSOLE_LAUNCHER,
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details=summary");
        parameters.forEach((name, value) -> line.add("--config=" + name + "=" + value));
        testClasses.forEach(testClass -> line.add("--select-class=" + testClass));
        return line;
    }

    /**
     * Runs a line with a ConsoleLauncher in it.
     *
     * @throws FailedException also if it was another number of tests that succeeded
     */
    double runConsole(List<String> line, int tests) throws Exception {
        Command command = command(line);
        Outcome outcome = command.run();
        Matcher successful = SUCCESSFUL.matcher(outcome.output());
        if (!successful.find() || !successful.group(1).equals(Integer.toString(tests))) {
            throw command.failure("not " + tests + " tests successful", outcome.output());
        }
        return outcome.millis();
    }
}
