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
 * @param warmUp whether it is to warm up while it waits for its run
 * @param properties the file with the system properties to set before anything of the user's is loaded
 * @param further what the main class itself expects
 */
public record Start(boolean warmUp, Path properties, List<String> further) {

    private static final String WARM_UP = "warm-up";
    private static final String AT_ONCE = "at-once";

    /** Returns the arguments that say so. */
    public List<String> toArguments() {
        List<String> arguments = new ArrayList<>(List.of(warmUp ? WARM_UP : AT_ONCE, properties.toString()));
        arguments.addAll(further);
        return arguments;
    }

    /** Reads the arguments. */
    public static Start from(String[] arguments) {
        return new Start(
                arguments[0].equals(WARM_UP),
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
