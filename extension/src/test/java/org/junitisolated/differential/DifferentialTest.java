package org.junitisolated.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
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
import org.junitisolated.differential.fixtures.ParallelFixtures;
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

    private static List<String> run(Map<String, String> parameters, Class<?>... fixtures) {
        FixtureRun run = FixtureRun.fixtures()
                .with("junit.platform.output.capture.stdout", "true")
                .with("junit.platform.output.capture.stderr", "true");
        parameters.forEach(run::with);
        LauncherDiscoveryRequest request = run.request(
                Arrays.stream(fixtures).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new));
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
        return PLAIN.computeIfAbsent(fixture, key -> run(Map.of("isolated.enabled", "false"), key));
    }

    private static void assertNoDifference(Class<?> fixture, String scope) {
        List<String> plain = plain(fixture);
        assertThat(plain).as("the plain run").isNotEmpty();

        List<String> isolated = run(Map.of("isolated.all", "net, pid", "isolated.scope", scope), fixture);

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

    @ParameterizedTest
    @MethodSource("fixtures")
    @DisabledIfSystemProperty(named = ONLY_CLASSES, matches = "true")
    void aNetworkForEachMethodInASharedJvm(Class<?> fixture) {
        List<String> plain = plain(fixture);
        Map<String, String> shared = Map.of("isolated.all", "net", "isolated.jvm", "shared");

        List<String> isolated = run(shared, fixture);

        assertThat(KnownDifferences.comparableInSharedJvm(isolated))
                .containsExactlyElementsOf(KnownDifferences.expectedInSharedJvm(plain, fixture));
    }

    private static List<String> runWith(Map<String, String> parameters, boolean isolated, Class<?>... fixtures) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("isolated.enabled", "" + isolated);
        return run(all, fixtures);
    }

    /** In any order: what runs at the same time is reported as it happens. */
    @ParameterizedTest
    @ValueSource(strings = {"class", "method"})
    void severalClassesInParallel(String scope) {
        Map<String, String> parameters = Map.of(
                "isolated.all", "net, pid",
                "isolated.scope", scope,
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
        Class<?>[] fixtures = {
            ParallelFixtures.Locked.class,
            ParallelFixtures.LockedAsAWhole.class,
            ParallelFixtures.Alone.class,
            InvocationFixtures.Factories.class,
            InvocationFixtures.Repeated.class,
            ExtensionFixtures.Registered.class,
            LifecycleFixtures.Derived.class,
            OddFixtures.Printing.class
        };

        List<String> plain = runWith(parameters, false, fixtures);

        assertThat(plain).hasSizeGreaterThan(100);
        assertThat(KnownDifferences.comparableInParallel(runWith(parameters, true, fixtures), scope))
                .containsExactlyInAnyOrderElementsOf(KnownDifferences.comparableInParallel(plain, scope));
    }

    @Test
    void anExtensionThatIsAService() {
        Map<String, String> parameters = Map.of(
                "isolated.all", "net, pid",
                "isolated.scope", "class",
                "junit.jupiter.extensions.autodetection.enabled", "true");

        List<String> plain = runWith(parameters, false, LifecycleFixtures.Derived.class);

        assertThat(plain).anyMatch(line -> line.contains("{detected=after overridden()}"));
        assertThat(runWith(parameters, true, LifecycleFixtures.Derived.class)).containsExactlyElementsOf(plain);
    }
}
