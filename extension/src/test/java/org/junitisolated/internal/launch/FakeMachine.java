package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junitisolated.internal.machine.Machine;

/** Files and environment variables of a machine that is not this one. Begins as one that allows everything to anybody. */
final class FakeMachine {

    private static final Path HERE = Path.of("/");
    private static final String ROOT_MOUNT = "20 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n";
    private static final String PROC_MOUNT = "21 20 0:20 / /proc rw,nosuid,nodev,noexec - proc proc rw\n";
    private static final String SYS_MOUNT = "22 20 0:21 / /sys rw,nosuid,nodev,noexec - sysfs sysfs rw\n";

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private String status = "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nSeccomp:\t0\n";
    private String capabilities = "0000000000000000";
    private String mounts = ROOT_MOUNT + PROC_MOUNT + SYS_MOUNT;

    FakeMachine(Path root) {
        this.root = root;
        file("/proc/self/uid_map", "         0          0 4294967295\n");
        file("/proc/sys/kernel/osrelease", "6.8.0-31-generic\n");
        file("/proc/sys/kernel/cap_last_cap", "40\n");
        for (String kind : new String[] {"cgroup", "mnt", "net", "time"}) {
            link("/proc/self/ns/" + kind, kind + ":[4026531800]");
        }
        link("/proc/self/ns/user", "user:[4026531837]");
        link("/proc/self/ns/pid", "pid:[4026531836]");
        link("/proc/self/ns/ipc", "ipc:[4026531839]");
        link("/proc/self/ns/uts", "uts:[4026531838]");
    }

    FakeMachine file(String path, String text) {
        try {
            Path file = resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeMachine link(String path, String target) {
        try {
            Path link = resolve(path);
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeMachine without(String path) {
        try {
            Files.delete(resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path resolve(String path) {
        return root.resolve(HERE.relativize(Path.of(path)));
    }

    FakeMachine setting(String name, String value) {
        return file("/proc/sys/" + name.replace('.', '/'), value + "\n");
    }

    FakeMachine environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A process in a container lives in namespaces that are not the machine's first. */
    FakeMachine inContainer() {
        return link("/proc/self/ns/pid", "pid:[4026532200]").link("/proc/self/ns/uts", "uts:[4026532201]");
    }

    FakeMachine inDocker() {
        return inContainer().file("/.dockerenv", "");
    }

    FakeMachine inNestedUserNamespace() {
        return link("/proc/self/ns/user", "user:[4026532199]");
    }

    FakeMachine capabilities(String hexadecimal) {
        capabilities = hexadecimal;
        return this;
    }

    FakeMachine filtered() {
        status = status.replace("Seccomp:\t0", "Seccomp:\t2");
        return this;
    }

    FakeMachine status(String field, String value) {
        status = status.replaceAll("(?m)^" + field + ":.*\n", "") + field + ":\t" + value + "\n";
        return this;
    }

    /** Mounts something more: the point, its options, the type. */
    FakeMachine mount(String point, String options, String type) {
        mounts += "99 20 0:99 / " + point + " " + options + " - " + type + " none rw\n";
        return this;
    }

    FakeMachine mounts(String mountinfo) {
        mounts = mountinfo;
        return this;
    }

    Machine machine() {
        file("/proc/self/status", status + "CapEff:\t" + capabilities + "\nCapBnd:\t" + capabilities + "\n");
        file("/proc/self/mountinfo", mounts);
        return new Machine(root, environment);
    }
}
