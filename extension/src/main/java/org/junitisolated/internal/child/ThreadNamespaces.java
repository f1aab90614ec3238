package org.junitisolated.internal.child;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junitisolated.Namespace;
import org.junitisolated.internal.proc.ProcFiles;

/**
 * Puts a thread into fresh namespaces. They belong to threads, not to processes, and threads that it starts inherit them:
 * see namespaces(7). They end when no thread and no descriptor holds them any more.
 *
 * <p>The launcher has given this process the capabilities for that, over a user namespace of its own (option {@code
 * --thread-namespaces}).
 */
final class ThreadNamespaces {

    /** As clone(2) has them. */
    private static final int CLONE_NEWNS = 0x00020000;

    private static final int CLONE_NEWUTS = 0x04000000;
    private static final int CLONE_NEWIPC = 0x08000000;
    private static final int CLONE_NEWNET = 0x40000000;

    private static final int STICKY = 01000;

    /** The field of a line in mountinfo that says where something is mounted: see proc_pid_mountinfo(5). */
    private static final int MOUNT_POINT = 4;

    private final int flags;
    private final List<PrivateDirectory> directories;

    /**
     * A directory that each thread has for itself.
     *
     * @param mounted what is mounted below it and stays to be seen, the upper ones first
     */
    private record PrivateDirectory(String path, String options, List<String> mounted) {}

    private ThreadNamespaces(int flags, List<PrivateDirectory> directories) {
        this.flags = flags;
        this.directories = directories;
    }

    /**
     * Prepares to enter.
     *
     * @param namespaces those that each thread has for itself
     * @param directories those that each thread finds empty, if it has its own mounts
     */
    static ThreadNamespaces prepare(Set<Namespace> namespaces, List<String> directories) throws IOException {
        int flags = flagsOf(namespaces);
        if (flags == 0) {
            return new ThreadNamespaces(0, List.of());
        }
        List<PrivateDirectory> prepared = new ArrayList<>();
        for (String directory : directories) {
            prepared.add(
                    new PrivateDirectory(directory, "mode=" + modeOf(Path.of(directory)), mountedBelow(directory)));
        }
        return new ThreadNamespaces(flags, prepared);
    }

    private static int flagsOf(Set<Namespace> namespaces) {
        return (namespaces.contains(Namespace.NET) ? CLONE_NEWNET : 0)
                | (namespaces.contains(Namespace.UTS) ? CLONE_NEWUTS : 0)
                | (namespaces.contains(Namespace.IPC) ? CLONE_NEWIPC : 0)
                | (namespaces.contains(Namespace.MOUNT) ? CLONE_NEWNS : 0);
    }

    private static String modeOf(Path directory) throws IOException {
        int mode = (int) Files.getAttribute(directory, "unix:mode") & (STICKY | 0777);
        return Integer.toOctalString(mode);
    }

    private static List<String> mountedBelow(String directory) {
        List<String> mounted = new ArrayList<>();
        for (String line : ProcFiles.read("self", "mountinfo").split("\n", -1)) {
            String[] fields = line.split(" ", -1);
            String point = fields.length > MOUNT_POINT ? withoutEscapes(fields[MOUNT_POINT]) : "";
            boolean below = point.startsWith(directory + "/");
            if (below && mounted.stream().noneMatch(above -> point.startsWith(above + "/"))) {
                mounted.add(point);
            }
        }
        return mounted;
    }

    private static String withoutEscapes(String point) {
        return point.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /**
     * Puts the calling thread into namespaces of its own: its network has loopback interfaces, its host name is what it was,
     * its directories are empty.
     *
     * @throws IOException where the kernel refuses it; the message names the step
     */
    void enter() throws IOException {
        if (flags == 0) {
            return;
        }
        require(unshare(flags), "unshare");
        if ((flags & CLONE_NEWNET) != 0) {
            require(bringLoopbackUp(), "setting lo up");
        }
        for (PrivateDirectory directory : directories) {
            empty(directory);
        }
    }

    /** Tells whether a thread has a network of its own. */
    boolean haveNetwork() {
        return (flags & CLONE_NEWNET) != 0;
    }

    private static void empty(PrivateDirectory directory) throws IOException {
        int[] opened = new int[directory.mounted.size()];
        int[] descriptor = new int[1];
        for (int i = 0; i < opened.length; i++) {
            require(openMount(bytes(directory.mounted.get(i)), descriptor), "open_tree " + directory.mounted.get(i));
            opened[i] = descriptor[0];
        }
        List<Boolean> files = new ArrayList<>();
        for (String point : directory.mounted) {
            files.add(!new File(point).isDirectory());
        }
        require(mountTmpfs(bytes(directory.path), bytes(directory.options)), "mounting a tmpfs on " + directory.path);
        for (int i = 0; i < opened.length; i++) {
            Path point = Path.of(directory.mounted.get(i));
            if (files.get(i)) {
                Files.createDirectories(point.getParent());
                Files.createFile(point);
            } else {
                Files.createDirectories(point);
            }
            require(mountOpened(opened[i], bytes(point.toString())), "move_mount to " + point);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void require(int error, String step) throws IOException {
        if (error != 0) {
            throw new IOException(
                    "the kernel refuses a thread of the shared child its own namespaces: " + step + ": errno " + error);
        }
    }

    private static native int unshare(int flags);

    private static native int bringLoopbackUp();

    private static native int mountTmpfs(byte[] directory, byte[] options);

    private static native int openMount(byte[] path, int[] opened);

    private static native int mountOpened(int descriptor, byte[] path);
}
