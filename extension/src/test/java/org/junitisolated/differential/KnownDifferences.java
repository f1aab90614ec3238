package org.junitisolated.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junitisolated.differential.fixtures.ExtensionFixtures;
import org.junitisolated.differential.fixtures.InvocationFixtures;
import org.junitisolated.differential.fixtures.LifecycleFixtures;
import org.junitisolated.differential.fixtures.OddFixtures;

/** What isolation changes and must change, by fixture and scope; the guide lists it with the reasons. */
final class KnownDifferences {

    /** A value that is neither a text nor primitive stays in the child; its text is told, and its type then reads String. */
    private static final Pattern JDK_VALUE =
            Pattern.compile("(expected|actual): java\\.(util\\.concurrent\\.TimeUnit|lang\\.Class) ");

    private static final Pattern RUN_THREAD = Pattern.compile("\\[in thread \"junit-isolated-run-\\d+\"]");

    private static final String THRESHOLD = "because Failure threshold";

    private static final Pattern OUTPUT_OF_INVOCATIONS =
            Pattern.compile("entry \\S*/\\[test-(template|factory):[^ ]* \\{std(out|err)=");

    private KnownDifferences() {}

    /** Returns what the isolated run must report where the plain one reported this. */
    static List<String> expected(List<String> plain, Class<?> fixture, String scope) {
        List<String> expected = new ArrayList<>(plain);
        expected.replaceAll(line -> JDK_VALUE.matcher(line).replaceAll("$1: java.lang.String "));
        boolean ownChildForEachMethod = !scope.equals("class");
        if (ownChildForEachMethod && fixture == LifecycleFixtures.SharedState.class) {
            expected.replaceAll(line -> line.replace("{left=1 1}", "{left=0 0}"));
        } else if (ownChildForEachMethod && fixture == ExtensionFixtures.Declared.class) {
            entriesOfTheFirstChildOnly(expected);
        } else if (ownChildForEachMethod && fixture == ExtensionFixtures.Watched.class) {
            // The parent sees @Disabled, and starts no child in which a watcher could be told.
            expected.removeIf(line -> line.contains("{watched=disabled "));
        } else if (ownChildForEachMethod && fixture == OddFixtures.Resources.class) {
            resourcesOfTheClassInEachChild(expected);
        } else if (ownChildForEachMethod && fixture == OddFixtures.PrintingForAll.class) {
            expected.replaceAll(line -> line.replace("{stdout=before all\nafter all\n}", "{stdout=before all\n}")
                    .replace("{stdout=test\n}", "{stdout=test\nafter all\n}"));
        } else if (scope.equals("invocation") && fixture == InvocationFixtures.GivesUp.class) {
            noMemoryOfEarlierFailures(expected);
        }
        return expected;
    }

    /** As in a child for each method, but for what is kept in static fields. */
    static List<String> expectedInSharedJvm(List<String> plain, Class<?> fixture) {
        List<String> expected = expected(plain, fixture, "method");
        if (fixture == LifecycleFixtures.SharedState.class) {
            expected.replaceAll(line -> line.replace("{left=0 0}", "{left=1 0}"));
        }
        return expected;
    }

    /** Elsewhere, the thread that runs tests has the same name as in a plain run. */
    static List<String> comparableInSharedJvm(List<String> lines) {
        return lines.stream()
                .map(line -> RUN_THREAD.matcher(line).replaceAll("[in thread \"main\"]"))
                .toList();
    }

    /** What invocations print at the same time in one child is told of whichever is being reported. */
    static List<String> comparableInParallel(List<String> lines, String scope) {
        return scope.equals("class")
                ? lines
                : lines.stream()
                        .filter(line -> !OUTPUT_OF_INVOCATIONS.matcher(line).lookingAt())
                        .toList();
    }

    /** Each child has its own class with its own entries; they count once, and come from the first. */
    private static void entriesOfTheFirstChildOnly(List<String> lines) {
        String entry = lines.stream()
                .filter(line -> line.endsWith("Declared] {declared=instance}"))
                .findFirst()
                .orElseThrow();
        int first = lines.indexOf(entry);
        lines.removeIf(entry::equals);
        lines.add(first, entry);
    }

    /** Each child has the class once more, with the resources that are kept for it, and closes them at its own end. */
    private static void resourcesOfTheClassInEachChild(List<String> lines) {
        lines.removeIf(line -> line.endsWith("{closed=class}"));
        List<String> changed = new ArrayList<>();
        for (String line : lines) {
            changed.add(line);
            if (line.endsWith("{closed=test}")) {
                changed.add(line.replace("{closed=test}", "{closed=class}"));
            }
        }
        lines.clear();
        lines.addAll(changed);
    }

    /** The repetitions that a threshold would have skipped do not know of each other's failures. */
    private static void noMemoryOfEarlierFailures(List<String> lines) {
        String failure = lines.stream()
                .filter(line -> line.startsWith("finished") && line.contains("#1] FAILED"))
                .findFirst()
                .orElseThrow();
        List<String> changed = new ArrayList<>();
        for (String line : lines) {
            if (line.contains(THRESHOLD)) {
                String id = line.split(" ", 3)[1];
                changed.add("started " + id);
                changed.add(failure.replace(failure.split(" ", 3)[1], id));
            } else {
                changed.add(line);
            }
        }
        lines.clear();
        lines.addAll(changed);
    }
}
