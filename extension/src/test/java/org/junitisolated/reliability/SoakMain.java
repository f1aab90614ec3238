package org.junitisolated.reliability;

import static org.junitisolated.kit.FixtureRun.fixtures;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junitisolated.kit.Results;

/**
 * Runs the {@link SoakFixtures} again and again, in plans of some twenty tests, until there have been so many. Prints what this
 * JVM has open, and what is left of it, after the first hundred and at the end: the two should not differ.
 */
public final class SoakMain {

    private static final int FIRST = 100;
    private static final int PLANS_PER_HANGING = 10;

    private SoakMain() {}

    /**
     * Runs the tests.
     *
     * @param arguments how many tests, and the value of the environment variable that marks what this JVM starts
     */
    public static void main(String[] arguments) throws Exception {
        int wanted = Integer.parseInt(arguments[0]);
        MarkedProcesses marked = new MarkedProcesses(SoakTest.VARIABLE, arguments[1]);
        int tests = 0;
        boolean told = false;
        for (int plan = 0; tests < wanted || !told; plan++) {
            tests += runPlan(plan % PLANS_PER_HANGING == 0);
            if (!told && tests >= FIRST) {
                told = true;
                System.out.println("after " + tests + " tests: " + state(marked));
            }
        }
        System.out.println("after " + tests + " tests: " + state(marked));
    }

    private static int runPlan(boolean hanging) {
        List<Class<?>> classes =
                new ArrayList<>(List.of(SoakFixtures.Good.class, SoakFixtures.Bad.class, SoakFixtures.Shared.class));
        if (hanging) {
            classes.add(SoakFixtures.Hanging.class);
        }
        Results results = fixtures()
                .with("isolated.timeout", hanging ? "10s" : "60s")
                .with("isolated.timeout.grace", "1s")
                .of(classes.toArray(Class<?>[]::new));
        long passed = results.tests("SUCCESSFUL");
        long failed = results.tests("FAILED");
        long aborted = results.tests("ABORTED");
        if (passed != 10 || failed != (hanging ? 7 : 6) || aborted != 1) {
            throw new IllegalStateException("passed " + passed + ", failed " + failed + ", aborted " + aborted + "\n"
                    + results.log() + results.failures());
        }
        return (int) (passed + failed + aborted);
    }

    /** One line. The heap comes last, as it may differ. */
    private static String state(MarkedProcesses marked) throws IOException, InterruptedException {
        // What cleaners free after the first collection the second collects; and to look at the rest makes garbage.
        System.gc();
        Thread.sleep(500);
        System.gc();
        long heap = heapInMebibytes();
        return "processes " + (marked.running().size() - 1)
                + ", descriptors " + count(Path.of("/proc/self/fd"))
                + ", threads " + threads()
                + ", mounts "
                + Files.readAllLines(Path.of("/proc/self/mountinfo")).size()
                + ", files " + count(Path.of(System.getProperty("java.io.tmpdir")))
                + ", heap " + heap + " MiB";
    }

    private static long count(Path directory) throws IOException {
        long count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path ignored : entries) {
                count++;
            }
        }
        return count;
    }

    /** The JDK keeps a thread for each process for a minute after its end. */
    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().startsWith("process reaper")) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    private static long heapInMebibytes() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
