package org.junitisolated.internal.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junitisolated.Mount;
import org.junitisolated.internal.launch.Misuse;
import org.junitisolated.internal.launch.MountDoor;
import org.junitisolated.internal.launch.SizeText;

/** Reads {@code @Mount}, and refuses what cannot be meant. Whether a target has a place shows only next to all others. */
final class MountAnnotations {

    private MountAnnotations() {}

    static List<MountDoor> read(List<Mount> mounts, boolean hasMountNamespace) {
        List<MountDoor> doors = new ArrayList<>();
        for (Mount mount : mounts) {
            if (!hasMountNamespace) {
                throw misuse(mount, "it needs mount = true in @Isolated: without, the file system is the host's own");
            }
            requireAttributesOfType(mount);
            MountDoor door = door(mount);
            doors.forEach(earlier -> requireBoth(mount, door.target(), earlier));
            doors.add(door);
        }
        return doors;
    }

    private static void requireAttributesOfType(Mount mount) {
        Mount.Type type = mount.type();
        if (!mount.size().isEmpty() && type != Mount.Type.TMPFS) {
            throw misuse(mount, "size is for type = TMPFS only: what else is mounted is as large as it is");
        } else if (mount.writable() && type != Mount.Type.BIND) {
            throw misuse(mount, "writable is for type = BIND only: a tmpfs and an overlay can be written always");
        } else if (!mount.source().isEmpty() && type == Mount.Type.TMPFS) {
            throw misuse(mount, "source is not for type = TMPFS, which is empty");
        }
    }

    private static MountDoor door(Mount mount) {
        Path target = path(mount, "target", mount.target());
        if (target.getNameCount() == 0) {
            throw misuse(mount, "the target is the root of the file system. Name what is below it that is meant");
        }
        return new MountDoor(mount.type(), target, source(mount, target), mount.writable(), size(mount), text(mount));
    }

    private static Path source(Mount mount, Path target) {
        if (mount.type() == Mount.Type.TMPFS) {
            return target;
        }
        Path source = mount.source().isEmpty() ? target : path(mount, "source", mount.source());
        if (!Files.exists(source)) {
            throw misuse(mount, "there is no " + source + " on this machine to be shown there");
        } else if (mount.type() == Mount.Type.OVERLAY && !Files.isDirectory(source)) {
            throw misuse(mount, source + " is a file, and an overlay is of a directory");
        }
        return source;
    }

    private static OptionalLong size(Mount mount) {
        OptionalLong size = SizeText.parse(mount.size());
        if (!mount.size().isEmpty() && size.isEmpty()) {
            throw misuse(mount, "size must be " + SizeText.ALLOWED + ", such as \"64M\"");
        }
        return size;
    }

    private static void requireBoth(Mount mount, Path target, MountDoor earlier) {
        if (target.equals(earlier.target())) {
            throw misuse(mount, "the target " + target + " has another mount already: " + earlier.annotation());
        } else if (earlier.target().startsWith(target)) {
            throw misuse(
                    mount, "it would hide what is mounted below it before: " + earlier.annotation() + ". Put it first");
        }
    }

    private static Path path(Mount mount, String attribute, String text) {
        if (text.isBlank()) {
            throw misuse(mount, attribute + " must be a path");
        }
        try {
            Path path = text.equals("~") || text.startsWith("~/")
                    ? Path.of(System.getProperty("user.home", "?") + text.substring(1))
                    : Path.of(text);
            return withoutLinks(path.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw misuse(mount, attribute + " must be a path (" + e.getMessage() + ")");
        }
    }

    /** Follows links as far as the path exists: a mount covers what a link leads to. */
    private static Path withoutLinks(Path path) {
        Path existing = path;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing == null ? path : existing.toRealPath().resolve(existing.relativize(path));
        } catch (IOException e) {
            return path;
        }
    }

    private static RuntimeException misuse(Mount mount, String reason) {
        return Misuse.ofMount(text(mount), reason);
    }

    private static String text(Mount mount) {
        return new AnnotationText("Mount")
                .with("target", mount.target(), new Object())
                .with("source", mount.source(), "")
                .with("type", mount.type(), Mount.Type.BIND)
                .with("writable", mount.writable(), false)
                .with("size", mount.size(), "")
                .toString();
    }
}
