package org.junitisolated.kit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs one fixture class in a parent JVM of its own, for what would disturb this one; prints what was reported. */
public final class FixtureMain {

    private FixtureMain() {}

    public static void main(String[] args) throws ClassNotFoundException {
        FixtureRun run = FixtureRun.fixtures();
        for (int i = 1; i < args.length; i++) {
            String[] parameter = args[i].split("=", 2);
            run.with(parameter[0], parameter[1]);
        }
        Results results = run.of(Class.forName(args[0], false, FixtureMain.class.getClassLoader()));
        System.out.println(results.log());
        System.out.println(results.failures());
        System.out.println(results.out());
        System.err.println(results.err());
    }

    /** Returns the command that runs a fixture, with further options for the JVM. */
    public static List<String> command(List<String> jvmOptions, Class<?> fixture, Map<String, String> parameters) {
        List<String> command = command(jvmOptions, FixtureMain.class);
        command.add(fixture.getName());
        parameters.forEach((name, value) -> command.add(name + "=" + value));
        return command;
    }

    /** Returns the command that runs a main class; its arguments are to be added. */
    static List<String> command(List<String> jvmOptions, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        return command;
    }

    /** Surefire keeps the engine and the launcher in a class path of its own. */
    private static String classPath() {
        List<String> entries = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        for (String name :
                List.of("org.junit.platform.launcher.Launcher", "org.junit.jupiter.engine.JupiterTestEngine")) {
            try {
                entries.add(CodeLocation.of(Class.forName(name)).toString());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Runs a command to its end and returns all that it printed. */
    public static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
