package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junitisolated.kit.FixtureRun.capture;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junitisolated.kit.Results;
import org.opentest4j.AssertionFailedError;

/** What the parent reports of isolated tests is what Jupiter itself would have reported. */
class ResultsTest {

    @Isolated
    @DisplayName("every kind of result")
    static class EveryKind {

        @Test
        void succeeds() {}

        @Test
        void differs() {
            assertEquals("expected text", "actual text");
        }

        @Test
        void aborts() {
            Assumptions.assumeTrue(false, "not on this machine");
        }

        @Test
        @Disabled("for a reason")
        void disabled() {}

        @Test
        @EnabledIfSystemProperty(named = "no.such.property", matches = ".*", disabledReason = "a condition says no")
        void conditional() {}

        @ParameterizedTest(name = "number {0}")
        @ValueSource(ints = {1, 2, 3})
        void numbers(int number) {
            if (number == 2) {
                throw new IllegalArgumentException("two");
            }
        }

        @TestFactory
        Stream<DynamicNode> dynamic() {
            return Stream.of(
                    DynamicTest.dynamicTest("flat", () -> {}),
                    DynamicContainer.dynamicContainer("container", List.of(DynamicTest.dynamicTest("deep", () -> {}))));
        }

        @Test
        void entries(TestReporter reporter) {
            reporter.publishEntry(Map.of("key", "value"));
        }

        @Nested
        class Inner {
            @Test
            void nested() {}
        }
    }

    @Test
    void theEventsAreThoseOfAPlainRunInTheSameOrder() {
        Results plain = fixtures().with("isolated.enabled", "false").of(EveryKind.class);
        Results isolated = run(EveryKind.class);

        assertThat(plain.log()).hasSizeGreaterThan(30);
        assertThat(isolated.log()).as(isolated.err()).containsExactlyElementsOf(plain.log());
        assertThat(isolated.entries()).containsExactly(Map.of("key", "value"));
    }

