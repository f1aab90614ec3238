package org.junitisolated.internal.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files below {@code /proc}. What is not there, or may not be read, is empty: a process may end at any time. */
final class ProcFiles {

    static final Path PROC = Path.of("/proc");

    private ProcFiles() {}

    /** Returns the text of a file; each byte is a character, since names and arguments may be in any encoding. */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the entries of a directory whose names are numbers: processes, threads, descriptors. */
    static List<Path> numbered(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[0-9]*")) {
            entries.forEach(found::add);
        } catch (IOException | UncheckedIOException e) {
            // What has been found is all there is to see.
        }
        return found;
    }
}
