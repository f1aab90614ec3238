package org.junitisolated.internal.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user has chosen for all children of a plan.
 *
 * @param launcher the native launcher to use instead of the one in the jar
 * @param cache the directory for what is kept from build to build, instead of the usual ones
 * @param debugPort the port of the host's loopback at which each child waits for a debugger, if it shall
 * @param warmUp whether children that wait for their run may warm up meanwhile
 * @param grace how long a shared child may take to exit by itself
 * @param archives whether children may start with class archives
 */
public record LaunchOptions(
        Optional<Path> launcher,
        Optional<Path> cache,
        OptionalInt debugPort,
        boolean warmUp,
        Duration grace,
        boolean archives) {}
