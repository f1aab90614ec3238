package org.junitisolated.neighbours.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.NetworkInterface;

/** Tells a test that is isolated from one that is not. */
final class OwnNetwork {

    private OwnNetwork() {}

    static void assertThatThisIsOne() throws IOException {
        assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
                .containsExactly("lo");
    }
}
