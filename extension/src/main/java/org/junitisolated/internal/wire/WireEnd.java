package org.junitisolated.internal.wire;

import java.util.List;

/** Which end of the wire this JVM is. A child stays one for life. */
public final class WireEnd {

    private static volatile boolean child;
    private static volatile List<String> namespaces = List.of();
    private static volatile List<PublishedPort> publishedPorts = List.of();

    private WireEnd() {}

    /**
     * Declares this JVM a child.
     *
     * @param ownNamespaces the names of the namespaces that it was asked to be in
     */
    public static void becomeChild(List<String> ownNamespaces) {
        namespaces = List.copyOf(ownNamespaces);
        child = true;
    }

    /** Tells whether this JVM is a child, which is where isolated tests run. */
    public static boolean isChild() {
        return child;
    }

    /** Returns the names of the namespaces that this child was asked to be in; none for the parent. */
    public static List<String> namespaces() {
        return namespaces;
    }

    /** Says where the host reaches ports of this child, before any test can ask. */
    public static void publish(List<PublishedPort> ports) {
        publishedPorts = List.copyOf(ports);
    }

    /** Returns where the host reaches ports of this child's network. */
    public static List<PublishedPort> publishedPorts() {
        return publishedPorts;
    }
}
