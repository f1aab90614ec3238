/**
 * The command that says what this machine allows. It runs with our jar alone on the class path: nothing here, nor in what it
 * uses, may need a class of JUnit.
 */
@NullMarked
package org.junitisolated.internal.doctor;

import org.jspecify.annotations.NullMarked;
