package org.junitisolated.kit;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs one fixture class in a parent JVM of its own that has little memory, and so keeps of what is reported what a line
 * can say.
 */
public final class FloodMain implements TestExecutionListener {

    private static final int SHOWN = 120;
    private static final Pattern LINE = Pattern.compile("(?m)^flood (\\S+)=(.*)$");

    private final Map<String, Object> facts = new TreeMap<>();

    private FloodMain() {}

    public static void main(String[] args) throws ClassNotFoundException {
        PrintStream console = System.out;
        Counter out = new Counter();
        Counter err = new Counter();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        FloodMain main = new FloodMain();
        Class<?> fixture = Class.forName(args[0], false, FloodMain.class.getClassLoader());
        LauncherFactory.create()
                .execute(
                        FixtureRun.fixtures()
                                .with("isolated.timeout", "60m")
                                .request(DiscoverySelectors.selectClass(fixture)),
                        main);
        main.facts.put("out", out.bytes);
        main.facts.put("err", err.bytes);
        main.facts.forEach((name, value) -> console.println("flood " + name + "=" + value));
    }

    /** Runs a fixture class in a JVM with these options, and returns what was counted. */
    public static Map<String, String> run(List<String> jvmOptions, Class<?> fixture) throws Exception {
        List<String> command = FixtureMain.command(jvmOptions, FloodMain.class);
        command.add(fixture.getName());
        String output = FixtureMain.output(command);
        Map<String, String> facts =
                LINE.matcher(output).results().collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
        if (facts.isEmpty()) {
            throw new AssertionError("the parent has come to no end: " + output);
        }
        return facts;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            count(result.getStatus().name());
        }
        result.getThrowable().ifPresent(this::tell);
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier test) {
        facts.put("name", endOf(test.getDisplayName()));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        count("entries");
        entry.getKeyValuePairs().forEach((key, value) -> facts.put("entry", endOf(value)));
    }

    private void count(String what) {
        facts.merge(what, 1L, (one, other) -> (long) one + (long) other);
    }

    private void tell(Throwable throwable) {
        String message = String.valueOf(throwable.getMessage());
        facts.put("failure", throwable.getClass().getName());
        facts.put("message", endOf(message));
        facts.put("message.length", message.length());
        facts.put("throwables", reachable(throwable).size());
        facts.put(
                "left.out",
                reachable(throwable).stream()
                        .map(Throwable::toString)
                        .filter(text -> text.contains("left out"))
                        .sorted()
                        .toList());
    }

    private static Set<Throwable> reachable(Throwable root) {
        Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> waiting = new ArrayDeque<>(List.of(root));
        while (!waiting.isEmpty()) {
            Throwable next = waiting.pop();
            if (found.add(next)) {
                waiting.addAll(List.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    waiting.add(next.getCause());
                }
            }
        }
        return found;
    }

    private static String endOf(String text) {
        return text.substring(Math.max(0, text.length() - SHOWN)).replace('\n', ' ');
    }

    /** Counts what is printed, and forgets it. */
    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public synchronized void write(int oneByte) {
            bytes++;
        }

        @Override
        public synchronized void write(byte[] buffer, int offset, int length) {
            bytes += length;
        }
    }
}
