package org.junitisolated.internal.wire;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.engine.support.descriptor.CompositeTestSource;
import org.junit.platform.engine.support.descriptor.DirectorySource;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.descriptor.PackageSource;
import org.junit.platform.engine.support.descriptor.UriSource;

/** Whatever a test is called, says and comes from arrives as it was sent. */
public final class MessagesFuzz {

    private final FuzzedDataProvider data;

    private MessagesFuzz(FuzzedDataProvider data) {
        this.data = data;
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) throws MalformedFrameException {
        new MessagesFuzz(data).check();
    }

    private void check() throws MalformedFrameException {
        Message message;
        try {
            message = message();
        } catch (JUnitException | IllegalArgumentException | URISyntaxException e) {
            return; // No such source can be.
        }
        Message arrived = Message.from(message.toFrame(data.consumeLong()));
        if (!arrived.equals(message)) {
            throw new AssertionError(message + " became " + arrived);
        }
    }

    private Message message() throws URISyntaxException {
        return switch (data.consumeInt(0, 6)) {
            case 0 -> new Message.Ready(data.consumeInt(), data.consumeLong());
            case 1 -> new Message.Started(text());
            case 2 -> new Message.Skipped(text(), text());
            case 3 -> new Message.ReportEntry(text(), map());
            case 4 -> new Message.FileEntry(text(), text(), nullableText());
            case 5 -> new Message.Leaving(text());
            default ->
                new Message.Registered(
                        text(), text(), text(), text(), data.consumeBoolean(), data.consumeBoolean(), set(), source(3));
        };
    }

    private TestSource source(int depth) throws URISyntaxException {
        return switch (data.consumeInt(0, depth == 0 ? 7 : 8)) {
            case 0 -> null;
            case 1 -> ClassSource.from(text(), position());
            case 2 -> MethodSource.from(text(), text());
            case 3 -> MethodSource.from(text(), text(), text());
            case 4 -> PackageSource.from(text());
            case 5 -> FileSource.from(new File(text()), position());
            case 6 -> ClasspathResourceSource.from(text(), position());
            case 7 -> data.consumeBoolean() ? UriSource.from(new URI(text())) : DirectorySource.from(new File(text()));
            default -> composite(depth);
        };
    }

    private TestSource composite(int depth) throws URISyntaxException {
        List<TestSource> parts = new ArrayList<>();
        for (int left = data.consumeInt(1, 3); left > 0; left--) {
            TestSource part = source(depth - 1);
            if (part != null) {
                parts.add(part);
            }
        }
        return CompositeTestSource.from(parts);
    }

    private FilePosition position() {
        if (data.consumeBoolean()) {
            return null;
        }
        int line = data.consumeInt();
        return data.consumeBoolean() ? FilePosition.from(line) : FilePosition.from(line, data.consumeInt());
    }

    private Map<String, String> map() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int left = data.consumeInt(0, 4); left > 0; left--) {
            map.put(text(), text());
        }
        return map;
    }

    private Set<String> set() {
        return new LinkedHashSet<>(map().keySet());
    }

    private String text() {
        return data.consumeString(24);
    }

    private String nullableText() {
        return data.consumeBoolean() ? text() : null;
    }
}
