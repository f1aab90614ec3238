/** The benchmark: what is measured, how, and what becomes of the figures. See {@code scripts/benchmark}. */
@NullMarked
package org.junitisolated.benchmark;

import org.jspecify.annotations.NullMarked;
