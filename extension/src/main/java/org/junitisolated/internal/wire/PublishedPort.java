package org.junitisolated.internal.wire;

/**
 * A port of the child's own network, and where the host reaches it.
 *
 * @param protocol {@code TCP} or {@code UDP}
 * @param port the port inside
 * @param hostPort the port of the host's loopback
 */
public record PublishedPort(String protocol, int port, int hostPort) {

    void writeTo(BodyWriter body) {
        body.writeString(protocol).writeInt(port).writeInt(hostPort);
    }

    static PublishedPort readFrom(BodyReader body) throws MalformedFrameException {
        return new PublishedPort(body.readString(), body.readInt(), body.readInt());
    }
}
