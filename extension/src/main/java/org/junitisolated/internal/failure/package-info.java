/**
 * Throwables across the process boundary: described as plain data in the child, built again in the parent, where no
 * class of the user is loaded or initialised for it.
 */
@NullMarked
package org.junitisolated.internal.failure;

import org.jspecify.annotations.NullMarked;
