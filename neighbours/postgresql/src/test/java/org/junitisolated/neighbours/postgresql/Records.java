package org.junitisolated.neighbours.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A table of who was here. */
final class Records {

    private final Connection connection;

    Records(Connection connection) {
        this.connection = connection;
    }

    void createTable() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE records (name text NOT NULL)");
        }
    }

    void insert(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO records (name) VALUES (?)")) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    List<String> all() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM records ORDER BY name")) {
            while (rows.next()) {
                names.add(rows.getString("name"));
            }
        }
        return names;
    }

    /** Returns the port that the server itself sees at its end of the connection. */
    int portOfServer() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT inet_server_port()")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
