package org.junitisolated.internal.plan;

import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junitisolated.HostPort;
import org.junitisolated.Limits;
import org.junitisolated.Mount;
import org.junitisolated.PublishPort;

/**
 * Finds doors and limits: on the first element that bears any of the kind, all of them. JUnit's own search for repeatable
 * annotations would merge those of a class with those of its superclasses.
 */
final class DoorAnnotations {

    private static final List<Class<? extends Annotation>> KINDS =
            List.of(Mount.class, PublishPort.class, HostPort.class, Limits.class);

    private DoorAnnotations() {}

    /** Returns those of one kind, from the nearest of the elements. */
    static <A extends Annotation> List<A> nearest(Class<A> kind, List<AnnotatedElement> elements) {
        return elements.stream()
                .map(element -> on(element, kind))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Returns the name of an annotation of any kind that one of the elements bears. */
    static Optional<String> anyOn(List<AnnotatedElement> elements) {
        return KINDS.stream()
                .filter(kind -> !nearest(kind, elements).isEmpty())
                .map(kind -> "@" + kind.getSimpleName())
                .findFirst();
    }

    private static <A extends Annotation> List<A> on(AnnotatedElement element, Class<A> kind) {
        List<A> found = declared(element, kind);
        if (!found.isEmpty() || !(element instanceof Class<?> type)) {
            return found;
        }
        List<AnnotatedElement> inherited = new ArrayList<>(List.of(type.getInterfaces()));
        if (type.getSuperclass() != null) {
            inherited.add(type.getSuperclass());
        }
        return nearest(kind, inherited);
    }

    private static <A extends Annotation> List<A> declared(AnnotatedElement element, Class<A> kind) {
        AnnotatedElement itself = new DeclaredOnly(element);
        if (!kind.isAnnotationPresent(Repeatable.class)) {
            return AnnotationSupport.findAnnotation(itself, kind).stream().toList();
        }
        List<A> different = AnnotationSupport.findRepeatableAnnotations(itself, kind);
        List<A> direct = List.of(element.getDeclaredAnnotationsByType(kind));
        // JUnit's search returns equal ones once; that they are there twice is a slip of which we want to know.
        return direct.size() > different.size() ? direct : different;
    }

    /** An element without what it inherits. Meta-annotations count. */
    private record DeclaredOnly(AnnotatedElement element) implements AnnotatedElement {

        @Override
        public <A extends Annotation> @Nullable A getAnnotation(Class<A> type) {
            return element.getDeclaredAnnotation(type);
        }

        @Override
        public Annotation[] getAnnotations() {
            return element.getDeclaredAnnotations();
        }

        @Override
        public Annotation[] getDeclaredAnnotations() {
            return element.getDeclaredAnnotations();
        }
    }
}
