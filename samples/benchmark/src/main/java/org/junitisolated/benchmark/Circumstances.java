package org.junitisolated.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine, and the versions of what was measured. */
final class Circumstances {

    private Circumstances() {}

    static List<String> describe(Bench any, Map<Jdk, Samples> results) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("Date: " + LocalDate.now(ZoneOffset.UTC));
        lines.add("Machine: " + machine() + ", Linux "
                + Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip() + ", as "
                + (System.getProperty("user.name").equals("root") ? "root" : "an ordinary user"));
        results.forEach(
                (jdk, samples) -> lines.add(jdk + ", " + jdk.vendor() + "; " + String.join("; ", samples.notes())));
        lines.add("JUnit " + any.classPaths().junitVersion());
        for (String tool : List.of("bwrap", "unshare")) {
            lines.add(version(tool, any));
        }
        return lines;
    }

    private static String machine() throws IOException {
        return fact("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, "
                + fact("/proc/meminfo", "MemTotal")
                        .map(Circumstances::gibibytes)
                        .orElse("unknown") + " of memory";
    }

    private static String gibibytes(String kibibytes) {
        return Math.round(Long.parseLong(kibibytes.replaceAll("[^0-9]", "")) / 1048576.0) + " GiB";
    }

    private static Optional<String> fact(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static String version(String tool, Bench bench) throws Exception {
        Optional<String> found = Tools.find(tool);
        return found.isEmpty()
                ? "`" + tool + "` is missing"
                : bench.command(List.of(found.get(), "--version"))
                        .run()
                        .output()
                        .strip();
    }
}
