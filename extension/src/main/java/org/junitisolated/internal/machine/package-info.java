/**
 * What this machine is, and what it has been told to forbid: read from files and environment variables, nothing tried and
 * nothing changed. Knows nothing of the launcher and of tests.
 */
@NullMarked
package org.junitisolated.internal.machine;

import org.jspecify.annotations.NullMarked;
