package org.junitisolated.internal.launch;

import java.util.Set;
import org.junitisolated.Namespace;

/**
 * All that shapes a child, whatever it will run. Equal specifications ask for interchangeable children.
 *
 * @param namespaces the fresh namespaces that the child lives in
 */
public record ChildSpec(Set<Namespace> namespaces) {

    public ChildSpec {
        namespaces = Set.copyOf(namespaces);
    }

    boolean has(Namespace namespace) {
        return namespaces.contains(namespace);
    }
}
