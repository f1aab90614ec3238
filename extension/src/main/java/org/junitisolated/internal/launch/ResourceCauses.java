package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junitisolated.internal.machine.Machine;

/** What a machine may run out of at whatever step. */
final class ResourceCauses {

    /** The words of strerror(3), the longer of two that begin alike first. */
    private static final List<Map.Entry<String, String>> WORDS = List.of(
            Map.entry("Too many open files in system", "ENFILE"),
            Map.entry("Too many open files", "EMFILE"),
            Map.entry("Cannot allocate memory", "ENOMEM"),
            Map.entry("Resource temporarily unavailable", "EAGAIN"));

    private ResourceCauses() {}

    static Stream<Diagnosis> of(RefusedStep refused) {
        Machine machine = refused.machine();
        return switch (refused.errnoName()) {
            case "EAGAIN" -> Stream.of(processes(machine));
            case "ENOMEM" -> Stream.of(memory(machine));
            case "EMFILE" ->
                Stream.of(Diagnosis.seen("the limit of open files of a process is reached")
                        .remedy("ulimit -n 65536", "run fewer tests at once")
                        .evidence(limit(machine, "Max open files")));
            case "ENFILE" ->
                Stream.of(Diagnosis.seen("the limit of open files of the machine is reached")
                        .remedy("sudo sysctl -w fs.file-max=1000000", "run fewer tests at once")
                        .evidence(
                                "fs.file-nr = " + machine.setting("fs.file-nr").orElse("(not there)")));
            case "EUSERS" ->
                Stream.of(Diagnosis.seen("user namespaces are nested too deeply: the kernel allows 32 levels")
                        .remedy("run the build in fewer containers inside one another"));
            default -> Stream.empty();
        };
    }

    /**
     * Finds what this machine has run out of where the JDK reports an error of ours, by the kernel's words for it.
     *
     * @param directory where files were to be written
     */
    static Optional<Diagnosis> of(IOException e, Path directory) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
            return Optional.of(Diagnosis.seen("the file system of " + directory + " is full")
                    .remedy("make room there", "name another directory by -Djava.io.tmpdir"));
        }
        return WORDS.stream()
                .filter(words -> text.contains(words.getKey()))
                .flatMap(words -> of(new RefusedStep("exec", 0, words.getValue(), "", Machine.here())))
                .findFirst();
    }

    private static Diagnosis processes(Machine machine) {
        return controlGroupIsFull(machine, "pids.current", "pids.max")
                .map(full -> Diagnosis.seen("the limit of processes of this control group is reached")
                        .evidence(full)
                        .remedy("raise pids.max of the control group (Docker: docker run --pids-limit -1 ...)"))
                .orElseGet(() ->
                        Diagnosis.likely("the limit of processes is reached").remedy("ulimit -u unlimited"))
                .remedy("run fewer tests at once")
                .evidence(
                        limit(machine, "Max processes"),
                        "kernel.threads-max = "
                                + machine.setting("kernel.threads-max").orElse("(not there)"));
    }

    private static Diagnosis memory(Machine machine) {
        String available = machine.field("/proc/meminfo", "MemAvailable").orElse("(not there)");
        return Diagnosis.likely("the machine, or the control group, has no memory left")
                .remedy("give it more", "run fewer tests at once")
                .evidence(
                        "MemAvailable in /proc/meminfo = " + available,
                        "memory.max = " + ofControlGroup(machine, "memory.max").orElse("(none)"));
    }

    private static Optional<String> ofControlGroup(Machine machine, String file) {
        String group = machine.lines("/proc/self/cgroup").stream()
                .filter(line -> line.startsWith("0::"))
                .map(line -> line.substring(3))
                .findFirst()
                .orElse("/");
        return machine.text("/sys/fs/cgroup" + (group.equals("/") ? "" : group) + "/" + file);
    }

    private static Optional<String> controlGroupIsFull(Machine machine, String current, String most) {
        Optional<String> used = ofControlGroup(machine, current);
        Optional<String> limit = ofControlGroup(machine, most);
        boolean full = used.isPresent()
                && limit.filter(value -> value.matches("\\d+"))
                        .filter(value -> Long.parseLong(value) <= Long.parseLong(used.get()))
                        .isPresent();
        return full ? Optional.of(most + " = " + limit.get() + ", " + current + " = " + used.get()) : Optional.empty();
    }

    private static String limit(Machine machine, String name) {
        return name + " in /proc/self/limits = "
                + machine.lines("/proc/self/limits").stream()
                        .filter(line -> line.startsWith(name))
                        .map(line -> line.substring(name.length()).strip().replaceAll(" +", " "))
                        .findFirst()
                        .orElse("(not there)");
    }
}
