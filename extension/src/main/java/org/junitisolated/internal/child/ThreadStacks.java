package org.junitisolated.internal.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The stacks of threads as text, laid out as a thread dump is. */
final class ThreadStacks {

    /** Frames of one stack: what a StackOverflowError shows. */
    private static final int FRAMES = 1024;

    /** Characters after which no further stack begins. */
    private static final int TEXT = 1 << 20;

    /** The JVM's own threads, and ours, are daemons. */
    private static final Comparator<Thread> TESTS_FIRST =
            Comparator.comparing(Thread::isDaemon).thenComparing(Thread::getId);

    private ThreadStacks() {}

    /** Returns the stacks of all live threads but the calling one. */
    static String ofAll() {
        return ofThreads(ThreadStacks::downToJUnit);
    }

    /** What called JUnit is the same for all tests, and long; but a thread may be in JUnit itself. */
    private static List<StackTraceElement> downToJUnit(StackTraceElement[] stack) {
        List<StackTraceElement> above =
                Arrays.stream(stack).takeWhile(frame -> !isJUnits(frame)).toList();
        return above.isEmpty() ? List.of(stack) : above;
    }

    private static boolean isJUnits(StackTraceElement frame) {
        return frame.getClassName().startsWith("org.junit.");
    }

    /** Returns the top of the stack of a thread. */
    static String topOf(Thread thread, int mostFrames) {
        StringBuilder text = new StringBuilder();
        append(thread, Arrays.stream(thread.getStackTrace()).limit(mostFrames).toList(), text);
        return text.toString().strip();
    }

    /** Returns the stacks of the threads that are in a call which ends the JVM, from that call to JUnit's. */
    static String ofThreadsThatExit() {
        return ofThreads(ThreadStacks::fromExitToJUnit);
    }

    private static List<StackTraceElement> fromExitToJUnit(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .dropWhile(frame -> !endsTheJvm(frame))
                .takeWhile(frame -> !isJUnits(frame))
                .toList();
    }

    private static boolean endsTheJvm(StackTraceElement frame) {
        return frame.getClassName().equals("java.lang.Runtime")
                && frame.getMethodName().equals("exit");
    }

    private static String ofThreads(Function<StackTraceElement[], List<StackTraceElement>> wantedFrames) {
        StringBuilder text = new StringBuilder();
        int leftOut = 0;
        Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
        List<Thread> threads = new ArrayList<>(stacks.keySet());
        threads.sort(TESTS_FIRST);
        for (Thread thread : threads) {
            List<StackTraceElement> frames = wantedFrames.apply(stacks.get(thread));
            boolean wanted = thread != Thread.currentThread() && !frames.isEmpty();
            if (wanted && text.length() < TEXT) {
                append(thread, frames, text);
            } else if (wanted) {
                leftOut++;
            }
        }
        return leftOut == 0 ? text.toString() : text + "junit-isolated: %,d more threads left out\n".formatted(leftOut);
    }

    private static void append(Thread thread, List<StackTraceElement> stack, StringBuilder text) {
        text.append('"').append(EventTexts.name(thread.getName())).append('"');
        text.append(thread.isDaemon() ? " daemon" : "").append(' ').append(thread.getState());
        text.append('\n');
        for (StackTraceElement frame : stack.subList(0, Math.min(stack.size(), FRAMES))) {
            text.append("    at ").append(frame).append('\n');
        }
        if (stack.size() > FRAMES) {
            text.append("    junit-isolated: %,d more frames left out\n".formatted(stack.size() - FRAMES));
        }
        text.append('\n');
    }
}
