package dev.rollcall.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A look at a database behind the ledger's back, and a hand in it. One connection, made when it is needed; thread-safe. */
public final class Sql implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private Connection connection;

    Sql(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    public static Sql of(DatabaseConfig config) {
        return config.embedded()
                ? new Sql(Database.embeddedUrl(config.path()), "", "")
                : new Sql(config.url(), config.user(), Postgres.PASSWORD);
    }

    public synchronized void run(String sql, Object... values) {
        try (PreparedStatement statement = bound(sql, values)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of what {@code query} finds. */
    public synchronized List<String> texts(String query, Object... values) {
        try (PreparedStatement statement = bound(query, values);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    long number(String query, Object... values) {
        return Long.parseLong(texts(query, values).get(0));
    }

    /** Every table of the ledger, whoever adds one. */
    List<String> tables() {
        return texts("select table_name from information_schema.tables where table_type = 'BASE TABLE'"
                + " and lower(table_schema) = 'public' and table_name <> 'schema_version' order by table_name");
    }

    /** Every column of the ledger whose type's name has {@code type} in it, as {@code table.column}. */
    List<String> columns(String type) {
        return texts(
                "select table_name || '.' || column_name from information_schema.columns"
                        + " where lower(table_schema) = 'public' and table_name <> 'schema_version'"
                        + " and lower(data_type) like ? order by 1",
                "%" + type + "%");
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        if (connection == null || !connection.isValid(5)) { // Written anew, an embedded database closes all.
            connection = DriverManager.getConnection(url, user, password);
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null && connection.isValid(5)) {
                connection.close();
            }
            connection = null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
