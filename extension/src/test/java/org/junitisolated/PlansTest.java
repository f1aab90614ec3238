package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junitisolated.kit.FixtureRun.capture;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
