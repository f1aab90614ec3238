package org.junitisolated.internal.plan;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;

/** How long JUnit lets the methods of a test class run: {@code @Timeout} and the parameters that take its place. */
final class MethodTimeouts {

    private static final String PARAMETERS = "junit.jupiter.execution.timeout.";

    private static final List<Kind> KINDS = List.of(
            new Kind(Test.class, "test", "testable"),
            new Kind(TestTemplate.class, "testtemplate", "testable"),
            new Kind(TestFactory.class, "testfactory", "testable"),
            new Kind(BeforeAll.class, "beforeall", "lifecycle"),
            new Kind(BeforeEach.class, "beforeeach", "lifecycle"),
            new Kind(AfterEach.class, "aftereach", "lifecycle"),
            new Kind(AfterAll.class, "afterall", "lifecycle"));

    private final ConfigurationParameters parameters;

    private MethodTimeouts(ConfigurationParameters parameters) {
        this.parameters = parameters;
    }

    /** A kind of method, and the names by which parameters speak of it: its own, and that of its group. */
    private record Kind(Class<? extends Annotation> annotation, String name, String group) {

        boolean isTestable() {
            return group.equals("testable");
        }
    }

    /**
     * The time that a method may take.
     *
     * @param method its class and name, as a stack shows them
     */
    record Limit(String method, Duration duration) {

        /** Tells whether the method is in one of these stacks. Before its class there may be a class loader and a module. */
        boolean isIn(String stacks) {
            return stacks.contains(" " + method + "(") || stacks.contains("/" + method + "(");
        }
    }

    /** Returns the limits that hold for what may run in the child of a unit. */
    static List<Limit> of(TestDescriptor unit, ConfigurationParameters parameters) {
        if (parameters
                .get(PARAMETERS + "mode")
                .filter("disabled"::equalsIgnoreCase)
                .isPresent()) {
            return List.of();
        }
        MethodTimeouts timeouts = new MethodTimeouts(parameters);
        return TestElements.classOf(unit).map(timeouts::limitsAround).orElse(List.of());
    }

    private List<Limit> limitsAround(Class<?> testClass) {
        List<Limit> limits = new ArrayList<>();
        for (Class<?> each : withNested(testClass, new LinkedHashSet<>())) {
            addLimitsOf(each, limits);
        }
        for (Class<?> outer = testClass.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            addLimitsOf(outer, limits);
        }
        return limits;
    }

    private static Set<Class<?>> withNested(Class<?> testClass, Set<Class<?>> found) {
        if (found.add(testClass)) {
            ReflectionSupport.findNestedClasses(
                            testClass, nested -> AnnotationSupport.isAnnotated(nested, Nested.class))
                    .forEach(nested -> withNested(nested, found));
        }
        return found;
    }

    private void addLimitsOf(Class<?> testClass, List<Limit> limits) {
        for (Kind kind : KINDS) {
            for (Method method : AnnotationSupport.findAnnotatedMethods(
                    testClass, kind.annotation(), HierarchyTraversalMode.TOP_DOWN)) {
                String name = method.getDeclaringClass().getName() + "." + method.getName();
                durationOf(method, testClass, kind).ifPresent(duration -> limits.add(new Limit(name, duration)));
            }
        }
    }

    private Optional<Duration> durationOf(Method method, Class<?> testClass, Kind kind) {
        return annotated(method)
                .or(() -> kind.isTestable() ? annotatedAround(testClass) : Optional.empty())
                .or(() -> configured(kind.name() + ".method.default"))
                .or(() -> configured(kind.group() + ".method.default"))
                .or(() -> configured("default"));
    }

    private static Optional<Duration> annotatedAround(Class<?> testClass) {
        for (@Nullable Class<?> each = testClass; each != null; each = each.getEnclosingClass()) {
            Optional<Duration> found = annotated(each);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> annotated(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, Timeout.class)
                .map(timeout -> Duration.of(timeout.value(), timeout.unit().toChronoUnit()));
    }

    private Optional<Duration> configured(String name) {
        return parameters.get(PARAMETERS + name).flatMap(DurationText::parse);
    }
}
