package org.junitisolated.internal.launch;

import java.util.stream.Stream;

/**
 * Seccomp. Nobody can read what a filter refuses; so the launcher, when it is refused, makes the call once more in a way that
 * the kernel itself rejects with another error, and says whose answer came back.
 */
final class FilterCauses {

    private static final String SAID_BY_LAUNCHER = "refused by a seccomp filter:";

    private FilterCauses() {}

    static Stream<Diagnosis> of(RefusedStep refused) {
        if (isFilters(refused)) {
            return Stream.of(Diagnosis.seen("a seccomp filter forbids it, as Docker's default profile does")
                    .remedies(refused.remedies().allowCalls())
                    .remedies(refused.doWithout())
                    .evidence(
                            "calls that the filter refuses, tried by the launcher = " + refusedCalls(refused),
                            refused.securityModules().filterEvidence()));
        }
        // The kernel alone grants it to whoever is root of the new namespace. Podman's profile refuses just this one.
        boolean hostname = refused.is("hostname") && refused.hasError("EPERM");
        return hostname && refused.securityModules().hasFilter()
                ? Stream.of(Diagnosis.likely("a seccomp filter forbids sethostname, as Podman's default profile does")
                        .remedies(refused.remedies().allowCalls())
                        .remedies(refused.doWithout())
                        .evidence(refused.securityModules().filterEvidence()))
                : Stream.empty();
    }

    /** A filter that refuses other calls than the one of this step has nothing to do with it. */
    private static boolean isFilters(RefusedStep refused) {
        String calls = refusedCalls(refused);
        if (refused.is("user-namespace", "pid-namespace", "process")) {
            return calls.contains("clone");
        }
        if (refused.kindOfNamespace().isPresent()) {
            return calls.contains(refused.text().contains("private") ? "mount" : "unshare");
        }
        return MountCauses.isMount(refused) && calls.contains("mount");
    }

    private static String refusedCalls(RefusedStep refused) {
        int start = refused.text().indexOf(SAID_BY_LAUNCHER);
        if (start < 0) {
            return "";
        }
        String rest = refused.text().substring(start + SAID_BY_LAUNCHER.length());
        int end = rest.indexOf(':');
        return (end < 0 ? rest : rest.substring(0, end)).strip();
    }
}
