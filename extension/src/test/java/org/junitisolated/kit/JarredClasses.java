package org.junitisolated.kit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junitisolated.Isolated;

/** Our own classes in a jar, as users have them: JVMs archive nothing that comes from a directory. */
public final class JarredClasses {

    private JarredClasses() {}

    /** Makes the jar. */
    public static void writeTo(Path jar) {
        int exitCode = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "cf",
                        jar.toString(),
                        "-C",
                        classes().toString(),
                        ".");
        if (exitCode != 0) {
            throw new IllegalStateException("jar ended with exit code " + exitCode);
        }
    }

    /** Returns a fixture's command with the jar on its class path. */
    public static List<String> command(Path jar, List<String> command) {
        List<String> changed = new ArrayList<>(command);
        Collections.replaceAll(changed, classPath(command), replaced(classPath(command), classes(), jar));
        return changed;
    }

    private static String classPath(List<String> command) {
        return command.get(command.indexOf("-cp") + 1);
    }

    private static String replaced(String classPath, Path classes, Path jar) {
        List<String> entries = new ArrayList<>(List.of(classPath.split(File.pathSeparator)));
        entries.replaceAll(entry -> Path.of(entry).equals(classes) ? jar.toString() : entry);
        return String.join(File.pathSeparator, entries);
    }

    private static Path classes() {
        return CodeLocation.of(Isolated.class);
    }
}
