package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.Results;

/** Children wait for their tests, and nobody can tell. A plain test of each fixture looks at them from the parent. */
class StandbyTest {

    private static final String PROPERTY = "fixture.standby.property";
    private static final long A_WHILE_MILLIS = 500;

    /** The launchers' supervisors: one for each child of this JVM. */
    private static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("junit-isolated-launcher"))
                .toList();
    }

    private static Stream<ProcessHandle> withDescendants(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static void awaitChildren(int count) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (children().size() != count) {
            assertThat(System.nanoTime())
                    .as("%s children, not %s", children().size(), count)
                    .isLessThan(end);
            Thread.sleep(10);
        }
        Thread.sleep(A_WHILE_MILLIS);
        assertThat(children()).hasSize(count);
    }

    @AfterEach
    void noneIsLeft() {
        assertThat(children()).isEmpty();
        System.clearProperty(PROPERTY);
    }

    private static Results runWith(int standby, Class<?> fixture) {
        return fixtures().with("isolated.standby", "" + standby).of(fixture);
    }

    private static void assertAllSuccessful(Results results, int tests) {
        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(tests);
    }

    @TestMethodOrder(OrderAnnotation.class)
    static class ThreeTests {
        @Test
        @Order(1)
        void looks() throws Exception {
            awaitChildren(Math.min(3, Integer.getInteger("fixture.standby")));
        }

        @RepeatedTest(1)
        @Order(2)
        @Isolated
        void one() {}

        @Test
        @Order(3)
        @Isolated(net = true)
        void two() {}

        @Test
        @Order(4)
        @Isolated(pid = true)
        void three() {}

        @Test
        @Order(5)
        @Isolated
        @Disabled("needs no child")
        void none() {}
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10})
    void asManyWaitAsAreWantedAndNeverMoreThanAreNeeded(int standby) {
        System.setProperty("fixture.standby", "" + standby);

        assertAllSuccessful(runWith(standby, ThreeTests.class), 4);
    }

    @TestMethodOrder(OrderAnnotation.class)
    static class ChangesAProperty {
        @Test
        @Order(1)
        void changes() throws Exception {
            awaitChildren(1);
            System.setProperty(PROPERTY, "changed");
        }

        @Test
        @Order(2)
        @Isolated
        void sees() {
            assertThat(System.getProperty(PROPERTY)).isEqualTo("changed");
        }

        @Test
        @Order(3)
        void removes() {
            System.clearProperty(PROPERTY);
        }

        @Test
        @Order(4)
        @Isolated
        void seesNone() {
            assertThat(System.getProperty(PROPERTY)).isNull();
        }
    }

    @Test
    void aTestStartsWithTheSystemPropertiesOfItsTime() {
        assertAllSuccessful(runWith(1, ChangesAProperty.class), 4);
    }

    @TestMethodOrder(OrderAnnotation.class)
    static class LosesItsChild {
        @Test
        @Order(1)
        void kills() throws Exception {
            awaitChildren(1);
            List<ProcessHandle> all =
                    children().stream().flatMap(StandbyTest::withDescendants).toList();
            children().forEach(ProcessHandle::destroyForcibly);
            // Whoever is still there could take the run.
            while (all.stream().anyMatch(ProcessHandle::isAlive)) {
                Thread.sleep(10);
            }
        }

        @Test
        @Order(2)
        @Isolated(net = true)
        void runsAllTheSame() {}
    }

    @Test
    void aChildThatEndsWhileItWaitsIsReplaced() {
        assertAllSuccessful(runWith(1, LosesItsChild.class), 2);
    }

    @TestMethodOrder(OrderAnnotation.class)
    static class FixedPort {
        @Test
        @Order(1)
        void looks() throws Exception {
            awaitChildren(0);
        }

        @Test
        @Order(2)
        @Isolated(net = true)
        @PublishPort(value = 80, hostPort = 24090)
        void publishes() {}
    }

    @Test
    void aFixedPortOfTheHostIsNotTakenAhead() {
        assertAllSuccessful(runWith(1, FixedPort.class), 2);
    }
}
