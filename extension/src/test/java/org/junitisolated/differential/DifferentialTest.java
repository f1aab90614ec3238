package org.junitisolated.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junitisolated.differential.fixtures.ConditionFixtures;
import org.junitisolated.differential.fixtures.ExtensionFixtures;
import org.junitisolated.differential.fixtures.FailureFixtures;
import org.junitisolated.differential.fixtures.InvocationFixtures;
import org.junitisolated.differential.fixtures.LifecycleFixtures;
import org.junitisolated.differential.fixtures.MistakeFixtures;
import org.junitisolated.differential.fixtures.NameFixtures;
import org.junitisolated.differential.fixtures.OddFixtures;
import org.junitisolated.kit.FixtureRun;

/** Whatever Jupiter can do is reported in the same way whether it runs here or isolated, in each scope. */
class DifferentialTest {

    /** Set where a quick look must do: in one child for each class all fixtures take a minute or two. */
    private static final String ONLY_CLASSES = "differential.only.classes";

    /** A plain run can be had once: what the fixtures leave in static fields would show in a second one. */
    private static final Map<Class<?>, List<String>> PLAIN = new ConcurrentHashMap<>();

    static Stream<Class<?>> fixtures() {
        Stream<Class<?>> always = Stream.of(
                LifecycleFixtures.class,
                InvocationFixtures.class,
                ConditionFixtures.class,
                NameFixtures.class,
                ExtensionFixtures.class,
                FailureFixtures.class,
                MistakeFixtures.class,
                OddFixtures.class);
        return Stream.concat(always, younger()).flatMap(DifferentialTest::fixturesIn);
    }

    /** They are compiled only where JUnit is young enough. */
    private static Stream<Class<?>> younger() {
        try {
            return Stream.of(Class.forName(FailureFixtures.class.getPackageName() + ".YoungerFixtures"));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }

    /** All but those whose every test stands for itself: failures and names cross in the same way in each scope. */
    static Stream<Class<?>> fixturesWithSeveralTests() {
        return fixtures()
                .filter(fixture -> fixture.getEnclosingClass() != FailureFixtures.class)
                .filter(fixture ->
                        fixture.getEnclosingClass() != NameFixtures.class || fixture == NameFixtures.Shuffled.class);
    }

    static Stream<Class<?>> fixturesWithInvocations() {
        return fixturesIn(InvocationFixtures.class);
    }

    private static Stream<Class<?>> fixturesIn(Class<?> holder) {
        return Arrays.stream(holder.getDeclaredClasses())
                .filter(each -> java.lang.reflect.Modifier.isPublic(each.getModifiers()))
                .sorted(Comparator.comparing(Class::getName));
    }

    private static List<String> run(Class<?> fixture, Map<String, String> parameters) {
        FixtureRun run = FixtureRun.fixtures()
                .with("junit.platform.output.capture.stdout", "true")
                .with("junit.platform.output.capture.stderr", "true");
        parameters.forEach(run::with);
        LauncherDiscoveryRequest request = run.request(DiscoverySelectors.selectClass(fixture));
        Launcher launcher = LauncherFactory.create();
        Events events = new Events();
        try {
            TestPlan plan = launcher.discover(request);
            plan.getRoots().forEach(root -> discovered(root, plan, events));
            FixtureRun.capture(results -> launcher.execute(plan, events.withFiles()));
        } catch (JUnitException e) {
            // Younger versions refuse some fixtures as a whole.
            events.broken(e);
        }
        return events.lines();
    }

    private static void discovered(TestIdentifier test, TestPlan plan, Events events) {
        events.discovered(test);
        plan.getChildren(test).forEach(child -> discovered(child, plan, events));
    }

    private static List<String> plain(Class<?> fixture) {
        return PLAIN.computeIfAbsent(fixture, key -> run(key, Map.of("isolated.enabled", "false")));
    }

    private static void assertNoDifference(Class<?> fixture, String scope) {
        List<String> plain = plain(fixture);
        assertThat(plain).as("the plain run").isNotEmpty();

        List<String> isolated = run(fixture, Map.of("isolated.all", "net, pid", "isolated.scope", scope));

        assertThat(isolated).containsExactlyElementsOf(KnownDifferences.expected(plain, fixture, scope));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aChildForEachClass(Class<?> fixture) {
        assertNoDifference(fixture, "class");
    }

    @ParameterizedTest
    @MethodSource("fixturesWithSeveralTests")
    @DisabledIfSystemProperty(named = ONLY_CLASSES, matches = "true")
    void aChildForEachMethod(Class<?> fixture) {
        assertNoDifference(fixture, "method");
    }

    @ParameterizedTest
    @MethodSource("fixturesWithInvocations")
    @DisabledIfSystemProperty(named = ONLY_CLASSES, matches = "true")
    void aChildForEachInvocation(Class<?> fixture) {
        assertNoDifference(fixture, "invocation");
    }
}
