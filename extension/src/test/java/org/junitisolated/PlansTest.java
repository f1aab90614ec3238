package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junitisolated.kit.FixtureRun.capture;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;
import org.junitisolated.kit.Results;

/** Isolation holds whichever way a plan comes about. */
class PlansTest {

    private static final String PARENT = "" + ProcessHandle.current().pid();

    @Isolated
    static class Fixture {

        private static void assertIsolated() {
            assertThat("" + ProcessHandle.current().pid()).isNotEqualTo(System.getProperty("fixture.parent"));
        }

        @Test
        @Tag("wanted")
        void one() {
            assertIsolated();
        }

        @Test
        void two() {
            assertIsolated();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void numbers(int number) {
            assertIsolated();
        }

        @Nested
        class Inner {
            @Test
            void deep() {
                assertIsolated();
            }
        }
    }

    static {
        System.setProperty("fixture.parent", PARENT);
    }

    @Suite
    @SelectClasses(Fixture.class)
    static class FixtureSuite {}

    @Test
    void belowASuite() {
        Results results = run(FixtureSuite.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(5);
    }

    @Test
    void selectedByMethodAndByUniqueId() {
        Results byMethod = fixtures().of(selectMethod(Fixture.class, "two"));
        assertThat(byMethod.tests("SUCCESSFUL")).as(byMethod.failures()).isEqualTo(1);

        Results byId = fixtures()
                .of(selectUniqueId("[engine:junit-jupiter]/[class:" + Fixture.class.getName()
                        + "]/[nested-class:Inner]/[method:deep()]"));
        assertThat(byId.tests("SUCCESSFUL")).as(byId.failures()).isEqualTo(1);
    }

    @Test
    void filteredByTag() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Fixture.class))
                .filters(TagFilter.includeTags("wanted"))
                .configurationParameter("isolated.enabled", "true")
                .build();

        Results results = capture(recorder -> LauncherFactory.create().execute(request, recorder));

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(1);
    }

    @Test
    void discoveredFirstAndExecutedLaterInAnyOrder() {
        Launcher launcher = LauncherFactory.create();
        TestPlan isolated = launcher.discover(fixtures().request(selectMethod(Fixture.class, "one")));
        TestPlan plain = launcher.discover(
                fixtures().with("isolated.enabled", "false").request(selectMethod(Fixture.class, "one")));
        TestPlan never = launcher.discover(fixtures().request(selectClass(Fixture.class)));
        TestPlan all = launcher.discover(fixtures().request(selectClass(Fixture.class)));

        Results ofPlain = capture(recorder -> launcher.execute(plain, recorder));
        Results ofAll = capture(recorder -> launcher.execute(all, recorder));
        Results ofIsolated = capture(recorder -> launcher.execute(isolated, recorder));

        assertThat(ofPlain.tests("FAILED")).as("plain, so in this JVM").isEqualTo(1);
        assertThat(ofAll.tests("SUCCESSFUL")).as(ofAll.failures()).isEqualTo(5);
        assertThat(ofIsolated.tests("SUCCESSFUL")).as(ofIsolated.failures()).isEqualTo(1);
        assertThat(never.containsTests()).isTrue();
    }

    static class Invocations {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void numbers(int number) {
            assertIsolated();
        }

        @TestFactory
        Stream<DynamicNode> dynamic() {
            return Stream.of(
                    dynamicTest("first", Fixture::assertIsolated),
                    dynamicContainer("second", Stream.of(dynamicTest("inner", Fixture::assertIsolated))));
        }

        private static void assertIsolated() {
            Fixture.assertIsolated();
        }
    }

    private static final String INVOCATIONS = "[engine:junit-jupiter]/[class:" + Invocations.class.getName() + "]";

    private static List<String> startedTests(String scope, DiscoverySelector... selectors) {
        Results results = fixtures()
                .with("isolated.all", "pid")
                .with("isolated.scope", scope)
                .of(selectors);
        assertThat(results.tests("FAILED")).as(results.failures()).isZero();
        return results.log().stream()
                .filter(line -> line.startsWith("started "))
                .map(line -> line.substring("started ".length()))
                .filter(name -> !name.endsWith(")") && !name.endsWith("Invocations"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"method", "class", "invocation"})
    void onlyTheInvocationsThatAreSelectedAreRunAgain(String scope) {
        assertThat(startedTests(
                        scope,
                        selectUniqueId(INVOCATIONS + "/[test-template:numbers(int)]/[test-template-invocation:#2]"),
                        selectUniqueId(
                                INVOCATIONS + "/[test-factory:dynamic()]/[dynamic-container:#2]/[dynamic-test:#1]")))
                .hasSize(3)
                .anyMatch(name -> name.startsWith("[2]"))
                .contains("second", "inner");
        assertThat(startedTests(scope, selectIteration(selectMethod(Invocations.class, "numbers", "int"), 0, 2)))
                .hasSize(2)
                .anyMatch(name -> name.startsWith("[1]"))
                .anyMatch(name -> name.startsWith("[3]"));
        assertThat(startedTests(scope, selectIteration(selectMethod(Invocations.class, "dynamic"), 0)))
                .containsExactly("first");
    }

    @Test
    void whatIsSelectedAsAWholeIsRunAsAWhole() {
        DiscoverySelector second =
                selectUniqueId(INVOCATIONS + "/[test-template:numbers(int)]/[test-template-invocation:#2]");

        assertThat(startedTests("method", second, selectUniqueId(INVOCATIONS + "/[test-template:numbers(int)]")))
                .hasSize(3);
        assertThat(startedTests("method", second, selectMethod(Invocations.class, "numbers", "int")))
                .hasSize(3);
    }

    static class StartsAPlanOfItsOwn {
        @Test
        @Isolated
        void nestedPlan() {
            Results results = run(Fixture.class);

            assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(5);
        }
    }

    @Test
    void aPlanInsideAChildRunsThereInTheSameJvm() {
        Results results = run(StartsAPlanOfItsOwn.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(1);
    }
}
