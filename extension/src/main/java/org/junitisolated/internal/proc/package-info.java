/** Processes and their sockets as the kernel shows them below {@code /proc}, see proc(5). Knows nothing of ours. */
@NullMarked
package org.junitisolated.internal.proc;

import org.jspecify.annotations.NullMarked;
