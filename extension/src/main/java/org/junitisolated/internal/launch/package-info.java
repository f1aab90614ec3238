/**
 * Starts children: the launcher binary, its command line, what the child inherits from this JVM, and the connection to
 * it. Knows nothing of tests.
 */
@NullMarked
package org.junitisolated.internal.launch;

import org.jspecify.annotations.NullMarked;
