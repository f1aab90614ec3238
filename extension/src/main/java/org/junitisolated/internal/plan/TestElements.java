package org.junitisolated.internal.plan;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** The class or method that a descriptor stands for. Looking at it loads the class and does not initialise it. */
final class TestElements {

    private TestElements() {}

    static Optional<AnnotatedElement> of(TestDescriptor descriptor) {
        TestSource source = descriptor.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return Optional.of(method.getJavaMethod());
        } else if (source instanceof ClassSource testClass) {
            return Optional.of(testClass.getJavaClass());
        }
        return Optional.empty();
    }

    /** Returns the class that a descriptor stands for, or whose method it stands for. */
    static Optional<Class<?>> classOf(TestDescriptor descriptor) {
        TestSource source = descriptor.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return Optional.of(method.getJavaClass());
        } else if (source instanceof ClassSource testClass) {
            return Optional.of(testClass.getJavaClass());
        }
        return Optional.empty();
    }

    /** Finds an annotation on the descriptor's own element: direct, inherited or meta. */
    static <A extends Annotation> Optional<A> find(Class<A> type, TestDescriptor descriptor) {
        return AnnotationSupport.findAnnotation(of(descriptor), type);
    }

    /** Finds the nearest annotation: on the descriptor's own element, else on the elements above it. */
    static <A extends Annotation> Optional<A> findNearest(Class<A> type, TestDescriptor descriptor) {
        Optional<TestDescriptor> current = Optional.of(descriptor);
        while (current.isPresent()) {
            Optional<A> found = find(type, current.get());
            if (found.isPresent()) {
                return found;
            }
            current = current.get().getParent();
        }
        return Optional.empty();
    }
}
