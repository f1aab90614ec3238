package org.junitisolated.benchmark;

import java.time.Duration;

/**
 * How much is done for each figure.
 *
 * @param rounds how often all contenders take their turns
 * @param tests trivial tests of one plan
 * @param slowTests the same, where each test takes a JVM that starts without any help
 * @param sleepingTests tests of 200 ms in one plan
 * @param pairs plans with and without the extension in one turn, since a difference of a few milliseconds is looked for
 * @param loops commands that a shell runs in a row, where one is too short to be timed
 * @param archiveWait how long to wait for the class archives that the extension makes in the background
 */
record Effort(int rounds, int tests, int slowTests, int sleepingTests, int pairs, int loops, Duration archiveWait) {

    /** For figures. */
    static final Effort FULL = new Effort(5, 100, 8, 20, 3, 50, Duration.ofSeconds(60));

    /** To see that all works. */
    static final Effort QUICK = new Effort(1, 3, 2, 3, 1, 10, Duration.ofSeconds(10));

    Effort withRounds(int count) {
        return new Effort(count, tests, slowTests, sleepingTests, pairs, loops, archiveWait);
    }

    Effort withTests(int count) {
        return new Effort(rounds, count, slowTests, sleepingTests, pairs, loops, archiveWait);
    }

    Effort withSlowTests(int count) {
        return new Effort(rounds, tests, count, sleepingTests, pairs, loops, archiveWait);
    }

    Effort withArchiveWait(Duration wait) {
        return new Effort(rounds, tests, slowTests, sleepingTests, pairs, loops, wait);
    }

    /** Tells whether the figures may stand for something: less than the full effort is only to try it. */
    boolean isFull() {
        return rounds >= FULL.rounds
                && tests >= FULL.tests
                && slowTests >= FULL.slowTests
                && sleepingTests >= FULL.sleepingTests;
    }

    int mostTests() {
        return Math.max(tests, Math.max(slowTests, sleepingTests));
    }
}
