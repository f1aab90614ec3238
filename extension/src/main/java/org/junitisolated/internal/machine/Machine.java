package org.junitisolated.internal.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files and environment variables by which a machine describes itself. What cannot be read is as good as absent. */
public final class Machine {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    private final Path root;
    private final Map<String, String> environment;

    /**
     * Creates the view of a machine.
     *
     * @param root the directory below which its {@code /proc}, {@code /sys} and {@code /etc} are
     * @param environment its environment variables
     */
    public Machine(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = Map.copyOf(environment);
    }

    /** Returns the machine that this process runs on, as this process sees it. */
    public static Machine here() {
        return new Machine(Path.of("/"), System.getenv());
    }

    public boolean exists(String path) {
        return Files.exists(resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    public boolean isWritable(String path) {
        return Files.isWritable(resolve(path));
    }

    /** Returns the whole text, without the blanks around it. */
    public Optional<String> text(String path) {
        try (InputStream in = Files.newInputStream(resolve(path))) {
            return Optional.of(readInLargePieces(in).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A setting of the kernel is given by the first read alone; Files.readString would begin with a single byte. */
    private static String readInLargePieces(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16384];
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
            bytes.write(buffer, 0, count);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** Returns where a symbolic link leads to. */
    public Optional<String> link(String path) {
        try {
            return Optional.of(Files.readSymbolicLink(resolve(path)).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the value of a setting of the kernel, such as {@code user.max_user_namespaces}. */
    public Optional<String> setting(String name) {
        return text("/proc/sys/" + name.replace('.', '/'));
    }

    public boolean hasSetting(String name, String value) {
        return setting(name).filter(value::equals).isPresent();
    }

    /** Returns a field of this process's own status, such as {@code Seccomp}. */
    public Optional<String> status(String field) {
        return field("/proc/self/status", field);
    }

    /** Returns the value of a field in a file of lines such as {@code Field: value}. */
    public Optional<String> field(String path, String name) {
        String start = name + ":";
        return lines(path).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    /** Returns the kernel's release, such as {@code 6.8.0-31-generic}; empty if it is hidden. */
    public String kernel() {
        return setting("kernel.osrelease").orElse("");
    }

    /** Tells whether the kernel is known to be older than a release. */
    public boolean isKernelBefore(int major, int minor) {
        Matcher version = VERSION.matcher(kernel());
        if (!version.matches()) {
            return false;
        }
        int thisMajor = Integer.parseInt(version.group(1));
        return thisMajor < major || (thisMajor == major && Integer.parseInt(version.group(2)) < minor);
    }

    private Path resolve(String path) {
        // No name has a NUL in it; such a path, which a message may hold, leads to nothing.
        return root.resolve(path.substring(1).replace('\0', '?'));
    }
}
