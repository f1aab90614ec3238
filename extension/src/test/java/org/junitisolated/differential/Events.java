package org.junitisolated.differential;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.ValueWrapper;

/** All that the platform tells of an execution, as lines of text that two executions of the same tests should share. */
final class Events implements TestExecutionListener {

    private static final String FIXTURES = Events.class.getPackageName() + ".fixtures";

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Describes the whole tree as it was discovered. */
    void discovered(TestIdentifier test) {
        lines.add("discovered " + describe(test));
    }

    /** The platform would not go on. */
    void broken(Exception reason) {
        lines.add("broken " + reason);
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier test) {
        lines.add("registered " + describe(test));
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        lines.add("started " + test.getUniqueId());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        lines.add("skipped " + test.getUniqueId() + " because " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        StringBuilder throwables = new StringBuilder();
        result.getThrowable().ifPresent(throwable -> describe("", throwable, throwables, new IdentityHashMap<>()));
        lines.add("finished " + test.getUniqueId() + " " + result.getStatus() + throwables);
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        lines.add("entry " + test.getUniqueId() + " " + entry.getKeyValuePairs());
    }

    /** Returns a listener that also hears of published files: by a method that the platform has only since 1.12. */
    TestExecutionListener withFiles() {
        return (TestExecutionListener) Proxy.newProxyInstance(
                Events.class.getClassLoader(),
                new Class<?>[] {TestExecutionListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("fileEntryPublished")) {
                        fileEntryPublished((TestIdentifier) arguments[0], arguments[1]);
                        return null;
                    }
                    return method.invoke(this, arguments);
                });
    }

    private void fileEntryPublished(TestIdentifier test, Object entry) {
        try {
            Path path = (Path) entry.getClass().getMethod("getPath").invoke(entry);
            Object mediaType = entry.getClass().getMethod("getMediaType").invoke(entry);
            String content = Files.isDirectory(path) ? contentOf(path) : Files.readString(path);
            lines.add("file " + test.getUniqueId() + " " + path.getFileName() + " " + mediaType + " " + content);
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String contentOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> directory.relativize(file).toString())
                            .sorted()
                            .toList() + "";
        }
    }

    private static String describe(TestIdentifier test) {
        Set<String> tags = new TreeSet<>();
        test.getTags().forEach(tag -> tags.add(tag.getName()));
        return String.join(
                " | ",
                test.getUniqueId(),
                "below " + test.getParentId().orElse("-"),
                test.getDisplayName(),
                test.getLegacyReportingName(),
                test.getType().toString(),
                tags.toString(),
                test.getSource().map(Object::toString).orElse("-"));
    }

    private static void describe(
            String role, Throwable throwable, StringBuilder text, IdentityHashMap<Throwable, ?> seen) {
        if (seen.containsKey(throwable)) {
            text.append("\n    ")
                    .append(role)
                    .append("(seen) ")
                    .append(throwable.getClass().getName());
            return;
        }
        seen.put(throwable, null);
        text.append("\n    ").append(role).append(throwable.getClass().getName());
        text.append("\n      message: ").append(throwable.getMessage());
        text.append("\n      text: ").append(throwable);
        ownFrames(throwable).forEach(frame -> text.append("\n      at ").append(frame));
        if (throwable instanceof AssertionFailedError error) {
            text.append("\n      expected: ").append(describe(error.getExpected()));
            text.append("\n      actual: ").append(describe(error.getActual()));
        }
        if (throwable instanceof MultipleFailuresError error) {
            error.getFailures().forEach(failure -> describe("failure ", failure, text, seen));
        }
        if (throwable.getCause() != null) {
            describe("cause ", throwable.getCause(), text, seen);
        }
        for (Throwable suppressed : throwable.getSuppressed()) {
            describe("suppressed ", suppressed, text, seen);
        }
    }

    /** Where the fixture stands in the trace; what is below it is another way to the same place. */
    private static Stream<String> ownFrames(Throwable throwable) {
        return Arrays.stream(throwable.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(FIXTURES))
                .map(Events::withoutLoader);
    }

    /** The name of a class loader is there or not: the child has one for all classes, the parent may have several. */
    private static String withoutLoader(StackTraceElement frame) {
        return new StackTraceElement(
                        null,
                        null,
                        null,
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber())
                .toString();
    }

    private static String describe(ValueWrapper value) {
        return value == null
                ? "none"
                : (value.getType() == null ? "null" : value.getType().getName()) + " "
                        + value.getStringRepresentation();
    }
}
