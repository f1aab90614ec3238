package org.junitisolated.internal.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a child is told by the arguments of its main class, before it has a connection.
 *
 * @param warmUp when it is to warm up
 * @param properties the file with the system properties to set before anything of the user's is loaded
 * @param further what the main class itself expects
 */
public record Start(WarmUp warmUp, Path properties, List<String> further) {

    /** When a child runs a test of our own, to be quicker with its own run. */
    public enum WarmUp {
        NEVER,

        /** Unless the run is there already: then it is its own preparation. */
        WHILE_WAITING,

        /** Before it takes a run. */
        ALWAYS
    }

    private static final String OWN_TEST =
            "[engine:junit-jupiter]/[class:org.junitisolated.internal.child.WarmUp$OwnTest]/[method:passes()]";

    /** Returns the run of a test of our own, which any child can execute. It does what most runs do. */
    public static Command.Run runOfOwnTest() {
        return new Command.Run(OWN_TEST, List.of(OWN_TEST), Map.of(), List.of(), new LeakSearch(true, List.of()));
    }

    /** Returns the arguments that say so. */
    public List<String> toArguments() {
        List<String> arguments = new ArrayList<>(List.of(warmUp.name(), properties.toString()));
        arguments.addAll(further);
        return arguments;
    }

    /** Reads the arguments. */
    public static Start from(String[] arguments) {
        return new Start(
                WarmUp.valueOf(arguments[0]),
                Path.of(arguments[1]),
                Arrays.asList(arguments).subList(2, arguments.length));
    }

    /** Writes the file with the properties. */
    public static void writeProperties(Path file, Map<String, String> properties) throws IOException {
        Files.write(file, new BodyWriter().writeMap(properties).toByteArray());
    }

    /** Reads the file with the properties. */
    public Map<String, String> readProperties() throws IOException {
        BodyReader body = new BodyReader(Files.readAllBytes(properties));
        Map<String, String> read = body.readMap();
        body.expectEnd();
        return read;
    }
}
