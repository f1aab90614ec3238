package org.junitisolated.neighbours.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.neighbours.postgresql.FixtureRun.TESTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junitisolated.Isolated;

/**
 * Four tests at the same time, each with a PostgreSQL of its own on the port that it always has. Nobody stops these
 * servers: they go with their tests, with files, processes and shared memory.
 */
class OwnDatabaseTest {

    // region class
    @Isolated(net = true, pid = true, mount = true, ipc = true)
    static class NeedPort5432 {
        // endregion

        @Test
        void orders(TestInfo test, TestReporter reporter) throws Exception {
            keepsItsRowsToItself(test, reporter);
        }

        @Test
        void payments(TestInfo test, TestReporter reporter) throws Exception {
            keepsItsRowsToItself(test, reporter);
        }

        @Test
        void shipping(TestInfo test, TestReporter reporter) throws Exception {
            keepsItsRowsToItself(test, reporter);
        }

        @Test
        void returns(TestInfo test, TestReporter reporter) throws Exception {
            keepsItsRowsToItself(test, reporter);
        }

        // region method
        @SuppressWarnings("resource") // nobody stops the server
        private static void keepsItsRowsToItself(TestInfo test, TestReporter reporter) throws Exception {
            PostgresServer server = PostgresServer.start(5432, System.getProperty("server.name"));
            try (Connection connection = server.connect()) {
                Records records = new Records(connection);
                records.createTable();
                records.insert(test.getDisplayName());

                FixtureRun.meetTheOthers();

                assertThat(records.all()).containsExactly(test.getDisplayName());
                assertThat(records.portOfServer()).isEqualTo(5432);
            }
            reporter.publishEntry(test.getDisplayName(), SharedMemory.onlyKeyHere());
        }
        // endregion
    }

    /** Part of the command line of all servers' processes, and of the names of their directories. */
    private static final String NAME = "own-database-" + UUID.randomUUID();

    private static FixtureRun run;

    @BeforeAll
    static void runThemAll() throws IOException {
        run = FixtureRun.of(NeedPort5432.class, NAME);
    }

    @Test
    void eachHasADatabaseOfItsOwn() {
        assertThat(run.succeeded()).as("%s", run).isEqualTo(TESTS);
    }

    @Test
    void noProcessIsLeft() {
        assertThat(Processes.withCommandLineContaining(NAME)).isEmpty();
    }

    @Test
    void noFileIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            assertThat(files.map(Path::toString)).noneMatch(path -> path.contains(NAME));
        }
    }

    /** A PostgreSQL that is killed leaves System V shared memory behind, elsewhere than in an IPC namespace of its own. */
    @Test
    void noSharedMemoryIsLeft() throws IOException {
        // That the server is left running is told, too.
        List<String> keys = run.published().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("isolated."))
                .map(Map.Entry::getValue)
                .toList();

        assertThat(keys).as("%s", run).hasSize(TESTS);
        assertThat(SharedMemory.keysHere()).doesNotContainAnyElementsOf(keys);
    }
}
