package org.junitisolated.internal.plan;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.platform.engine.ConfigurationParameters;
import org.junitisolated.Isolated.Jvm;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.Isolated.Unavailable;
import org.junitisolated.IsolationException;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.Troubleshooting;

/**
 * The configuration parameters, checked.
 *
 * @param timeout how long one run may take
 * @param grace how long a child may take to answer or to exit before it is killed
 * @param launcher the native launcher to use
 * @param cache the directory to unpack the native launcher to
 * @param all how tests without an annotation are isolated, if they are
 * @param debugPort where each child waits for a debugger, if it shall
 * @param unavailable what becomes of tests where the machine refuses something, if they do not say so themselves
 * @param jvmArguments arguments for all children's JVMs
 * @param standby how many children at most wait for their run
 * @param archive whether children start with class archives
 * @param leaks what becomes of tests that leave something behind
 */
record Settings(
        Duration timeout,
        Duration grace,
        Optional<Path> launcher,
        Optional<Path> cache,
        Optional<IsolationKind> all,
        OptionalInt debugPort,
        Unavailable unavailable,
        List<String> jvmArguments,
        int standby,
        boolean archive,
        LeakPolicy leaks) {

    /**
     * {@value}: whether isolated tests are isolated, {@code true} (default) or {@code false}. With {@code false} they run
     * in the parent JVM as ordinary tests, on any operating system.
     */
    static final String ENABLED = "isolated.enabled";

    /**
     * {@value}: how long an isolated test may take, from the start of its child to its end, as a duration such as
     * {@code 90s} (units ns, μs, ms, s, m, h, d; without a unit, seconds). Default {@code 10m}. Then the test fails with
     * the stacks of its threads, and its child is killed.
     */
    static final String TIMEOUT = "isolated.timeout";

    /**
     * {@value}: how long a child may take for its last words (the stacks at a timeout, or its shutdown hooks after the
     * run), or a method to heed the interrupt of JUnit's own timeout, before it is killed, as a duration. Default
     * {@code 5s}.
     */
    static final String GRACE = "isolated.timeout.grace";

    /**
     * {@value}: the path of a native launcher to use instead of the one in the jar. If it cannot be run, isolated tests
     * fail: nothing else is tried. Default: none.
     */
    static final String LAUNCHER = "isolated.launcher";

    /**
     * {@value}: the directory for what is kept from build to build, at present the unpacked launcher. Must be writable and
     * not mounted noexec. Default: {@code junit-isolated} in the user's cache directory ({@code XDG_CACHE_HOME}, else
     * {@code ~/.cache}), or among the temporary files for users without one.
     */
    static final String CACHE = "isolated.cache";

    /**
     * {@value}: isolates every Jupiter test that bears no {@code @Isolated}, in the namespaces of this list such as
     * {@code net, pid}, or in those of {@code @Hermetic} with the word {@code hermetic}. Default: none, so only tests that
     * bear the annotation are isolated.
     */
    static final String ALL = "isolated.all";

    /**
     * {@value}: how much of what {@code isolated.all} isolates runs in one child: {@code invocation}, {@code method}
     * (default) or {@code class}. See {@link Scope}. Where there is an annotation, its own scope counts.
     */
    static final String SCOPE = "isolated.scope";

    /**
     * {@value}: whether what {@code isolated.all} isolates has JVMs of its own, {@code own} (default), or {@code shared}
     * ones. See {@link Jvm}. Where there is an annotation, its own value counts.
     */
    static final String JVM = "isolated.jvm";

    /**
     * {@value}: a port of the host's loopback interface, 1 to 65535. Each child waits there, before anything of it runs,
     * until a debugger has attached, however long that takes; children run one after the other, and neither
     * {@link #TIMEOUT} nor {@link #GRACE} ends them. Default: none.
     */
    static final String DEBUG = "isolated.debug";

    /**
     * {@value}: what becomes of an isolated test where the machine refuses something that it asks for: {@code fail}
     * (default), {@code skip} or {@code degrade}. See {@link Unavailable}. What a test's annotation says comes first.
     */
    static final String UNAVAILABLE = "isolated.unavailable";

    /**
     * {@value}: arguments for all children's JVMs, after those that they take over from the parent: words separated by
     * blanks, with quotes as in the JDK's argument files. Default: none.
     */
    static final String JVM_ARGUMENTS = "isolated.jvm.args";

    /**
     * {@value}: how many children at most are started before their tests' turn, to be booted and warm when it comes; 0 to
     * 1000. Never more than tests are still to come, nor than memory allows. Default: the number of processors.
     */
    static final String STANDBY = "isolated.standby";

    private static final int MOST_STANDBYS = 1000;

    /**
     * {@value}: whether children start with archives of loaded classes, and missing ones are made: {@code auto} (default) or
     * {@code off}.
     */
    static final String ARCHIVE = "isolated.archive";

    /**
     * {@value}: what becomes of an isolated test that leaves something behind (processes, sockets, threads, files):
     * {@code report} (default), {@code fail} or {@code off}. Report entries {@code isolated.leaks.*} of the test say what it
     * was; with {@code fail} the test fails as well, unless it has failed already; with {@code off} nothing is looked for.
     */
    static final String LEAKS = "isolated.leaks";

    private static final int LAST_PORT = 65535;

    /** Longer than anybody looks at a test, and still to be counted in nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(36500);

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    static final Settings DEFAULTS = new Settings(
            DEFAULT_TIMEOUT,
            DEFAULT_GRACE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Unavailable.FAIL,
            List.of(),
            Runtime.getRuntime().availableProcessors(),
            true,
            LeakPolicy.REPORT);

    /** Reads the parameters; the error names the parameter, its value and what is allowed. */
    static Settings from(ConfigurationParameters parameters) {
        value(parameters, ENABLED)
                .filter(value -> !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false"))
                .ifPresent(value -> {
                    throw invalid(ENABLED, value, "true or false");
                });
        Settings settings = new Settings(
                duration(parameters, TIMEOUT, DEFAULT_TIMEOUT),
                duration(parameters, GRACE, DEFAULT_GRACE),
                path(parameters, LAUNCHER),
                path(parameters, CACHE),
                all(parameters),
                port(parameters, DEBUG),
                unavailable(parameters),
                jvmArguments(parameters),
                standby(parameters),
                archive(parameters),
                leaks(parameters));
        return settings.debugPort.isPresent() ? settings.withoutDeadlines() : settings;
    }

    private Settings withoutDeadlines() {
        return new Settings(
                FOREVER, FOREVER, launcher, cache, all, debugPort, unavailable, jvmArguments, standby, archive, leaks);
    }

    /**
     * Returns what to go on with where parameters are wrong: the error must reach every test that was to be isolated,
     * and with a wrong {@code isolated.all} that may be any.
     */
    static Settings despiteErrors(ConfigurationParameters parameters) {
        Optional<IsolationKind> all =
                value(parameters, ALL).map(value -> IsolationKind.of(Set.of(), Scope.METHOD, Jvm.OWN));
        return new Settings(
                DEFAULTS.timeout,
                DEFAULTS.grace,
                DEFAULTS.launcher,
                DEFAULTS.cache,
                all,
                DEFAULTS.debugPort,
                DEFAULTS.unavailable,
                DEFAULTS.jvmArguments,
                0,
                false,
                DEFAULTS.leaks);
    }

    /** Tells whether isolation is switched off: by a clear "false" only, so that a slip does not do it. */
    static boolean isSwitchedOff(ConfigurationParameters parameters) {
        return "false".equalsIgnoreCase(value(parameters, ENABLED).orElse(""));
    }

    /** Tells whether tests without an annotation are to be isolated, or something is said of it that is wrong. */
    static boolean isolatesAll(ConfigurationParameters parameters) {
        return value(parameters, ALL).isPresent();
    }

    private static Optional<IsolationKind> all(ConfigurationParameters parameters) {
        Scope scope = value(parameters, SCOPE).map(Settings::scope).orElse(Scope.METHOD);
        Jvm jvm = value(parameters, JVM).map(Settings::jvm).orElse(Jvm.OWN);
        return value(parameters, ALL).map(value -> {
            Set<Namespace> namespaces = AllTests.parse(value).orElseThrow(() -> invalid(ALL, value, AllTests.ALLOWED));
            return IsolationKind.of(namespaces, scope, jvm);
        });
    }

    private static Scope scope(String value) {
        try {
            return Scope.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw invalid(SCOPE, value, "invocation, method or class");
        }
    }

    private static Jvm jvm(String value) {
        return choice(JVM, value, List.of(Jvm.values()), "own or shared");
    }

    private static Unavailable unavailable(ConfigurationParameters parameters) {
        return value(parameters, UNAVAILABLE)
                .map(value -> choice(
                        UNAVAILABLE,
                        value,
                        List.of(Unavailable.FAIL, Unavailable.SKIP, Unavailable.DEGRADE),
                        "fail, skip or degrade"))
                .orElse(Unavailable.FAIL);
    }

    private static List<String> jvmArguments(ConfigurationParameters parameters) {
        return value(parameters, JVM_ARGUMENTS)
                .map(value -> {
                    List<String> words = JvmArguments.split(value)
                            .orElseThrow(() -> invalid(JVM_ARGUMENTS, value, "words whose quotes have an end"));
                    JvmArguments.findFault(words).ifPresent(fault -> {
                        throw invalid(JVM_ARGUMENTS, value, "arguments for a JVM (" + fault + ")");
                    });
                    return words;
                })
                .orElse(List.of());
    }

    private static Duration duration(ConfigurationParameters parameters, String name, Duration defaultValue) {
        Optional<String> value = value(parameters, name);
        return value.isEmpty()
                ? defaultValue
                : DurationText.parse(value.get())
                        .orElseThrow(() -> invalid(name, value.get(), "a positive duration such as 90s, 10m or 1h"));
    }

    private static OptionalInt port(ConfigurationParameters parameters, String name) {
        return number(parameters, name, 1, LAST_PORT, "a port");
    }

    private static int standby(ConfigurationParameters parameters) {
        return number(parameters, STANDBY, 0, MOST_STANDBYS, "a number").orElse(DEFAULTS.standby);
    }

    private static boolean archive(ConfigurationParameters parameters) {
        Optional<String> value = value(parameters, ARCHIVE);
        value.filter(text -> !text.equalsIgnoreCase("auto") && !text.equalsIgnoreCase("off"))
                .ifPresent(text -> {
                    throw invalid(ARCHIVE, text, "auto or off");
                });
        return value.filter("off"::equalsIgnoreCase).isEmpty();
    }

    private static LeakPolicy leaks(ConfigurationParameters parameters) {
        return value(parameters, LEAKS)
                .map(value -> choice(LEAKS, value, List.of(LeakPolicy.values()), "report, fail or off"))
                .orElse(DEFAULTS.leaks);
    }

    private static <E extends Enum<E>> E choice(String name, String value, List<E> choices, String allowed) {
        return choices.stream()
                .filter(each -> each.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> invalid(name, value, allowed));
    }

    private static OptionalInt number(
            ConfigurationParameters parameters, String name, int least, int most, String kind) {
        Optional<String> value = value(parameters, name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, with what is allowed.
        }
        throw invalid(name, value.get(), kind + ", " + least + " to " + most);
    }

    private static Optional<Path> path(ConfigurationParameters parameters, String name) {
        return value(parameters, name).map(value -> {
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw invalid(name, value, "a path (" + e.getMessage() + ")");
            }
        });
    }

    private static Optional<String> value(ConfigurationParameters parameters, String name) {
        String value = parameters.get(name).orElse("").strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static IsolationException invalid(String name, String value, String allowed) {
        return new IsolationException("The configuration parameter " + name + " is \"" + value + "\", but must be "
                + allowed + ". Correct it in junit-platform.properties or on the command line."
                + Troubleshooting.see("parameters"));
    }
}
