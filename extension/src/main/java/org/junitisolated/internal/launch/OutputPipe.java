package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.InputStream;

/** One of the child's output pipes, read without ever waiting. */
final class OutputPipe {

    private final InputStream pipe;
    private final boolean error;
    private final TextDecoder decoder = new TextDecoder();
    private final byte[] buffer = new byte[16384];

    OutputPipe(InputStream pipe, boolean error) {
        this.pipe = pipe;
        this.error = error;
    }

    /**
     * Takes what is in the pipe now, and not what is written meanwhile: a flood must not keep the caller here.
     *
     * @return whether there was anything
     */
    boolean drain(ChildReader reader) throws IOException, InterruptedException {
        int left = pipe.available();
        boolean found = left > 0;
        while (left > 0) {
            int count = pipe.read(buffer, 0, Math.min(left, buffer.length));
            if (count < 0) {
                return found;
            }
            left -= count;
            emit(decoder.decode(buffer, count), reader);
        }
        return found;
    }

    /** Takes the rest; only for when nobody is left to write. */
    void drainToEnd(ChildReader reader) throws IOException, InterruptedException {
        int count = pipe.read(buffer);
        while (count >= 0) {
            emit(decoder.decode(buffer, count), reader);
            count = pipe.read(buffer);
        }
        emit(decoder.finish(), reader);
    }

    private void emit(String text, ChildReader reader) throws InterruptedException {
        if (!text.isEmpty()) {
            reader.emit(new ChildEvent.Output(error, text));
        }
    }
}
