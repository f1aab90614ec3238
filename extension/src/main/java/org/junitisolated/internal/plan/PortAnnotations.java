package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junitisolated.HostPort;
import org.junitisolated.Protocol;
import org.junitisolated.PublishPort;
import org.junitisolated.internal.launch.Doors.HostDoor;
import org.junitisolated.internal.launch.Doors.PublishDoor;
import org.junitisolated.internal.launch.Misuse;

/** Reads {@code @PublishPort} and {@code @HostPort} of one test, and refuses what cannot be meant. */
final class PortAnnotations {

    private static final int LAST_PORT = 65535;

    private final boolean hasNetwork;
    private final Map<String, String> usedInside = new HashMap<>();
    private final Map<String, String> usedOnHost = new HashMap<>();

    PortAnnotations(boolean hasNetwork) {
        this.hasNetwork = hasNetwork;
    }

    List<PublishDoor> published(List<PublishPort> annotations) {
        List<PublishDoor> doors = new ArrayList<>();
        for (PublishPort annotation : annotations) {
            String text = text(annotation);
            requireNetwork(text);
            requirePort(text, "the port", annotation.value(), 1);
            requirePort(text, "hostPort", annotation.hostPort(), 0);
            use(usedInside, "port", annotation.protocol(), annotation.value(), text);
            if (annotation.hostPort() != 0) {
                use(usedOnHost, "host port", annotation.protocol(), annotation.hostPort(), text);
            }
            doors.add(new PublishDoor(annotation.protocol(), annotation.value(), annotation.hostPort()));
        }
        return doors;
    }

    List<HostDoor> fromHost(List<HostPort> annotations) {
        List<HostDoor> doors = new ArrayList<>();
        for (HostPort annotation : annotations) {
            String text = text(annotation);
            requireNetwork(text);
            requirePort(text, "the port of the host", annotation.value(), 1);
            requirePort(text, "port", annotation.port(), 0);
            int inside = annotation.port() == 0 ? annotation.value() : annotation.port();
            use(usedInside, "port", annotation.protocol(), inside, text);
            doors.add(new HostDoor(annotation.protocol(), inside, annotation.value()));
        }
        return doors;
    }

    private void requireNetwork(String text) {
        if (!hasNetwork) {
            throw Misuse.ofPort(
                    text, "it needs net = true in @Isolated: without, the test is in the host's own network");
        }
    }

    private static void requirePort(String text, String name, int port, int smallest) {
        if (port < smallest || port > LAST_PORT) {
            throw Misuse.ofPort(
                    text, name + " is " + port + ", but must be 1 to " + LAST_PORT + (smallest == 0 ? ", or 0" : ""));
        }
    }

    private static void use(Map<String, String> used, String name, Protocol protocol, int port, String text) {
        String other = used.putIfAbsent(protocol + " " + name + " " + port, text);
        if (other != null) {
            throw Misuse.ofPort(
                    text, "the " + protocol + " " + name + " " + port + " has another door already: " + other);
        }
    }

    private static String text(PublishPort annotation) {
        return new AnnotationText("PublishPort")
                .with("value", annotation.value(), new Object())
                .with("hostPort", annotation.hostPort(), 0)
                .with("protocol", annotation.protocol(), Protocol.TCP)
                .toString();
    }

    private static String text(HostPort annotation) {
        return new AnnotationText("HostPort")
                .with("value", annotation.value(), new Object())
                .with("port", annotation.port(), 0)
                .with("protocol", annotation.protocol(), Protocol.TCP)
                .toString();
    }
}
