/**
 * The frames that parent and child exchange over the control socket. Plain data in both directions: nothing is
 * deserialised into classes of the sender's choice. Imports nothing else of this project.
 */
@NullMarked
package org.junitisolated.internal.wire;

import org.jspecify.annotations.NullMarked;
