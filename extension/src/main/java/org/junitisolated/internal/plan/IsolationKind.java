package org.junitisolated.internal.plan;

import org.junitisolated.Isolated.Scope;
import org.junitisolated.internal.launch.ChildSpec;

/**
 * How tests are to be isolated.
 *
 * @param child the children that they run in
 * @param scope how much runs in one child
 */
record IsolationKind(ChildSpec child, Scope scope) {}
