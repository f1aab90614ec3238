package org.junitisolated.internal.machine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether there is memory for what is only convenient. */
public final class FreeMemory {

    /** What a child may come to use, in bytes: it begins with a fourth of that. */
    private static final long FOR_A_CHILD = 192L << 20;

    /** One in so many parts of what is free may go to one more child. */
    private static final int PARTS = 4;

    private static final Pattern KIBIBYTES = Pattern.compile("(\\d+) kB");

    private final Machine machine;

    public FreeMemory(Machine machine) {
        this.machine = machine;
    }

    /** Tells whether one more child can be started with plenty left; where nothing is told, it can. */
    public boolean allowsAnotherChild() {
        return available().orElse(Long.MAX_VALUE) / PARTS >= FOR_A_CHILD
                && leftInControlGroup().orElse(Long.MAX_VALUE) / PARTS >= FOR_A_CHILD;
    }

    /** From proc_meminfo(5). */
    private OptionalLong available() {
        Matcher kibibytes =
                KIBIBYTES.matcher(machine.field("/proc/meminfo", "MemAvailable").orElse(""));
        return kibibytes.matches() ? OptionalLong.of(Long.parseLong(kibibytes.group(1)) << 10) : OptionalLong.empty();
    }

    /** What the limit of this process's own group leaves; page cache counts as used, which is on the safe side. */
    private OptionalLong leftInControlGroup() {
        Optional<String> group = new ControlGroups(machine).ownGroup();
        OptionalLong limit = group.map(path -> number(path + "/memory.max")).orElse(OptionalLong.empty());
        OptionalLong used = group.map(path -> number(path + "/memory.current")).orElse(OptionalLong.empty());
        return limit.isPresent() && used.isPresent()
                ? OptionalLong.of(limit.getAsLong() - used.getAsLong())
                : OptionalLong.empty();
    }

    private OptionalLong number(String file) {
        String text = machine.text(file).orElse("");
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
