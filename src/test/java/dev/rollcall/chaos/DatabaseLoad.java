package dev.rollcall.chaos;

import dev.rollcall.ledger.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What a PostgreSQL has done for one database since it was made.
 *
 * @param rowsRead by any scan
 * @param rowsWritten inserted, updated or deleted
 * @param busy how long statements have run, all connections together
 */
record DatabaseLoad(long transactions, long rowsRead, long rowsWritten, Duration busy) {
    /** Counts are complete once whoever had connections has ended. */
    static DatabaseLoad of(DatabaseConfig database) {
        try (Connection connection = DriverManager.getConnection(
                        database.url(), database.user(), database.password().reveal());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select xact_commit + xact_rollback, tup_returned + tup_fetched,"
                        + " tup_inserted + tup_updated + tup_deleted, active_time from pg_stat_database"
                        + " where datname = current_database()")) {
            row.next();
            return new DatabaseLoad(
                    row.getLong(1), row.getLong(2), row.getLong(3), Duration.ofMillis((long) row.getDouble(4)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    DatabaseLoad since(DatabaseLoad before) {
        return new DatabaseLoad(
                transactions - before.transactions,
                rowsRead - before.rowsRead,
                rowsWritten - before.rowsWritten,
                busy.minus(before.busy));
    }
}
