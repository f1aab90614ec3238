/**
 * What runs in the child JVM: its main class, the execution of runs through the JUnit Platform Launcher, and the
 * streaming of events to the parent.
 */
@NullMarked
package org.junitisolated.internal.child;

import org.jspecify.annotations.NullMarked;
