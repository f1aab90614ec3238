package org.junitisolated.neighbours.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.neighbours.postgresql.FixtureRun.TESTS;

import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junitisolated.HostPort;
import org.junitisolated.Isolated;

/**
 * One PostgreSQL on the host for four tests at the same time. Each has a network of its own, with one door: port 5432 leads
 * to the database of the host.
 */
class HostDatabaseTest {

    /** An annotation's value is a constant; so this is a port that hopefully nobody else has. */
    private static final int PORT_ON_THE_HOST = 25432;

    // region door
    @Isolated(net = true, pid = true, mount = true, ipc = true)
    @HostPort(value = PORT_ON_THE_HOST, port = 5432)
    static class ShareADatabase {
        // endregion

        @Test
        void orders(TestInfo test) throws Exception {
            meetsTheOthersInTheDatabase(test);
        }

        @Test
        void payments(TestInfo test) throws Exception {
            meetsTheOthersInTheDatabase(test);
        }

        @Test
        void shipping(TestInfo test) throws Exception {
            meetsTheOthersInTheDatabase(test);
        }

        @Test
        void returns(TestInfo test) throws Exception {
            meetsTheOthersInTheDatabase(test);
        }

        private static void meetsTheOthersInTheDatabase(TestInfo test) throws Exception {
            try (Connection connection = PostgresServer.connect(5432)) {
                Records records = new Records(connection);
                assertThat(records.portOfServer()).isEqualTo(PORT_ON_THE_HOST);
                records.insert(test.getTestMethod().orElseThrow().getName());

                FixtureRun.meetTheOthers();

                assertThat(records.all()).containsExactly("orders", "payments", "returns", "shipping", "the host");
            }
        }
    }

    @Isolated(net = true)
    static class HasNoDoor {

        @Test
        void reachesNoDatabase() {
            for (int port : List.of(5432, PORT_ON_THE_HOST)) {
                assertThatThrownBy(() -> PostgresServer.connect(port))
                        .isInstanceOf(SQLException.class)
                        .hasRootCauseInstanceOf(ConnectException.class);
            }
        }
    }

    private static final String NAME = "host-database-" + UUID.randomUUID();

    private static PostgresServer server;

    @BeforeAll
    static void startOnTheHost() throws Exception {
        server = PostgresServer.start(PORT_ON_THE_HOST, NAME);
        try (Connection connection = server.connect()) {
            Records records = new Records(connection);
            records.createTable();
            records.insert("the host");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        assertThat(Processes.withCommandLineContaining(NAME)).isEmpty();
    }

    @Test
    void allUseItAtTheSameTime() throws Exception {
        FixtureRun run = FixtureRun.of(ShareADatabase.class, NAME);

        assertThat(run.succeeded()).as("%s", run).isEqualTo(TESTS);
        try (Connection connection = server.connect()) {
            assertThat(new Records(connection).all()).hasSize(TESTS + 1).contains("orders", "the host");
        }
    }

    @Test
    void whoHasNoDoorDoesNotReachIt() throws Exception {
        FixtureRun run = FixtureRun.of(HasNoDoor.class, NAME);

        assertThat(run.succeeded()).as("%s", run).isEqualTo(1);
    }
}
