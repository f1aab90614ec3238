package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Tells what is ours among the temporary files, where anyone may have made any name first. */
final class OwnFiles {

    private OwnFiles() {}

    /** Tells whether the file itself, not what it may link to, belongs to the user of this process. */
    static boolean isOurs(Path file) {
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(Path.of("/proc/self")));
        } catch (IOException e) {
            return false;
        }
    }
}
