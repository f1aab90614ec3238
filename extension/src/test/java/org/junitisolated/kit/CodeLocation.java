package org.junitisolated.kit;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where classes have been loaded from. */
public final class CodeLocation {

    private CodeLocation() {}

    /** Returns the jar or the directory of a class. */
    public static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
