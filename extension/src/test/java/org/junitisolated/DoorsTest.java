package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junitisolated.kit.Results;

/** Doors and limits where they mean something, and where they do not; what they do there is elsewhere. */
class DoorsTest {

    static class OnPlainTests {

        @Test
        void plain() {}

        @Test
        @Mount(target = "/tmp/x")
        void mount() {}

        @Test
        @PublishPort(80)
        @PublishPort(81)
        void publishPort() {}

        @Test
        @HostPort(80)
        void hostPort() {}

        @Test
        @Limits(cpus = 1)
        void limits() {}

        @Test
        @Isolated
        @Limits
        void isolated() {}
    }

    @Test
    void aPlainTestFailsAndNoOther() {
        Results results = run(OnPlainTests.class);

        assertThat(results.outcome("plain()")).isEqualTo("SUCCESSFUL");
        assertThat(results.outcome("isolated()")).as(results.failures()).isEqualTo("SUCCESSFUL");
        for (String test : new String[] {"mount()", "publishPort()", "hostPort()", "limits()"}) {
            assertThat(results.failure(test))
                    .isInstanceOf(IsolationException.class)
                    .hasMessageContainingAll("\"" + test + "\"", "is not isolated", "#door-without-isolation");
        }
        assertThat(results.failure("publishPort()")).hasMessageStartingWith("@PublishPort is on");
    }

    @PublishPort(80)
    static class OnAClass {

        @Test
        void plain() {}

        @Test
        @Isolated
        void isolated() {}
    }

    @Test
    void onAClassItFailsThePlainTestsAndDoesNotReachBelowTheNearestAnnotation() {
        Results results = run(OnAClass.class);

        assertThat(results.failure("plain()")).hasMessageContaining("is not isolated");
        assertThat(results.outcome("isolated()")).as(results.failures()).isEqualTo("SUCCESSFUL");
        assertThat(results.outcome("DoorsTest$OnAClass")).isEqualTo("SUCCESSFUL");
    }

    @Test
    void conditionsMayBeSwitchedOff() {
        Results results =
                fixtures().with("junit.jupiter.conditions.deactivate", "*").of(OnPlainTests.class, OnAClass.class);

        assertThat(results.tests("SUCCESSFUL")).isEqualTo(3);
        assertThat(results.failures()).contains("@Limits is on \"limits()\"");
    }

    @Test
    void withoutIsolationAltogetherTheyDoNothing() {
        Results results = fixtures().with("isolated.enabled", "false").of(OnPlainTests.class, OnAClass.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(8);
    }

    static class OfAllTests {

        @Test
        @PublishPort(80)
        void withoutNetwork() {}

        @Test
        @Limits(cpus = 1)
        void plain() {}
    }

    @Test
    void allTestsCanHaveThem() {
        Results results = fixtures().with("isolated.all", "pid").of(OfAllTests.class);

        assertThat(results.failure("withoutNetwork()"))
                .hasMessageContainingAll("@PublishPort(value = 80): it needs net = true", "#ports");
        assertThat(results.failures()).doesNotContain("is not isolated");
    }

    @Isolated(scope = Isolated.Scope.CLASS)
    @Limits
    static class InOneChild {

        @Test
        void one() {}

        @Test
        @Limits(memory = "128M")
        void ofItsOwn() {}

        @Nested
        @Limits(memory = "128M")
        class Inner {

            @Test
            void below() {}
        }

        @Test
        @Isolated
        @Limits
        void elsewhere() {}
    }

    @Test
    void whereAClassSharesAChildAMethodCannotHaveOneOfItsOwn() {
        Results results = run(InOneChild.class);

        assertThat(results.outcome("one()")).as(results.failures()).isEqualTo("SUCCESSFUL");
        assertThat(results.outcome("elsewhere()")).isEqualTo("SUCCESSFUL");
        for (String test : new String[] {"ofItsOwn()", "below()"}) {
            assertThat(results.failure(test))
                    .isInstanceOf(IsolationException.class)
                    .hasMessageContainingAll("@Limits", test, "Put it on that class", "#door-scope");
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Wrong {

        static {
            System.setProperty("fixture.initialised", "true");
        }

        @Test
        @Isolated(hostname = "x")
        void attribute() {}

        @ParameterizedTest
        @MethodSource("numbers")
        @Isolated(scope = Isolated.Scope.INVOCATION)
        @HostPort(5432)
        void invocations(int number) {}

        Stream<Integer> numbers() {
            return Stream.of(1, 2);
        }

        @Test
        @Isolated(mount = true)
        @Mount(target = "/no/such/target", source = "/etc")
        void target() {}
    }

    @Isolated(mount = true)
    static class WrongAltogether {

        static {
            System.setProperty("fixture.initialised", "true");
        }

        @Test
        @Mount(target = "/tmp/x", source = "/no/such/source")
        void wrong() {}
    }

    @Test
    void wrongUseFailsTheTestAndNothingIsStarted() {
        System.clearProperty("fixture.initialised");
        Results alone = run(WrongAltogether.class);

        assertThat(alone.failure("wrong()"))
                .hasMessageContainingAll("source = \"/no/such/source\"", "there is no /no/such/source");
        assertThat(System.getProperty("fixture.initialised")).isNull();

        Results results = run(Wrong.class);

        assertThat(results.failure("attribute()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll("@Isolated(hostname = \"x\")", "#attributes");
        assertThat(results.failure("invocations(int)")).hasMessageContainingAll("@HostPort(value = 5432)", "#ports");
        assertThat(results.failure("target()")).hasMessageContainingAll("there is no /no/such/target", "#mount");
    }
}
