/**
 * The parent's side in JUnit: which tests are isolated, the nodes that stand for them in the test tree, and the
 * settings.
 *
 * <p>What every plan passes through, until it is known whether any of its tests is isolated, has neither lambdas nor streams:
 * the JVM takes half a millisecond to link each.
 */
@NullMarked
package org.junitisolated.internal.plan;

import org.jspecify.annotations.NullMarked;
