/**
 * Runs JUnit Jupiter tests in a child JVM inside fresh Linux namespaces.
 *
 * <p>{@link org.junitisolated.Isolated @Isolated} and {@link org.junitisolated.Hermetic @Hermetic} are the ways in. All
 * else below {@code org.junitisolated.internal} is not for use and may change at any time.
 */
@NullMarked
package org.junitisolated;

import org.jspecify.annotations.NullMarked;
