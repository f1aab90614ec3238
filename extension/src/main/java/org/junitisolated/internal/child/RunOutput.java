package org.junitisolated.internal.child;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Message.Printed;

/**
 * What one of several runs prints, told by the thread that prints it: the run's own, and those that it has started. The rest
 * (of native code, of a pool that an earlier run has started) goes where it would go anyway.
 */
final class RunOutput {

    private static final InheritableThreadLocal<@Nullable RunOutput> OF_THREAD = new InheritableThreadLocal<>();

    private final EventSink sink;
    private final long runId;
    private volatile boolean over;

    private RunOutput(EventSink sink, long runId) {
        this.sink = sink;
        this.runId = runId;
    }

    /** Has all that this thread, and threads that it starts, print from now on belong to the run. */
    static RunOutput begin(EventSink sink, long runId) {
        RunOutput output = new RunOutput(sink, runId);
        OF_THREAD.set(output);
        return output;
    }

    /** Nothing belongs to the run any more. */
    void end() {
        over = true;
    }

    /** Puts streams in place that tell what belongs to runs. */
    static void route() {
        System.setOut(new PrintStream(new Routed(false, System.out), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new Routed(true, System.err), false, StandardCharsets.UTF_8));
    }

    private void print(boolean error, byte[] bytes) {
        sink.accept(new Printed(error, bytes).toFrame(runId));
    }

    private static final class Routed extends OutputStream {

        private final boolean error;
        private final PrintStream otherwise;

        Routed(boolean error, PrintStream otherwise) {
            this.error = error;
            this.otherwise = otherwise;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            RunOutput run = OF_THREAD.get();
            if (run == null || run.over) {
                otherwise.write(bytes, offset, length);
                otherwise.flush();
            } else if (length > 0) {
                run.print(error, Arrays.copyOfRange(bytes, offset, offset + length));
            }
        }
    }
}
