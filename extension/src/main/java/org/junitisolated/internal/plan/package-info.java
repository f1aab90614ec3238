/**
 * The parent's side in JUnit: which tests are isolated, the nodes that stand for them in the test tree, and the
 * settings.
 */
@NullMarked
package org.junitisolated.internal.plan;

import org.jspecify.annotations.NullMarked;
