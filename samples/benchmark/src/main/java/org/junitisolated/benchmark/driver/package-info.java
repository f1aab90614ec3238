/** What runs in measured JVMs. */
@NullMarked
package org.junitisolated.benchmark.driver;

import org.jspecify.annotations.NullMarked;
