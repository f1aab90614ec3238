package org.junitisolated.internal.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.Troubleshooting;
import org.junitisolated.internal.wire.Leak;

/** Says in words what a run has left behind. */
final class LeakText {

    /** The report entries about it; what kind it is, follows. */
    private static final String ENTRY = Settings.LEAKS + ".";

    private LeakText() {}

    static Map<String, String> entries(List<Leak> leaks) {
        Map<String, String> entries = new LinkedHashMap<>();
        leaks.forEach(leak -> entries.put(ENTRY + leak.kind().name().toLowerCase(Locale.ROOT), describe(leak)));
        return entries;
    }

    static IsolationException failure(String test, List<Leak> leaks) {
        return new IsolationException(
                "\"" + test + "\" has left something behind (" + Settings.LEAKS + "). It went with the"
                        + " child, but would stay where nothing is isolated: close, end or delete it.\n\n"
                        + leaks.stream().map(LeakText::describe).collect(Collectors.joining("\n\n"))
                        + Troubleshooting.see("leaks"));
    }

    private static String describe(Leak leak) {
        return leak.summary() + ":\n" + String.join("\n", leak.found());
    }
}
