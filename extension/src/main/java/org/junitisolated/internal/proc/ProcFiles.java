package org.junitisolated.internal.proc;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads what the kernel tells below {@code /proc}. Processes and descriptors may go at any time, and some are closed to us: of
 * such there is nothing to read.
 *
 * <p>Each child pays for what is loaded for this: lambdas would have the JVM link what javac makes of them, which takes it
 * milliseconds.
 */
public final class ProcFiles {

    private static final String[] NOTHING = {};

    private ProcFiles() {}

    /** Returns the names in a directory. */
    static String[] list(String... path) {
        String[] names = new File(join(path)).list();
        return names == null ? NOTHING : names;
    }

    /** Returns the text of a file. */
    public static String read(String... path) {
        // Not by a channel: an interrupt that a test has left pending would close it.
        try (FileInputStream in = new FileInputStream(join(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    static String linkTarget(String... path) {
        try {
            return Files.readSymbolicLink(Path.of(join(path))).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String join(String... path) {
        return "/proc/".concat(String.join("/", path));
    }
}