    @Test
    void expectedAndActualAreKept() {
        Throwable failure = run(EveryKind.class).failure("differs()");

        assertThat(failure).isExactlyInstanceOf(AssertionFailedError.class);
        assertThat(((AssertionFailedError) failure).getExpected().getValue()).isEqualTo("expected text");
        assertThat(((AssertionFailedError) failure).getActual().getValue()).isEqualTo("actual text");
        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("differs"));
    }

    static class OwnException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Object notSerialisable = new Object();

        OwnException(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String toString() {
            return super.toString() + (notSerialisable == null ? "!" : "");
        }
    }

    static class SilentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    @Isolated
    static class OwnFailures {

        @Test
        void own() throws OwnException {
            OwnException exception = new OwnException("mine", new IllegalStateException("the cause"));
            exception.addSuppressed(new IOException("on the way"));
            throw exception;
        }

        @Test
        void silent() {
            throw new SilentException();
        }

        @Test
        void circular() {
            RuntimeException first = new RuntimeException("first");
            RuntimeException second = new RuntimeException("second", first);
            first.initCause(second);
            throw first;
        }

        @Test
        void outOfMemory() {
            throw new OutOfMemoryError("not really");
        }
    }

    @Test
    void anExceptionOfTheTestsOwnKeepsItsNameMessageTraceCauseAndSuppressed() {
        Throwable failure = run(OwnFailures.class).failure("own()");

        assertThat(failure.getClass().getName()).isEqualTo(OwnException.class.getName());
        assertThat(failure.getClass()).isNotEqualTo(OwnException.class);
        assertThat(failure).hasMessage("mine").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(failure.getCause()).hasMessage("the cause");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("own");
    }

    @Test
    void misbehavingExceptionsAreReportedAllTheSame() {
        Results results = run(OwnFailures.class);

        assertThat(results.failure("silent()").getClass().getName()).isEqualTo(SilentException.class.getName());
        assertThat(results.failure("circular()")).hasMessage("first");
        assertThat(results.failure("circular()").getCause()).hasMessage("second");
        assertThat(results.failure("outOfMemory()")).hasMessageContaining("not really");
        assertThat(results.tests("FAILED")).isEqualTo(4);
    }

    @Isolated
    static class FailsBeforeAll {
        @BeforeAll
        static void beforeAll() {
            throw new IllegalStateException("before all");
        }

        @Test
        void one() {}

        @Test
        void two() {}
    }

    @Isolated
    static class FailsAfterAll {
        @AfterAll
        static void afterAll() {
            throw new IllegalStateException("after all");
        }

        @Test
        void one() {}

        @Nested
        class Inner {
            @Test
            void two() {}
        }
    }

    @Isolated
    @EnabledIfSystemProperty(named = "no.such.property", matches = ".*")
    static class SkippedByCondition {
        @Test
        void one() {}
    }

    @Isolated
    @Disabled("the whole class")
    static class DisabledClass {
        @Test
        void one() {}
    }

    @Isolated
    static class AbortsBeforeAll {
        @BeforeAll
        static void beforeAll() {
            Assumptions.abort("not today");
        }

        @Test
        void one() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                FailsBeforeAll.class,
                FailsAfterAll.class,
                SkippedByCondition.class,
                DisabledClass.class,
                AbortsBeforeAll.class
            })
    void whatHappensToTheClassIsReportedOfTheClass(Class<?> fixture) {
        Results plain = fixtures().with("isolated.enabled", "false").of(fixture);
        Results isolated = run(fixture);

        assertThat(isolated.log()).containsExactlyElementsOf(plain.log());
        assertThat(isolated.failures()).isEqualTo(plain.failures());
    }

    static class MixedFailsOnlyInTheChild {
        @BeforeAll
        static void beforeAll() {
            if (!System.getProperty("fixture.parent", "")
                    .equals(ProcessHandle.current().pid() + "")) {
                throw new IllegalStateException("before all in the child");
            }
        }

        @Test
        void plain() {}

        @Test
        @Isolated
        void isolated() {}
    }

    @Test
    void whereTheClassIsJupitersAFailureAboveTheTestIsReportedOfTheTest() {
        System.setProperty("fixture.parent", ProcessHandle.current().pid() + "");
        Results results = run(MixedFailsOnlyInTheChild.class);

        assertThat(results.outcome("plain()")).isEqualTo("SUCCESSFUL");
        assertThat(results.failure("isolated()")).hasMessage("before all in the child");
        assertThat(results.outcome("ResultsTest$MixedFailsOnlyInTheChild")).isEqualTo("SUCCESSFUL");
    }

    @Isolated
    static class LeavesTrace {
        @Test
        void leavesTrace() throws IOException {
            Files.createFile(Path.of(System.getProperty("fixture.trace")));
        }
    }

    /** The run starts before the class does, to learn about the class; the test itself waits for its turn. */
    @Test
    void aTestWhoseRunHasBeenStartedEarlyWaitsForItsTurn(@TempDir Path directory) {
        Path trace = directory.resolve("trace");
        System.setProperty("fixture.trace", trace.toString());
        List<Boolean> tracesAtStartOfClass = new ArrayList<>();
        TestExecutionListener slow = new TestExecutionListener() {
            @Override
            public void executionStarted(TestIdentifier test) {
                if (test.getDisplayName().endsWith("LeavesTrace")) {
                    pause();
                    tracesAtStartOfClass.add(Files.exists(trace));
                }
            }
        };

        Results results = capture(recorder -> LauncherFactory.create()
                .execute(fixtures().request(DiscoverySelectors.selectClass(LeavesTrace.class)), recorder, slow));

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(1);
        assertThat(tracesAtStartOfClass).containsExactly(false);
        assertThat(trace).exists();
    }

    private static void pause() {
        try {
            Thread.sleep(1000); // in which the test would have run, were it not held back
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Isolated
    static class Interrupts {

        @AfterEach
        void interruptAgain() {
            Thread.currentThread().interrupt();
        }

        @Test
        void beforeAnEntry(TestReporter reporter) {
            Thread.currentThread().interrupt();
            reporter.publishEntry("key", "value");
        }

        @TestFactory
        Stream<DynamicNode> dynamic() {
            return Stream.of(
                    DynamicTest.dynamicTest(
                            "first", () -> Thread.currentThread().interrupt()),
                    DynamicTest.dynamicTest(
                            "second", () -> Thread.currentThread().interrupt()));
        }
    }

    @Test
    void aTestMayLeaveItsThreadInterrupted() {
        Results results = run(Interrupts.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(3);
        assertThat(results.entries()).hasSize(1);
    }

    @Isolated
    static class Prints {

        @ParameterizedTest(name = "number {0}")
        @ValueSource(ints = {1, 2, 3})
        void prints(int number) throws Exception {
            String name = List.of("first", "second", "third").get(number - 1);
            System.out.print("<" + name + " äöü\uD83D\uDE00");
            new ProcessBuilder("sh", "-c", "printf subprocess")
                    .inheritIO()
                    .start()
                    .waitFor();
            System.out.print(">");
            System.err.println("error of " + name);
        }
    }

    @Test
    void outputComesBetweenTheEventsOfItsTest() {
        for (int i = 0; i < 5; i++) {
            Results results = run(Prints.class);

            String first = "<first äöü\uD83D\uDE00subprocess>";
            String second = "<second äöü\uD83D\uDE00subprocess>";
            String third = "<third äöü\uD83D\uDE00subprocess>";
            assertThat(results.out()).isEqualTo(first + second + third);
            assertThat(results.last("number 1").outBefore()).isEqualTo(first);
            assertThat(results.last("number 2").outBefore()).isEqualTo(first + second);
            assertThat(results.err().lines()).containsExactly("error of first", "error of second", "error of third");
        }
    }
}
