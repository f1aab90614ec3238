package org.junitisolated.internal.plan;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junitisolated.Hermetic;
import org.junitisolated.Isolated;
import org.junitisolated.Namespace;

/** What {@code isolated.all} may say: a list of namespaces, or the word for those of {@link Hermetic @Hermetic}. */
final class AllTests {

    private static final String HERMETIC = "hermetic";

    /** For the error that names the allowed values. */
    static final String ALLOWED = "\"" + HERMETIC + "\" or a list of "
            + Stream.of(Namespace.values()).map(AllTests::name).collect(Collectors.joining(", "));

    private AllTests() {}

    /** Reads the value; empty where it is none. */
    static Optional<Set<Namespace>> parse(String value) {
        if (value.equalsIgnoreCase(HERMETIC)) {
            return Optional.of(IsolationKind.namespacesOf(Hermetic.class.getAnnotation(Isolated.class)));
        }
        Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
        for (String part : value.split(",", -1)) {
            Optional<Namespace> namespace = Stream.of(Namespace.values())
                    .filter(each -> name(each).equalsIgnoreCase(part.strip()))
                    .findFirst();
            if (namespace.isEmpty()) {
                return Optional.empty();
            }
            namespaces.add(namespace.get());
        }
        return Optional.of(namespaces);
    }

    private static String name(Namespace namespace) {
        return namespace.name().toLowerCase(Locale.ROOT);
    }
}
