package org.junitisolated.internal.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The archives of loaded classes that a JVM can start with, and the options that make and use them. */
enum ArchiveFormat {

    /** An archive on top of the JDK's own, made when the JVM exits (JEP 350). */
    CLASS_DATA("jsa", "ArchiveClassesAtExit", "SharedArchiveFile", "-Xlog:cds*=off"),

    /** Classes loaded and linked, made when the JVM exits, by a second one (JEP 483, JEP 514). */
    AHEAD_OF_TIME("aot", "AOTCacheOutput", "AOTCache", "-Xlog:aot*=off,cds*=off");

    private static final int FIRST_AHEAD_OF_TIME = 25;

    private final String extension;
    private final String makingOption;
    private final String usingOption;
    private final String withoutNoise;

    ArchiveFormat(String extension, String makingOption, String usingOption, String withoutNoise) {
        this.extension = extension;
        this.makingOption = makingOption;
        this.usingOption = usingOption;
        this.withoutNoise = withoutNoise;
    }

    /** Returns the best one that this JVM has; only HotSpot has any. */
    static Optional<ArchiveFormat> ofThisJvm() {
        if (System.getProperty("java.vm.name", "").contains("OpenJ9")) {
            return Optional.empty();
        }
        return Optional.of(Runtime.version().feature() >= FIRST_AHEAD_OF_TIME ? AHEAD_OF_TIME : CLASS_DATA);
    }

    String extension() {
        return extension;
    }

    /** Returns the arguments of a JVM that makes an archive. */
    List<String> toMake(Path archive) {
        return List.of("-XX:" + makingOption + "=" + archive);
    }

    /** Returns the arguments of a JVM that uses one; if it cannot, it starts without, and says nothing of it. */
    List<String> toUse(Path archive) {
        return List.of("-XX:" + usingOption + "=" + archive, withoutNoise);
    }
}
