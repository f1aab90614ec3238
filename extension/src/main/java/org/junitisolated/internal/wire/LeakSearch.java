package org.junitisolated.internal.wire;

import java.util.List;

/**
 * What a child is to look for at the end of a run.
 *
 * @param wanted whether it is to look for anything
 * @param directories those for temporary files that it has for itself, and that were empty at its start
 */
public record LeakSearch(boolean wanted, List<String> directories) {

    /** Nothing is looked for. */
    public static final LeakSearch NONE = new LeakSearch(false, List.of());

    void writeTo(BodyWriter body) {
        body.writeBoolean(wanted).writeAll(directories, BodyWriter::writeString);
    }

    static LeakSearch readFrom(BodyReader body) throws MalformedFrameException {
        return new LeakSearch(body.readBoolean(), body.readAll(BodyReader::readString));
    }
}
