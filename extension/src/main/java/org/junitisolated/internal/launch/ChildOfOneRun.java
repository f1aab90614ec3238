package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Command;

/** A child that serves one run. Its events are taken by one thread at a time. */
final class ChildOfOneRun extends Child implements RunningChild {

    private final EventQueue events;

    ChildOfOneRun(List<String> commandLine, Path socket, Origin origin) throws IOException {
        this(commandLine, socket, origin, new EventQueue());
    }

    private ChildOfOneRun(List<String> commandLine, Path socket, Origin origin, EventQueue events) throws IOException {
        super(commandLine, socket, origin, events);
        this.events = events;
    }

    @Override
    public @Nullable ChildEvent poll(long milliseconds) throws InterruptedException {
        return events.poll(milliseconds);
    }

    @Override
    public void announce(Command.Prepare next) {}

    @Override
    public boolean isShared() {
        return false;
    }
}
