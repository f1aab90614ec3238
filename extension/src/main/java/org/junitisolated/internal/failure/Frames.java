package org.junitisolated.internal.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stack frames as they shall be printed in the parent. */
final class Frames {

    static List<StackTraceElement> of(Throwable throwable, Budget budget) {
        UserCode.Outcome<StackTraceElement[]> outcome = UserCode.call("getStackTrace", throwable::getStackTrace);
        if (outcome.note() != null) {
            return List.of(note(budget.text(outcome.note())));
        }
        StackTraceElement[] all = outcome.value() == null ? new StackTraceElement[0] : outcome.value();
        List<StackTraceElement> frames = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            if (i == Limits.FRAMES || !budget.allowsFrame()) {
                frames.add(note("junit-isolated: %,d more frames left out".formatted(all.length - i)));
                break;
            }
            if (all[i] != null) {
                frames.add(asPrinted(all[i], budget));
            }
        }
        return frames;
    }

    private static StackTraceElement note(String text) {
        return new StackTraceElement("org.junitisolated", "note", text, -1);
    }

    /**
     * A frame made by the JVM hides the names of built-in loaders and the JDK's own version when it is printed; one
     * made by the public constructor shows whatever it has. So what was hidden is dropped here, or every line would
     * begin with {@code app//} or {@code java.base@17.0.15/}.
     */
    private static StackTraceElement asPrinted(StackTraceElement frame, Budget budget) {
        String printed = frame.toString();
        @Nullable String loader = frame.getClassLoaderName();
        @Nullable String version = frame.getModuleVersion();
        if (!isPrinted(frame, loader, version, printed)) {
            if (isPrinted(frame, null, version, printed)) {
                loader = null;
            } else if (isPrinted(frame, loader, null, printed)) {
                version = null;
            } else {
                loader = null;
                version = null;
            }
        }
        return bounded(frame, loader, version, budget);
    }

    private static boolean isPrinted(
            StackTraceElement frame, @Nullable String loader, @Nullable String version, String printed) {
        StackTraceElement candidate = new StackTraceElement(
                loader,
                frame.getModuleName(),
                version,
                frame.getClassName(),
                frame.getMethodName(),
                frame.getFileName(),
                frame.getLineNumber());
        return candidate.toString().equals(printed);
    }

    private static StackTraceElement bounded(
            StackTraceElement frame, @Nullable String loader, @Nullable String version, Budget budget) {
        budget.takeFrame();
        return new StackTraceElement(
                name(loader, budget),
                name(frame.getModuleName(), budget),
                name(version, budget),
                Objects.requireNonNull(name(frame.getClassName(), budget)),
                Objects.requireNonNull(name(frame.getMethodName(), budget)),
                name(frame.getFileName(), budget),
                frame.getLineNumber());
    }

    private static @Nullable String name(@Nullable String name, Budget budget) {
        return name == null ? null : budget.name(name);
    }

    private Frames() {}
}
