package org.junitisolated.internal.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.Misuse;

/** Reads the attributes of {@code @Isolated} that are more than a choice, and refuses what cannot be meant. */
final class IsolatedAttributes {

    private static final int LONGEST_NAME = 64;
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    /** The kernel takes about 146 years; see KTIME_SEC_MAX there. */
    private static final Duration FARTHEST = Duration.ofDays(36_500);

    private IsolatedAttributes() {}

    static String hostname(IsolationKind kind) {
        String name = kind.hostname();
        if (name.isEmpty()) {
            return name;
        } else if (!kind.has(Namespace.UTS)) {
            throw misuse("hostname", name, "it needs uts = true: without, the name would be the whole machine's");
        } else if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw misuse(
                    "hostname",
                    name,
                    "a host name has 1 to 64 letters, digits, hyphens and dots, and no part of it between dots is empty or"
                            + " begins or ends with a hyphen");
        }
        return name;
    }

    static Duration timeOffset(IsolationKind kind) {
        String text = kind.timeOffset();
        if (text.isEmpty()) {
            return Duration.ZERO;
        } else if (!kind.has(Namespace.TIME)) {
            throw misuse("timeOffset", text, "it needs time = true: without, the clocks are the whole machine's");
        }
        boolean back = text.startsWith("-");
        Duration distance = DurationText.parseExactly(back || text.startsWith("+") ? text.substring(1) : text)
                .filter(duration -> duration.compareTo(FARTHEST) <= 0)
                .orElseThrow(() -> misuse(
                        "timeOffset",
                        text,
                        "it must be a whole number and a unit, such as \"30d\", or \"-5m\" to go back; units are ns, μs, ms,"
                                + " s, m, h, d; 36500d at most"));
        return back ? distance.negated() : distance;
    }

    static void requireJvmArguments(IsolationKind kind) {
        Optional<String> fault = JvmArguments.findFault(kind.jvmArguments());
        if (fault.isPresent()) {
            throw misuse("jvmArgs", String.join("\", \"", kind.jvmArguments()), fault.get());
        }
    }

    private static RuntimeException misuse(String attribute, String value, String reason) {
        return Misuse.ofAttribute(
                new AnnotationText("Isolated").with(attribute, value, "").toString(), reason);
    }
}
