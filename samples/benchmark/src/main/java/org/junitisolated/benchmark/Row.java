package org.junitisolated.benchmark;

/** What is measured: the rows of the table, in their order. Times are in milliseconds. */
enum Row {
    BARE_JAVA("a", "`java`, hello"),
    IN_NAMESPACES("b", "the same, through the launcher, in six fresh namespaces"),
    PLAIN("c", "plain JUnit, all tests in one JVM"),
    SUREFIRE("d", "Surefire with `reuseForks=false`, without the time of Maven itself"),
    BWRAP("e", "`bwrap --unshare-all` and a ConsoleLauncher for each test"),
    UNSHARE("e", "`unshare` and a ConsoleLauncher for each test"),
    COLD("f", "isolated, no class archive"),
    COLD_PARALLEL("f", "isolated, no class archive, in parallel"),
    WARM("f", "isolated"),
    WARM_PARALLEL("f", "isolated, in parallel"),
    ADDED_BETWEEN("g", "added to an isolated test of 200 ms, from the end of the one before"),
    ADDED_WITHIN("g", "added to an isolated test of 200 ms, from its own start"),
    LAUNCHER_ALONE("h", "the launcher alone, `true` in six fresh namespaces"),
    UNSHARE_ALONE("h", "`unshare`, the same"),
    UNUSED_EXTENSION("i", "the extension on the class path of a plan without isolated tests, in all"),
    STANDBY_MEMORY("j", "private memory of a standby child"),
    NETWORK_PLAIN("k", "tests with a server and a client at a free port, plain JUnit, all in one JVM"),
    NETWORK_SHARED("k", "the same, each at port 8080 of a network of its own, with `jvm = SHARED`");

    private final String letter;
    private final String description;

    Row(String letter, String description) {
        this.letter = letter;
        this.description = description;
    }

    String letter() {
        return letter;
    }

    String description() {
        return description;
    }

    boolean isTime() {
        return this != STANDBY_MEMORY;
    }

    /** Tells whether a class archive makes a difference to this, and is meant to be there. */
    boolean hasArchive() {
        return this == WARM
                || this == WARM_PARALLEL
                || this == ADDED_BETWEEN
                || this == ADDED_WITHIN
                || this == STANDBY_MEMORY
                || this == NETWORK_SHARED;
    }

    String unit() {
        return isTime() ? "ms" : "MiB";
    }
}
