package org.junitisolated.internal.wire;

import java.io.IOException;

/** Bytes arrived that are no frame of ours. The connection cannot be used any further. */
public final class MalformedFrameException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String message) {
        super(message);
    }
}
