package org.junitisolated.internal.plan;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** What calls a method of a test: reflection, called by JUnit, of which the child's stacks show nothing. */
    private static final String CALLED_BY_JUNIT =
            "\\([^\\n]*\\n(?:\\s+at (?:\\S*/)?(?:java\\.lang\\.(?:reflect|invoke)|jdk\\.internal\\.reflect)\\.[^\\n]*\\n)*"
                    + "(?:\\s*\\n|\\s*\\z|\\s+at (?:\\S*/)?org\\.junit\\.)";

    private final ConfigurationParameters parameters;
    private final Optional<Method> onlyTest;
    private final Map<String, Optional<Limit>> limits = new LinkedHashMap<>();

    private MethodTimeouts(ConfigurationParameters parameters, Optional<Method> onlyTest) {
        this.parameters = parameters;
        this.onlyTest = onlyTest;
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
     * @param ofTest whether it is a test, and not a lifecycle method
     */
    record Limit(String method, Duration duration, boolean ofTest) {

        /**
         * Tells whether JUnit has called the method, in one of these stacks: where it is called by another one, no limit
         * holds for it. Before its class there may be a class loader and a module.
         */
        boolean isIn(String stacks) {
            return Pattern.compile("\\s+at (?:\\S*/)?" + Pattern.quote(method) + CALLED_BY_JUNIT)
                    .matcher(stacks)
                    .find();
        }

        private static Limit longer(Limit one, Limit other) {
            return one.duration.compareTo(other.duration) >= 0 ? one : other;
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
        Optional<Method> onlyTest =
                TestElements.of(unit).filter(Method.class::isInstance).map(Method.class::cast);
        MethodTimeouts timeouts = new MethodTimeouts(parameters, onlyTest);
        TestElements.classOf(unit).ifPresent(timeouts::addLimitsAround);
        return timeouts.limits.values().stream().flatMap(Optional::stream).toList();
    }

    private void addLimitsAround(Class<?> testClass) {
        Set<Class<?>> classes = onlyTest.isPresent() ? Set.of(testClass) : withNested(testClass, new LinkedHashSet<>());
        for (Class<?> each : classes) {
            KINDS.forEach(kind -> addLimitsOf(each, kind));
        }
        for (Class<?> outer = testClass.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            for (Kind kind : KINDS) {
                if (!kind.isTestable()) {
                    addLimitsOf(outer, kind);
                }
            }
        }
    }

    private static Set<Class<?>> withNested(Class<?> testClass, Set<Class<?>> found) {
        if (found.add(testClass)) {
            ReflectionSupport.findNestedClasses(
                            testClass, nested -> AnnotationSupport.isAnnotated(nested, Nested.class))
                    .forEach(nested -> withNested(nested, found));
        }
        return found;
    }

    /** A stack does not tell overloaded methods apart: of their limits the longest counts, and none where one has none. */
    private void addLimitsOf(Class<?> testClass, Kind kind) {
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(testClass, kind.annotation(), HierarchyTraversalMode.TOP_DOWN)) {
            if (kind.isTestable()
                    && onlyTest.filter(test -> !test.equals(method)).isPresent()) {
                continue;
            }
            String name = method.getDeclaringClass().getName() + "." + method.getName();
            Optional<Limit> limit =
                    durationOf(method, testClass, kind).map(duration -> new Limit(name, duration, kind.isTestable()));
            limits.merge(name, limit, (one, other) -> one.flatMap(a -> other.map(b -> Limit.longer(a, b))));
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
