package org.junitisolated.internal.launch;

import java.nio.file.Path;
import java.util.List;

/**
 * An archive of loaded classes that a JVM can start with.
 *
 * @param options the options that make it do so
 */
record ClassArchive(Path file, List<String> options) {}
