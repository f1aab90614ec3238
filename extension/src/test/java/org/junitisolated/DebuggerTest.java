package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.Results;

/** {@code isolated.debug}: a debugger on the host looks into a child, which may have a network of its own. */
@Timeout(120)
class DebuggerTest {

    private static final int ANSWER = 42;

    /** More than the deadlines that the fixtures run with. */
    private static final Duration LONG_LOOK = Duration.ofSeconds(2);

    private static void breakHere(int answer) {
        System.out.println("answer " + answer);
    }

    @Isolated(net = true, pid = true)
    static class InAnotherNetwork {
        @Test
        @Timeout(1)
        void test() {
            breakHere(ANSWER);
        }
    }

    @Isolated
    static class InTheHostsNetwork {
        @Test
        void test() {
            breakHere(ANSWER);
        }
    }

    /** In each class a container would like to start a child before the turn of its test. */
    @Hermetic
    @TestClassOrder(ClassOrderer.OrderAnnotation.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Several {
        @Test
        @ResourceLock("something")
        void first() {
            breakHere(1);
        }

        @Test
        void second() {
            breakHere(2);
        }

        @Nested
        @Order(1)
        class Outer {
            @Nested
            @Order(1)
            @Disabled("as it is")
            class NotNow {
                @Test
                void never() {}
            }

            @Nested
            @Order(2)
            class Inner {
                @Test
                void third() {
                    breakHere(3);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static CompletableFuture<Results> start(Class<?> fixture, int port, String... further) {
        return CompletableFuture.supplyAsync(() -> {
            var run = fixtures().with("isolated.timeout", "1s").with("isolated.debug", "" + port);
            for (int i = 0; i < further.length; i += 2) {
                run.with(further[i], further[i + 1]);
            }
            return run.of(fixture);
        });
    }

    /** Until the JVM listens, an attempt fails at once. */
    private static VirtualMachine attach(int port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        var arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        while (true) {
            try {
                return connector.attach(arguments);
            } catch (IOException | IllegalConnectorArgumentsException e) {
                Thread.sleep(50);
            }
        }
    }

    /** Attaches, looks for a while at what the method is called with, and lets the child go on to its end. */
    private static int debug(int port, Duration look) throws Exception {
        VirtualMachine machine = attach(port);
        ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(DebuggerTest.class.getName());
        prepared.enable();
        machine.resume();
        int seen = -1;
        try {
            while (true) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof ClassPrepareEvent loaded) {
                        breakAt(loaded.referenceType());
                    } else if (event instanceof BreakpointEvent stopped) {
                        StackFrame frame = stopped.thread().frame(0);
                        seen = Integer.parseInt(frame.getArgumentValues().get(0).toString());
                        Thread.sleep(look.toMillis());
                    }
                }
                events.resume();
            }
        } catch (VMDisconnectedException e) {
            return seen;
        }
    }

    private static void breakAt(ReferenceType type) {
        type.virtualMachine()
                .eventRequestManager()
                .createBreakpointRequest(type.methodsByName("breakHere").get(0).location())
                .enable();
    }

    @ParameterizedTest
    @ValueSource(classes = {InAnotherNetwork.class, InTheHostsNetwork.class})
    void itAttachesFromTheHostAndNoDeadlineRunsMeanwhile(Class<?> fixture) throws Exception {
        int port = freePort();
        CompletableFuture<Results> run = start(fixture, port);

        assertThat(debug(port, LONG_LOOK)).isEqualTo(ANSWER);

        Results results = run.join();
        assertThat(results.failures()).isEmpty();
        assertThat(results.outcome("test()")).isEqualTo("SUCCESSFUL");
        assertThat(results.out())
                .containsSubsequence(
                        "\"test()\" waits for a debugger at port " + port,
                        "Listening for transport dt_socket at address: " + port,
                        "answer " + ANSWER);
    }

    /** There is one port: children take turns, whatever else could run at once or be started early. */
    @Test
    void eachChildHasItsTurnAlsoWhereTestsRunInParallel() throws Exception {
        int port = freePort();
        CompletableFuture<Results> run = start(
                Several.class,
                port,
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent");
        List<Integer> seen = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            seen.add(debug(port, Duration.ZERO));
        }

        assertThat(seen).containsExactly(1, 2, 3);
        assertThat(run.join().tests("SUCCESSFUL")).isEqualTo(3);
    }

    /** In another network the launcher takes the port, else the JVM does. */
    static Stream<Arguments> fixturesAndErrors() {
        return Stream.of(
                Arguments.of(InAnotherNetwork.class, "EADDRINUSE"),
                Arguments.of(InTheHostsNetwork.class, "Address already in use"));
    }

    @ParameterizedTest
    @MethodSource("fixturesAndErrors")
    void aPortThatIsTakenIsNamed(Class<?> fixture, String error) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Results results = start(fixture, taken.getLocalPort()).join();

            assertThat(results.failure("test()"))
                    .isInstanceOf(IsolationException.class)
                    .hasMessageContaining(error);
        }
    }
}
