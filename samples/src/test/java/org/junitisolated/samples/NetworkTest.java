package org.junitisolated.samples;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** A project's own word for a test that needs a network of its own; {@link OwnAnnotationTest} uses it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@Tag("network")
@Isolated(net = true)
@interface NetworkTest {}
