package org.junitisolated;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junitisolated.internal.wire.WireEnd;

/**
 * Fails a test that bears a door or limits where these mean nothing: a test that is not isolated, and a method of a class
 * template, which has one child for all of them. Elsewhere the parent has looked at them before the child was started.
 *
 * <p>A class as such runs nothing: its tests fail, each by itself.
 */
final class DoorGuard implements BeforeEachCallback {

    private static final Map<Class<? extends Annotation>, Class<? extends Annotation>> DOORS = new LinkedHashMap<>();

    static {
        DOORS.put(Mount.class, Mounts.class);
        DOORS.put(PublishPort.class, PublishPorts.class);
        DOORS.put(HostPort.class, HostPorts.class);
        DOORS.put(Limits.class, Limits.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (Switch.isOff(context)) {
            return;
        }
        if (WireEnd.isChild()) {
            requireNoTemplateAbove(context.getRequiredTestMethod(), context);
        } else if (!isIsolated(context)) {
            throw misplaced(
                    doorsAround(context),
                    context,
                    "which is not isolated. Add @Isolated, or remove what it cannot use.");
        }
    }

    private static void requireNoTemplateAbove(Method method, ExtensionContext context) {
        String doors = doorsOn(method);
        if (!doors.isEmpty() && context.getUniqueId().contains("[class-template:")) {
            throw misplaced(
                    doors,
                    context,
                    "a method of a class template, all of whose tests share one child. Put it on the class.");
        }
    }

    /** What is isolated but has come here all the same is for {@link IsolationGuard} to fail. */
    private static boolean isIsolated(ExtensionContext context) {
        return elementsAround(context).anyMatch(element -> AnnotationSupport.isAnnotated(element, Isolated.class));
    }

    private static String doorsAround(ExtensionContext context) {
        return elementsAround(context)
                .map(DoorGuard::doorsOn)
                .filter(doors -> !doors.isEmpty())
                .findFirst()
                .orElse("A door");
    }

    private static String doorsOn(AnnotatedElement element) {
        return DOORS.entrySet().stream()
                .filter(door -> AnnotationSupport.isAnnotated(element, door.getKey())
                        || AnnotationSupport.isAnnotated(element, door.getValue()))
                .map(door -> "@" + door.getKey().getSimpleName())
                .collect(Collectors.joining(", "));
    }

    private static Stream<AnnotatedElement> elementsAround(ExtensionContext context) {
        return Stream.iterate(
                        Optional.of(context), Optional::isPresent, each -> each.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .flatMap(each -> each.getElement().stream());
    }

    private static IsolationException misplaced(String doors, ExtensionContext context, String where) {
        return new IsolationException(doors + " is on \"" + context.getDisplayName() + "\" or above it, " + where
                + "\nSee docs/troubleshooting.md#door-without-isolation of junit-isolated.");
    }
}
