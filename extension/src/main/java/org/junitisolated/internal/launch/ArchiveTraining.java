package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Start;

/** A child that runs a test of our own, as any child runs its tests, for its JVM to see what that takes. */
final class ArchiveTraining {

    private static final long RUN_ID = 1;
    private static final int MOST_OUTPUT = 4000;

    private final ChildOfOneRun child;
    private final Path archive;
    private final StringBuilder output = new StringBuilder();
    private boolean ended;

    /**
     * Takes over a child that has just been started.
     *
     * @param archive what its JVM is to make when it exits
     */
    ArchiveTraining(ChildOfOneRun child, Path archive) {
        this.child = child;
        this.archive = archive;
    }

    /** Returns the archive; empty where the child has not ended in time. */
    Optional<Path> run(long seconds) throws IOException, InterruptedException, RefusedArchiveException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!ended && System.nanoTime() - end < 0) {
            ChildEvent event = child.poll(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            if (event != null) {
                take(event);
            }
        }
        if (ended && !Files.isRegularFile(archive)) {
            throw new RefusedArchiveException(output.toString());
        }
        return ended ? Optional.of(archive) : Optional.empty();
    }

    private void take(ChildEvent event) throws IOException {
        if (event instanceof ChildEvent.Received received) {
            answer(received.message());
        } else if (event instanceof ChildEvent.Output printed && output.length() < MOST_OUTPUT) {
            output.append(printed.text());
        } else if (event instanceof ChildEvent.Ended end) {
            output.append(end.cause());
            ended = true;
        }
    }

    private void answer(Message message) throws IOException {
        if (message instanceof Message.Ready) {
            child.send(Start.runOfOwnTest(), RUN_ID);
        } else if (message.isEvent()) {
            child.send(new Command.Seen(), RUN_ID);
        }
    }
}
