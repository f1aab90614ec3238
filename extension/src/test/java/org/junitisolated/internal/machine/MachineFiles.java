package org.junitisolated.internal.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files of a machine that is not this one, below a directory; it begins with none. */
record MachineFiles(Path root) {

    MachineFiles file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    Machine machine() {
        return new Machine(root, Map.of());
    }
}
