package dev.rollcall.ledger;

import dev.rollcall.common.Waiting;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections for the pool, tried for at short, even intervals while the database is away: a pool that is told of each
 * failure waits longer from one to the next, and for seconds after the database is back.
 *
 * <p>Only whoever opens the pool is told at once. Thread-safe.
 */
final class SteadySource implements DataSource {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final DataSource source;
    private volatile boolean steady;

    SteadySource(DataSource source) {
        this.source = source;
    }

    /** The pool is open: from here on a database that is away is waited for. */
    void opened() {
        steady = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return steadily(source::getConnection);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return steadily(() -> source.getConnection(user, password));
    }

    private Connection steadily(Attempt attempt) throws SQLException {
        while (true) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (!steady || !DatabaseErrors.away(e) || !paused()) {
                    throw e;
                }
            }
        }
    }

    /** False where the pool is being closed. */
    private static boolean paused() {
        try {
            Waiting.real().pause(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }

    /** One try at a connection. */
    private interface Attempt {
        Connection make() throws SQLException;
    }
}
