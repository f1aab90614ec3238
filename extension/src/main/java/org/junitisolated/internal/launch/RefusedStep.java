package org.junitisolated.internal.launch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junitisolated.internal.launch.StatusRecord.Failed;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.machine.Mounts;
import org.junitisolated.internal.machine.SecurityModules;

/** A step that failed, and the machine on which it did. */
record RefusedStep(String step, int errno, String errnoName, String text, Machine machine) {

    /** The kernel's names of the namespaces, by the step that creates one. */
    private static final Map<String, String> KINDS = Map.of(
            "user-namespace", "user",
            "inner-user-namespace", "user",
            "pid-namespace", "pid",
            "mount-namespace", "mnt",
            "net-namespace", "net",
            "ipc-namespace", "ipc",
            "uts-namespace", "uts",
            "cgroup-namespace", "cgroup",
            "time-namespace", "time");

    /** What a test can do without, by the step that refuses it; all else every test needs. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("pid-namespace", "pid = true"),
            Map.entry("mount-proc", "pid = true"),
            Map.entry("net-namespace", "net = true"),
            Map.entry("loopback", "net = true"),
            Map.entry("low-ports", "net = true"),
            Map.entry("mount-sys", "net = true"),
            Map.entry("hosts", "net = true and uts = true"),
            Map.entry("publish", "@PublishPort"),
            Map.entry("host-port", "@HostPort"),
            Map.entry("tmpfs", "mount = true"),
            Map.entry("keep", "mount = true"),
            Map.entry("read-only", "mount = true"),
            Map.entry("mount-bind", "@Mount"),
            Map.entry("mount-overlay", "@Mount(type = OVERLAY)"),
            Map.entry("ipc-namespace", "ipc = true"),
            Map.entry("uts-namespace", "uts = true"),
            Map.entry("hostname", "uts = true"),
            Map.entry("cgroup-namespace", "cgroup = true"),
            Map.entry("cgroup", "cgroup = true and @Limits"),
            Map.entry("limits", "@Limits"),
            Map.entry("time-namespace", "time = true"),
            Map.entry("time-offset", "timeOffset"),
            Map.entry("inner-user-namespace", "user = true"),
            Map.entry("inner-id-map", "user = true"));

    private static final Pattern PATH = Pattern.compile("(?<![\\w.])/[^\\s\":,]*");

    static String explain(Failed failed) {
        Diagnosis diagnosis = Diagnosis.of(failed.step(), failed.errno(), failed.errnoName(), failed.text());
        String head = failed.isRefusedByMachine()
                ? "This machine refuses the isolation that the test asks for"
                : "The isolation that the test asks for cannot be had";
        return head + "; nothing of the test has run.\n"
                + "  Step:   " + failed.step() + "\n"
                + "  Error:  " + failed.errnoName() + " (" + failed.errno() + "), " + failed.text() + "\n"
                + diagnosis.describe()
                + Troubleshooting.see("step-" + failed.step());
    }

    boolean is(String... steps) {
        return List.of(steps).contains(step);
    }

    boolean hasError(String... names) {
        return List.of(names).contains(errnoName);
    }

    /** Tells whether the error is one by which permission is denied. */
    boolean isDenied() {
        return hasError("EPERM", "EACCES");
    }

    Optional<String> kindOfNamespace() {
        return Optional.ofNullable(KINDS.get(step));
    }

    /** Returns a sentence on how to do without, for steps that not every test needs. */
    List<String> doWithout() {
        return Optional.ofNullable(ATTRIBUTES.get(step)).map(attribute -> "do without " + attribute).stream()
                .toList();
    }

    /** Returns the absolute paths that the text names. */
    List<String> paths() {
        return PATH.matcher(text).results().map(result -> result.group()).toList();
    }

    Mounts mounts() {
        return Mounts.of(machine);
    }

    SecurityModules securityModules() {
        return new SecurityModules(machine);
    }

    Remedies remedies() {
        return new Remedies(machine);
    }
}
