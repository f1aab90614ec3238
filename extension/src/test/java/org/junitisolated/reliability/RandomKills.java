package org.junitisolated.reliability;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junitisolated.kit.FixtureMain;

/**
 * Runs builds and kills one of their processes each, at a random moment. A build has three tests, one after the other, each of
 * which leaves a file as the last thing that it does: a test that is reported to have passed must have left it.
 */
final class RandomKills {

    /** Whom to kill. */
    enum Victim {
        PARENT(0),
        /** By SIGTERM, as a build tool or a CI system that is cancelled does it. */
        PARENT_TERMINATED(0),
        SUPERVISOR(1),
        INIT(2),
        CHILD(3);

        private final int depth;

        Victim(int depth) {
            this.depth = depth;
        }
    }

    private static final String VARIABLE = "JUNIT_ISOLATED_RANDOM_KILL";
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(3);
    private static final Duration LONGEST_CLEAN_UP = Duration.ofSeconds(30);
    private static final Pattern PASSED = Pattern.compile("finished (\\w+)\\(\\) SUCCESSFUL");

    private final Path directory;
    private final Random random;
    private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
    private final List<String> faults = new ArrayList<>();
    private int rounds;

    RandomKills(Path directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
    }

    /** Goes on until so many have been killed. */
    void untilKilled(int count) throws IOException, InterruptedException {
        while (kills() < count) {
            round(Victim.values()[random.nextInt(Victim.values().length)]);
            if (rounds % 50 == 0) {
                System.out.println(rounds + " builds, " + kills + ", faults: " + faults);
            }
        }
    }

    int kills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<Victim, Integer> killsByVictim() {
        return kills;
    }

    /** Says what went wrong. */
    List<String> faults() {
        return faults;
    }

    private void round(Victim victim) throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("round-" + ++rounds));
        MarkedProcesses marked = new MarkedProcesses(VARIABLE, own.toString());
        Process parent = start(own);
        try {
            String what = victim + " in round " + rounds;
            Thread.sleep(random.nextInt(3000));
            boolean killed = kill(victim, parent);
            if (!parent.waitFor(LONGEST_BUILD.toSeconds(), TimeUnit.SECONDS)) {
                faults.add(what + ": the build hangs");
            }
            parent.destroyForcibly().waitFor();
            check(marked, own, what);
            if (killed) {
                kills.merge(victim, 1, Integer::sum);
            }
        } finally {
            parent.destroyForcibly();
        }
    }

    private Process start(Path own) throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(
                        FixtureMain.command(List.of("-Djava.io.tmpdir=" + temporary), KilledFixtures.class, Map.of()))
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("output").toFile());
        builder.environment().put(VARIABLE, own.toString());
        return builder.start();
    }

    /** Waits for the victim if it is not there; returns false if the build has ended before. */
    private boolean kill(Victim victim, Process parent) throws InterruptedException {
        boolean killed = false;
        while (!killed && parent.isAlive()) {
            Optional<ProcessHandle> found = Optional.of(parent.toHandle());
            for (int depth = 0; depth < victim.depth; depth++) {
                found = found.flatMap(this::anyChild);
            }
            killed = found.map(
                            victim == Victim.PARENT_TERMINATED
                                    ? ProcessHandle::destroy
                                    : ProcessHandle::destroyForcibly)
                    .orElse(false);
            Thread.sleep(1);
        }
        return killed;
    }

    private Optional<ProcessHandle> anyChild(ProcessHandle process) {
        List<ProcessHandle> children = process.children().toList();
        return children.isEmpty() ? Optional.empty() : Optional.of(children.get(random.nextInt(children.size())));
    }

    private void check(MarkedProcesses marked, Path own, String what) throws IOException, InterruptedException {
        List<String> left = marked.leftAfter(LONGEST_CLEAN_UP);
        if (!left.isEmpty()) {
            faults.add(what + " left processes: " + left);
        }
        Matcher passed = PASSED.matcher(Files.readString(own.resolve("output")));
        while (passed.find()) {
            if (!Files.exists(own.resolve(passed.group(1)))) {
                faults.add(what + ": a false success of " + passed.group(1));
            }
        }
    }

    /** Names the files that are left when a build has come to its end after all the killed ones. */
    List<String> filesLeft() throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("last"));
        if (start(own).waitFor() != 0) {
            throw new IOException("the last build failed: " + Files.readString(own.resolve("output")));
        }
        List<String> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("tmp"))) {
            files.forEach(file -> left.add(file.getFileName().toString()));
            // Where the launcher's own trial is killed, the next place for what is kept from build to build is tried.
            left.remove("junit-isolated-" + System.getProperty("user.name"));
        }
        return left;
    }
}
