package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.Results;

/** How much runs in one child: an invocation, a method, a class; and which tests are isolated without an annotation. */
class ScopesTest {

    private static final String PARENT = String.valueOf(ProcessHandle.current().pid());

    /** Reports the pid of this JVM under a name. */
    private static void tell(TestReporter reporter, String name) {
        reporter.publishEntry(name, String.valueOf(ProcessHandle.current().pid()));
    }

    private static List<String> pids(Results results, String name) {
        return results.entries().stream()
                .map(entry -> entry.get(name))
                .filter(pid -> pid != null)
                .toList();
    }

    private static Set<String> allPids(Results results) {
        return results.entries().stream()
                .map(Map::values)
                .flatMap(values -> values.stream())
                .collect(Collectors.toSet());
    }

    @Isolated(scope = Isolated.Scope.CLASS)
    static class OneChild {

        @BeforeAll
        static void beforeAll(TestReporter reporter) {
            tell(reporter, "beforeAll");
        }

        @Test
        void one(TestReporter reporter) {
            System.out.println("one");
            tell(reporter, "one");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void two(int number, TestReporter reporter) {
            tell(reporter, "two");
        }

        @Nested
        class Inner {
            @Test
            void three(TestReporter reporter) {
                System.out.println("three");
                tell(reporter, "three");
            }

            @Test
            @Isolated
            void onItsOwn(TestReporter reporter) {
                tell(reporter, "onItsOwn");
            }
        }

        @AfterAll
        static void afterAll(TestReporter reporter) {
            tell(reporter, "afterAll");
        }
    }

    @Test
    void aClassSharesOneChild() {
        Results results = run(OneChild.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(5);
        assertThat(pids(results, "beforeAll")).hasSize(1).doesNotContain(PARENT);
        String child = pids(results, "beforeAll").get(0);
        assertThat(pids(results, "one")).containsExactly(child);
        assertThat(pids(results, "two")).containsExactly(child, child);
        assertThat(pids(results, "three")).containsExactly(child);
        assertThat(pids(results, "afterAll")).containsExactly(child);
    }

    @Test
    void anAnnotationOfItsOwnLeadsOutOfTheSharedChild() {
        Results results = run(OneChild.class);

        assertThat(pids(results, "onItsOwn"))
                .hasSize(1)
                .doesNotContain(PARENT)
                .doesNotContainAnyElementsOf(pids(results, "one"));
    }

    @Test
    void outputOfASharedChildBelongsToTheTestThatIsReported() {
        Results results = run(OneChild.class);

        assertThat(results.last("one(TestReporter)").outBefore())
                .contains("one")
                .doesNotContain("three");
        assertThat(results.last("three(TestReporter)").outBefore()).contains("three");
    }

    @Isolated(scope = Isolated.Scope.INVOCATION)
    static class ManyChildren {

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void numbers(int number, TestReporter reporter) {
            tell(reporter, "numbers");
        }

        @RepeatedTest(2)
        void again(TestReporter reporter) {
            tell(reporter, "again");
        }

        @Test
        void plain(TestReporter reporter) {
            tell(reporter, "plain");
        }
    }

    @Test
    void eachInvocationHasAChildOfItsOwn() {
        Results results = run(ManyChildren.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(5);
        assertThat(allPids(results)).hasSize(5).doesNotContain(PARENT);
    }

    static class ScopeOnMethod {
        @Test
        @Isolated(scope = Isolated.Scope.CLASS)
        void cannotBe() {}
    }

    @Test
    void theScopeOfAClassCannotBeThatOfAMethod() {
        assertThat(run(ScopeOnMethod.class).failure("cannotBe()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll("scope = CLASS", "cannotBe()", "Put it on the class");
    }

    @Isolated(scope = Isolated.Scope.CLASS)
    static class HangsInTheMiddle {
        @Test
        void hangs() throws InterruptedException {
            Thread.sleep(100_000);
        }
    }

    @Test
    void aTimeoutNamesTheTestAndNotTheClass() {
        assertThat(fixtures()
                        .with("isolated.timeout", "5s")
                        .of(HangsInTheMiddle.class)
                        .failure("hangs()"))
                .hasMessageContaining("\"hangs()\" did not end within 5s");
    }

    static class WithoutAnnotation {
        @BeforeAll
        static void beforeAll(TestReporter reporter) {
            tell(reporter, "beforeAll");
        }

        @Test
        void one(TestReporter reporter) {
            tell(reporter, "one");
        }

        @Test
        void two(TestReporter reporter, TestInfo info) {
            tell(reporter, "two");
        }
    }

    @Test
    void allTestsAreIsolatedWithoutAnAnnotation() {
        Results results = fixtures().with("isolated.all", "hermetic").of(WithoutAnnotation.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(2);
        assertThat(allPids(results)).doesNotContain(PARENT);
    }

    @Test
    void theScopeOfAllTestsCanBeTheClass() {
        Results results = fixtures()
                .with("isolated.all", "net")
                .with("isolated.scope", "class")
                .of(WithoutAnnotation.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(2);
        assertThat(allPids(results)).hasSize(1).doesNotContain(PARENT);
    }

    @ParameterizedTest
    @CsvSource({
        "isolated.all, everything, \"hermetic\" or a list of net",
        "isolated.timeout, soon, a positive duration",
        "isolated.scope, suite, 'invocation, method or class'"
    })
    void aWrongSettingStopsAlsoWhatHasNoAnnotation(String parameter, String value, String allowed) {
        Results results =
                fixtures().with("isolated.all", "net").with(parameter, value).of(WithoutAnnotation.class);

        assertThat(results.failures()).contains(parameter, allowed);
        assertThat(results.tests("SUCCESSFUL")).isZero();
        assertThat(results.entries()).isEmpty();
    }
}
