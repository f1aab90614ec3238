package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.PublishedPort;

/** A child as one run sees it. */
public interface RunningChild {

    /** Waits for the next event; null when the time is over. After {@link ChildEvent.Ended} none comes any more. */
    @Nullable
    ChildEvent poll(long milliseconds) throws InterruptedException;

    /** Sends a command to the child, which must have said that it is ready. */
    void send(Command command, long runId) throws IOException;

    /** Tells a child that serves many runs what comes next; another kind of child has no use for that. */
    void announce(Command.Prepare next);

    /** Says what can be seen of its processes and sockets from outside, whatever state they are in. */
    String liveEvidence();

    /** Ends what the run has of it: all of it, if it is the run's own, or the run has not come to its end. */
    void end();

    /** Tells whether it goes on after the run, for others. */
    boolean isShared();

    /** Tells whether the child was started before it was needed. */
    boolean wasStartedAhead();

    /** Returns the class archive that the child was started with, if it was. */
    Optional<Path> archive();

    /** Returns the file in which its JVM says why it crashed; empty while it has not. */
    Optional<Path> crashFile();

    /** Returns where the host reaches ports of the child; all are known when it says that it is ready. */
    List<PublishedPort> publishedPorts();

    /** Says what holds the limits of the child, where that is not a control group for all of them; known likewise. */
    Optional<String> limitsNotHeld();

    /** Tells, after {@link #end}, what the kernel killed because the limit of memory was reached, if it did. */
    Optional<String> killedForMemory();

    /** Tells, after {@link #end}, whether something that the child started could not be killed and is still there. */
    boolean hasLeftProcesses();
}
