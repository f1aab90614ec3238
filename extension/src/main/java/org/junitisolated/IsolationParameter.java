package org.junitisolated;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junitisolated.internal.wire.WireEnd;

/** Supplies parameters of the type {@link Isolation}. */
final class IsolationParameter implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Isolation.class;
    }

    @Override
    public Isolation resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Set<Namespace> namespaces =
                WireEnd.namespaces().stream().map(Namespace::valueOf).collect(Collectors.toSet());
        return new Isolation(WireEnd.isChild(), namespaces, WireEnd.publishedPorts());
    }
}
