package org.junitisolated.internal.launch;

import java.nio.file.Path;
import java.util.List;

/**
 * The places of the host that matter to a child with a mount namespace.
 *
 * @param workingDirectory where it starts, and may write
 * @param runDirectory where the plan keeps what passes between parent and child
 * @param privateDirectories what is hidden under empty directories of the child's own, outer ones first
 * @param needed files and directories that it must be able to see; where links lead to them, also what those lead to
 * @param written files that arguments of its JVM name to be written
 */
record HostPaths(
        Path workingDirectory,
        Path runDirectory,
        List<Path> privateDirectories,
        List<Path> needed,
        List<Path> written) {}
