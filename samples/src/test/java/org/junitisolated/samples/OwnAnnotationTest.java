package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.TestInfo;

/**
 * {@code @Isolated} is a meta-annotation: a project can give its kind of test a name, together with a tag or whatever
 * else belongs to it. {@link NetworkTest @NetworkTest} is one.
 */
class OwnAnnotationTest {

    @NetworkTest
    void portsAreFree(TestInfo test) throws IOException {
        assertThat(test.getTags()).containsExactly("network");
        try (ServerSocket server = new ServerSocket(80, 1, InetAddress.getLoopbackAddress())) {
            assertThat(server.getLocalPort()).isEqualTo(80);
        }
    }
}
