package org.junitisolated.neighbours.postgresql;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL from Debian's packages with an empty database in a new directory below /tmp. It listens on the loopback
 * addresses, and is the same whether an isolated test starts it or somebody on the host.
 */
final class PostgresServer implements AutoCloseable {

    /**
     * Reads from its input, a pipe, until nobody is there any more to write to it: then it stops the server and removes the
     * directory. So both go also when the JVM that has started them is killed.
     */
    private static final String SCRIPT = """
            set -eu
            programs=$1 port=$2 name=$3
            directory=$(mktemp -d "/tmp/$name-XXXXXX")
            exec 2>"$directory/log"
            clean_up() {
                "$programs/pg_ctl" stop --silent --pgdata="$directory/data" --mode=fast >&2 || true
                rm -rf "$directory"
            }
            trap 'echo "failed: $(cat "$directory/log")"; clean_up' EXIT
            trap 'exit 1' HUP INT TERM
            "$programs/initdb" --pgdata="$directory/data" --username=tests --auth=trust --encoding=UTF8 --locale=C \\
                --no-sync >&2
            "$programs/pg_ctl" start --silent --wait --pgdata="$directory/data" --log="$directory/log" </dev/null >&2 \\
                --options="-p $port -k $directory -c listen_addresses=localhost -c cluster_name=$name -c fsync=off"
            echo ready
            read -r _ || true
            trap clean_up EXIT
            """;

    private final Process process;
    private final int port;

    private PostgresServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param name begins the names of its directory; is in the command lines of all its processes
     */
    static PostgresServer start(int port, String name) throws IOException {
        Process process = new ProcessBuilder(command(port, name))
                .directory(new File("/")) // can be entered by whoever the server runs as
                .redirectErrorStream(true)
                .start();
        PostgresServer server = new PostgresServer(process, port);
        BufferedReader output = process.inputReader();
        String answer = output.readLine();
        if (!"ready".equals(answer)) {
            String rest = output.lines().collect(joining("\n"));
            throw new IOException("PostgreSQL did not start: " + answer + "\n" + rest);
        }
        return server;
    }

    private static List<String> command(int port, String name) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root. Debian's package has made this user.
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.addAll(List.of("sh", "-c", SCRIPT, "sh", programs().toString(), Integer.toString(port), name));
        return command;
    }

    /** Debian keeps several versions next to each other, and none of their servers on the PATH. */
    private static Path programs() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> found = Files.list(versions)) {
                return found.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder())
                        .orElseThrow(PostgresServer::notInstalled);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw notInstalled();
    }

    private static IllegalStateException notInstalled() {
        return new IllegalStateException("These tests need PostgreSQL: apt-get install postgresql, or scripts/set-up. "
                + "To leave them out: -pl '!neighbours/postgresql'");
    }

    Connection connect() throws SQLException {
        return connect(port);
    }

    /** Connects to whatever database there is on the port. */
    static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres", "tests", null);
    }

    /** Stops the server and waits until it is gone, with its directory. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
