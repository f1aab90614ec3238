package org.junitisolated.internal.wire;

import java.util.List;
import java.util.Map;

/** What the parent tells the child to do. */
public sealed interface Command {

    /**
     * Execute tests and report them under the frame's run id.
     *
     * @param unit the test or container whose start is awaited, since the parent may have it wait for its turn
     * @param uniqueIds what to execute of it, each beginning with the Jupiter engine's own segment, as does the unit
     * @param configuration the configuration parameters of the plan
     * @param publishedPorts where the host reaches ports of the child's network
     * @param leakSearch what to look for at the end
     */
    record Run(
            String unit,
            List<String> uniqueIds,
            Map<String, String> configuration,
            List<PublishedPort> publishedPorts,
            LeakSearch leakSearch)
            implements Command {}

    /**
     * This comes next, in all likelihood: whatever of it runs nothing of the tests may be done already. Only a shared child is
     * told, and what it makes of that is its own affair: the run itself says all once more.
     *
     * @param uniqueIds as in {@link Run}
     * @param configuration as in {@link Run}
     */
    record Prepare(List<String> uniqueIds, Map<String, String> configuration) implements Command {}

    /** Answer with the stacks of all threads. */
    record DumpStacks() implements Command {}

    /** What was awaited has been seen, together with all that was printed before it; the test may go on. */
    record Seen() implements Command {}

    /** No further run comes; the child is to exit. Only a shared child is told. */
    record End() implements Command {}

    byte RUN = 1;
    byte DUMP_STACKS = 2;
    byte SEEN = 3;
    byte END = 4;
    byte PREPARE = 5;

    /** Puts this command into a frame. */
    default Frame toFrame(long runId) {
        BodyWriter body = new BodyWriter();
        if (this instanceof Run run) {
            body.writeString(run.unit);
            body.writeAll(run.uniqueIds, BodyWriter::writeString);
            body.writeMap(run.configuration);
            body.writeAll(run.publishedPorts, (writer, port) -> port.writeTo(writer));
            run.leakSearch.writeTo(body);
        }
        if (this instanceof Prepare next) {
            body.writeAll(next.uniqueIds, BodyWriter::writeString);
            body.writeMap(next.configuration);
        }
        return new Frame(type(), runId, body.toByteArray());
    }

    private byte type() {
        if (this instanceof Run) {
            return RUN;
        }
        if (this instanceof Prepare) {
            return PREPARE;
        }
        if (this instanceof End) {
            return END;
        }
        return this instanceof DumpStacks ? DUMP_STACKS : SEEN;
    }

    /** Reads the command out of a frame. */
    static Command from(Frame frame) throws MalformedFrameException {
        BodyReader body = new BodyReader(frame.body());
        Command command = switch (frame.type()) {
            case RUN ->
                new Run(
                        body.readString(),
                        body.readAll(BodyReader::readString),
                        body.readMap(),
                        body.readAll(PublishedPort::readFrom),
                        LeakSearch.readFrom(body));
            case PREPARE -> new Prepare(body.readAll(BodyReader::readString), body.readMap());
            case DUMP_STACKS -> new DumpStacks();
            case SEEN -> new Seen();
            case END -> new End();
            default -> throw new MalformedFrameException("no command has the type " + frame.type());
        };
        body.expectEnd();
        return command;
    }
}
