package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated;

/**
 * Parameterized, repeated and dynamic tests are isolated as any other. One child serves a whole method: all of its
 * invocations, its {@code @MethodSource} and its factory run there, and each invocation is reported when it happens.
 */
@Isolated(net = true)
class ParameterizedIsolatedTest {

    @ParameterizedTest(name = "port {0} is free")
    @ValueSource(ints = {80, 443, 8080})
    void parameterized(int port) throws IOException {
        assertThatPortIsFree(port);
    }

    static IntStream ports() throws IOException {
        assertThatPortIsFree(80); // the source is isolated too
        return IntStream.of(25, 53);
    }

    @ParameterizedTest
    @MethodSource("ports")
    void parameterizedByAMethod(int port) throws IOException {
        assertThatPortIsFree(port);
    }

    @RepeatedTest(3)
    void repeated() throws IOException {
        assertThatPortIsFree(8080);
    }

    @TestFactory
    Stream<DynamicNode> dynamic() {
        return Stream.of(
                dynamicTest("web", () -> assertThatPortIsFree(80)),
                dynamicContainer(
                        "mail",
                        Stream.of(
                                dynamicTest("smtp", () -> assertThatPortIsFree(25)),
                                dynamicTest("imap", () -> assertThatPortIsFree(143)))));
    }

    private static void assertThatPortIsFree(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(server.getLocalPort()).isEqualTo(port);
        }
    }
}
