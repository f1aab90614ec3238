package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junitisolated.internal.launch.JavaCommands.JavaCommand;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.PublishedPort;

/** A child that has been started. What comes from it goes to an inbox. */
abstract class Child {

    /** How long the launcher may take to kill everything; it needs a few milliseconds. */
    private static final long KILL_SECONDS = 20;

    private static final long LAST_WORDS_MILLIS = 2000;

    private final Process supervisor;
    private final ChildConnections connections;
    private final Origin origin;
    private final Inbox inbox;
    private final StatusLog status = new StatusLog();
    private final ChildReader reader;
    private final Thread readerThread;

    /**
     * How a child has come to be.
     *
     * @param supervision who looks after it
     * @param ahead whether it was started before it was needed
     * @param archive the class archive that its JVM starts with, if it does
     * @param systemProperties what it is told to set before anything of the user's is loaded
     * @param crashFile where its JVM says why it crashed, if it does
     */
    record Origin(
            Supervision supervision,
            boolean ahead,
            Optional<ClassArchive> archive,
            Map<String, String> systemProperties,
            Optional<CrashFile> crashFile) {

        static Origin of(JavaCommand java, Supervision supervision, boolean ahead) {
            return new Origin(
                    supervision, ahead, java.archive(), java.systemProperties(), Optional.of(java.crashFile()));
        }

        static Origin ofTraining(Supervision supervision) {
            return new Origin(supervision, true, Optional.empty(), Map.of(), Optional.empty());
        }
    }

    /** Starts the process that is to be one. */
    Child(List<String> commandLine, Path socket, Origin origin, Inbox inbox) throws IOException {
        this.connections = ChildConnections.listen(socket);
        this.supervisor = startOrClose(commandLine, connections);
        this.origin = origin;
        this.inbox = inbox;
        this.reader = new ChildReader(supervisor, connections, origin, status, inbox);
        this.readerThread = new Thread(reader, "junit-isolated-reader-" + supervisor.pid());
        readerThread.setDaemon(true);
        readerThread.start();
    }

    private static Process startOrClose(List<String> commandLine, ChildConnections connections) throws IOException {
        try {
            ProcessBuilder builder = new ProcessBuilder(commandLine);
            Map<String, String> environment = builder.environment();
            ParentJvm.OPTION_VARIABLES.forEach(environment::remove);
            return ExecutableStart.start(builder);
        } catch (IOException | RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /** Sends a command to the child, which must have said that it is ready. */
    public void send(Command command, long runId) throws IOException {
        if (command instanceof Command.Seen) {
            reader.seen(runId);
        }
        connections.send(command.toFrame(runId));
    }

    /** Has a command sent with the next one. */
    void sendWithNext(Command command, long runId) {
        connections.sendWithNext(command.toFrame(runId));
    }

    public String liveEvidence() {
        return LiveEvidence.ofChild(supervisor, origin.supervision().byLauncher());
    }

    /** Kills whatever is still there, and returns when it is gone. Events that nobody has taken are lost. */
    public void end() {
        inbox.discard();
        List<ProcessHandle> left = origin.supervision().leftToKill(supervisor);
        try {
            endLifeline();
            if (!supervisor.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
                supervisor.destroyForcibly();
            }
            left.forEach(ProcessHandle::destroyForcibly);
            // Its last words count: see hasLeftProcesses.
            readerThread.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            supervisor.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public boolean wasStartedAhead() {
        return origin.ahead();
    }

    Map<String, String> systemProperties() {
        return origin.systemProperties();
    }

    public Optional<Path> archive() {
        return origin.archive().map(ClassArchive::file);
    }

    public Optional<Path> crashFile() {
        return origin.crashFile().filter(CrashFile::isWritten).map(CrashFile::path);
    }

    /** Tells whether the child has come to an end, of which the event may still wait to be taken. */
    boolean hasEnded() {
        return !readerThread.isAlive();
    }

    public List<PublishedPort> publishedPorts() {
        return status.publishedPorts();
    }

    public Optional<String> limitsNotHeld() {
        return status.limitsNotHeld();
    }

    public Optional<String> killedForMemory() {
        return origin.supervision().describeKills(status);
    }

    public boolean hasLeftProcesses() {
        return status.hasLeftProcesses();
    }

    /** Waits so long for its end. */
    void awaitEnd(long milliseconds) throws InterruptedException {
        readerThread.join(milliseconds);
    }

    private void endLifeline() {
        try {
            supervisor.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is closed all the same, and its end is all that the launcher looks at.
        }
    }
}
