package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.machine.Mount;
import org.junitisolated.internal.machine.Mounts;
import org.junitisolated.internal.machine.SecurityModules;

/** Why a program cannot be executed. */
final class ExecutionCauses {

    /** As releases of the JDK put it: {@code error=13, Permission denied} and {@code error: 13 (Permission denied)}. */
    private static final Pattern ERROR = Pattern.compile("\\berror(=|: )(\\d+)");

    /** Where an ELF file has its architecture, and the numbers of two of them: see elf(5). */
    private static final int ELF_MACHINE = 18;

    private static final String BUILT_FOR = "built for ";
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86-64", "aarch64", "arm64");

    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;

    private ExecutionCauses() {}

    /** Returns the error number that the JDK reports of a start; 0 if it reports none. */
    static int errno(IOException e) {
        Matcher error = ERROR.matcher(String.valueOf(e.getMessage()));
        return error.find() ? Integer.parseInt(error.group(2)) : 0;
    }

    static String name(int errno) {
        return switch (errno) {
            case 1 -> "EPERM";
            case 2 -> "ENOENT";
            case 7 -> "E2BIG";
            case 8 -> "ENOEXEC";
            case 11 -> "EAGAIN";
            case 12 -> "ENOMEM";
            case 13 -> "EACCES";
            case 20 -> "ENOTDIR";
            case 24 -> "EMFILE";
            case 26 -> "ETXTBSY";
            default -> "errno " + errno;
        };
    }

    static Diagnosis of(Path program, String errnoName, Machine machine) {
        return switch (errnoName) {
            case "ENOENT", "ENOTDIR" -> missing(program);
            case "EACCES", "EPERM" -> denied(program, machine);
            case "ENOEXEC" -> format(program);
            case "E2BIG" ->
                Diagnosis.seen("the arguments and the environment are larger than the kernel takes")
                        .remedy("make the environment smaller");
            case "ETXTBSY" ->
                Diagnosis.seen("another process is writing " + program)
                        .remedy("end what writes it, or set isolated.cache to another directory");
            default ->
                ResourceCauses.of(new RefusedStep("exec", 0, errnoName, "", machine))
                        .findFirst()
                        .orElseGet(() -> Diagnosis.likely("a policy of this machine forbids to execute it")
                                .remedy("allow it in that policy"));
        };
    }

    /** The JDK has a shell execute what the kernel does not know; the shell's complaint is no help. */
    static Optional<Diagnosis> wrongMachine(Path program) {
        String here = ARCHITECTURES.getOrDefault(System.getProperty("os.arch", ""), "");
        String there = architecture(program);
        return there.startsWith(BUILT_FOR) && !here.isEmpty() && !there.equals(BUILT_FOR + here)
                ? Optional.of(format(program))
                : Optional.empty();
    }

    private static Diagnosis missing(Path program) {
        boolean exists = Files.exists(program);
        return (exists
                        ? Diagnosis.seen(program + " exists, but not the program or library loader that it names first")
                        : Diagnosis.seen(program + " does not exist"))
                .remedy(exists ? "install what it needs, or use another one" : "correct the path, or install it")
                .evidence(program + " = " + (exists ? "there" : "(not there)"));
    }

    /** The order is that of the kernel's own checks, nearly; any of these is enough. */
    private static Diagnosis denied(Path program, Machine machine) {
        Optional<Mount> mount = mountOf(program, machine).filter(found -> found.has("noexec"));
        if (Files.isDirectory(program)) {
            return Diagnosis.seen(program + " is a directory").remedy("name the file in it");
        }
        if (mount.isPresent()) {
            return noexec(program, mount.get());
        }
        if (Files.exists(program) && !Files.isExecutable(program)) {
            return Diagnosis.seen("the user who runs the build has no permission to execute " + program)
                    .remedy("chmod a+rx " + program)
                    .evidence("permissions of " + program + " = " + permissions(program));
        }
        SecurityModules modules = new SecurityModules(machine);
        String policy = modules.appArmorProfile()
                .map(profile -> "the AppArmor profile " + profile)
                .or(() -> modules.doesSelinuxEnforce() ? Optional.of("SELinux") : Optional.empty())
                .orElse("a security policy, such as fapolicyd's,");
        return Diagnosis.likely(policy + " forbids to execute " + program)
                .remedy("allow it in that policy, or use a directory that it allows")
                .evidence(
                        mountOf(program, machine).map(ExecutionCauses::describe).orElse("mount = (not known)"),
                        "permissions of " + program + " = " + permissions(program),
                        modules.appArmorEvidence(),
                        modules.selinuxEvidence());
    }

    private static Diagnosis noexec(Path program, Mount mount) {
        return Diagnosis.seen("the file system of " + program + " is mounted noexec at " + mount.point())
                .remedy(
                        "name a directory elsewhere: it must be writable and not mounted noexec",
                        "sudo mount -o remount,exec " + mount.point())
                .evidence(describe(mount));
    }

    private static String describe(Mount mount) {
        return "mount at " + mount.point() + " = " + mount.type() + ", "
                + String.join(",", mount.options().stream().sorted().toList());
    }

    private static Optional<Mount> mountOf(Path program, Machine machine) {
        try {
            return Mounts.of(machine).of(program.toRealPath().toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String permissions(Path program) {
        try {
            return Files.getPosixFilePermissions(program) + ", owner " + Files.getOwner(program);
        } catch (IOException e) {
            return "(not readable)";
        }
    }

    private static Diagnosis format(Path program) {
        String architecture = architecture(program);
        String here = System.getProperty("os.arch", "unknown");
        return Diagnosis.seen(program + " is no program for this machine: it is " + architecture + ", this is " + here)
                .remedy("build the launcher here, with make and gcc, and name it by isolated.launcher")
                .evidence("format of " + program + " = " + architecture, "os.arch = " + here);
    }

    private static String architecture(Path program) {
        try (InputStream in = Files.newInputStream(program)) {
            byte[] head = in.readNBytes(ELF_MACHINE + 2);
            if (head.length < ELF_MACHINE + 2
                    || head[0] != 0x7f
                    || head[1] != 'E'
                    || head[2] != 'L'
                    || head[3] != 'F') {
                return "no ELF file";
            }
            int machine = (head[ELF_MACHINE] & 0xff) | (head[ELF_MACHINE + 1] & 0xff) << 8;
            return switch (machine) {
                case X86_64 -> BUILT_FOR + "x86-64";
                case AARCH64 -> BUILT_FOR + "arm64";
                default -> BUILT_FOR + "the ELF machine " + machine;
            };
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
