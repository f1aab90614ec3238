package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The library with the native methods of child JVMs, unpacked to where a JVM can load it from. */
final class ChildLibrary {

    private static final String NAME = "libjunit-isolated-child.so";

    private ChildLibrary() {}

    /**
     * Returns the library.
     *
     * @param launcher the launcher that is used: where it runs from, a library can be loaded from
     * @param cacheDirectories where to unpack to
     */
    static Path unpack(Path launcher, List<Path> cacheDirectories) throws IOException {
        byte[] library = NativeFiles.read(NAME);
        if (library == null) {
            throw new IOException("this jar has no " + NativeFiles.resource(NAME));
        }
        List<Path> launchersFirst = new ArrayList<>(cacheDirectories);
        launchersFirst.sort((one, other) -> Boolean.compare(launcher.startsWith(other), launcher.startsWith(one)));
        IOException refused = new IOException("there is no directory to unpack it to");
        for (Path cache : launchersFirst) {
            try {
                CacheDirectories.prepare(cache);
                return NativeFiles.unpack(library, cache.resolve("bin").resolve(Fingerprint.of(library)), NAME);
            } catch (IOException e) {
                refused = e;
            }
        }
        throw refused;
    }
}
