package dev.rollcall.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import dev.rollcall.ledger.LedgerException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * The database under the ledger: connections, transactions, its clock, and what its errors mean.
 *
 * <p>Every piece of work is one short transaction. One that lost against another (a deadlock, a serialization failure)
 * is tried again a few times. On the embedded database one changes something at a time: where H2 writes its file while
 * another transaction is half-way, the file can hold a row of it without the record by which it is taken back after a
 * kill, and from then on that row can neither be read nor written ({@code TxDecisionMaker} calls it a leftover after an
 * unclean shutdown, 2.2.220 to 2.5.252). Thread-safe.
 */
final class Database implements AutoCloseable {
    private static final String OPEN = "open the database";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int TRIES = 8;
    private static final String DIRECTORY = "rwx------";

    /** What makes H2 keep every acknowledged commit through a killed process; nothing of it is the user's to change. */
    private static final String EMBEDDED_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
            + ";DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    private final HikariDataSource pool;
    private final ConnectionUse use;
    private final Jdbi jdbi;
    private final boolean embedded;
    private final UnaryOperator<Instant> time;
    private final Checkpoint checkpoint;
    private final Room room;

    /** Held by whoever changes an embedded database, and by whoever has its file written. */
    private final Lock turn = new ReentrantLock(true);

    /** Held for itself alone by whoever has the file written anew, which ends every connection. */
    private final ReadWriteLock file = new ReentrantReadWriteLock();

    private Database(
            HikariDataSource pool,
            DataSource source,
            DatabaseConfig config,
            UnaryOperator<Instant> time,
            ConnectionUse use) {
        this.pool = pool;
        this.use = use;
        this.embedded = config.embedded();
        this.room = new Room(config);
        this.time = time;
        this.jdbi = Jdbi.create(source);
        this.checkpoint = new Checkpoint(this);
        Instants.register(jdbi);
        Texts.register(jdbi);
    }

    /**
     * Connects, and brings the schema up to date.
     *
     * @param seen put between the program and its connections; the identity outside of tests
     * @param time what this program takes for the database's time; the identity outside of tests
     */
    static Database open(DatabaseConfig config, UnaryOperator<DataSource> seen, UnaryOperator<Instant> time) {
        HikariConfig settings = PoolSettings.of(config);
        ConnectionUse use = new ConnectionUse();
        settings.setMetricsTrackerFactory(use);
        SteadySource steady = new SteadySource(driver(settings));
        settings.setDataSource(steady);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(settings);
            steady.opened();
        } catch (RuntimeException e) {
            throw DatabaseErrors.translated(OPEN, e);
        }
        try {
            DataSource source = seen.apply(pool);
            Schema.migrate(source);
            return new Database(pool, source, config, time, use);
        } catch (RuntimeException e) {
            pool.close();
            throw DatabaseErrors.translated(OPEN, e);
        }
    }

    private static DataSource driver(HikariConfig settings) {
        return new DriverDataSource(
                settings.getJdbcUrl(),
                null,
                settings.getDataSourceProperties(),
                settings.getUsername(),
                settings.getPassword());
    }

    /** The address of the embedded database at {@code path}; makes its directory. */
    static String embeddedUrl(Path path) {
        Path file = path.toAbsolutePath().normalize();
        Path directory = file.getParent();
        try {
            if (directory != null && !Files.exists(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(DIRECTORY)));
            }
        } catch (IOException e) {
            String words =
                    "Cannot open the database: its directory cannot be made; set database.url to a place that can be"
                            + " written";
            throw new LedgerException(Reason.REFUSED, false, words);
        }
        return "jdbc:h2:async:" + file + EMBEDDED_OPTIONS;
    }

    /** How its connections are used. */
    ConnectionUse use() {
        return use;
    }

    /** Whether the database is a file of this process. */
    boolean embedded() {
        return embedded;
    }

    /**
     * Does {@code work} in one transaction.
     *
     * @param what the work in words, to go on after "Cannot"
     * @throws LedgerException if it could not be done; then nothing of it was
     */
    <T> T in(String what, HandleCallback<T, RuntimeException> work) {
        for (int tries = 1; ; tries++) {
            try {
                return embedded
                        ? beside(() -> jdbi.withHandle(handle -> inTurn(() -> handle.inTransaction(work))))
                        : jdbi.inTransaction(work);
            } catch (RuntimeException e) {
                if (tries >= TRIES || !DatabaseErrors.lostRace(e)) {
                    throw failed(what, e);
                }
            }
        }
    }

    /** Beside others, and while the file is not written anew. */
    private <T> T beside(Supplier<T> work) {
        file.readLock().lock();
        try {
            return work.get();
        } finally {
            file.readLock().unlock();
        }
    }

    /** One after the other; a connection is had by then, so that nobody waits here for one. */
    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** {@link #in} for work that changes nothing and reads so many rows that others should not wait for it. */
    <T> T reading(String what, HandleCallback<T, RuntimeException> work) {
        try {
            return beside(() -> jdbi.inTransaction(handle -> patiently(handle, work)));
        } catch (RuntimeException e) {
            throw failed(what, e);
        }
    }

    /** {@link #in} for work on so many rows that a statement of it may rightly take long. */
    <T> T atLength(String what, HandleCallback<T, RuntimeException> work) {
        return in(what, handle -> patiently(handle, work));
    }

    private static <T> T patiently(Handle handle, HandleCallback<T, RuntimeException> work) {
        try { // The pool takes it back.
            handle.getConnection().setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST.toMillis()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return work.withHandle(handle);
    }

    /** {@code e} in words. An embedded database that could not write has closed itself: it is opened again. */
    private LedgerException failed(String what, RuntimeException e) {
        if (pool.isClosed()) {
            return new LedgerException(Reason.UNREACHABLE, true, "Cannot " + what + ": the ledger has been closed");
        }
        if (embedded && DatabaseErrors.closed(e)) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        return DatabaseErrors.translated(what, e);
    }

    /** {@link #in} without a result. */
    void run(String what, java.util.function.Consumer<Handle> work) {
        in(what, handle -> {
            work.accept(handle);
            return 0;
        });
    }

    /** The database's clock, to the microsecond. Ask it once the rows are locked: waiting for a lock takes time. */
    Instant now(Handle handle) {
        return time.apply(wallClock(handle)).truncatedTo(ChronoUnit.MICROS);
    }

    /** The database's clock as it is, also for a test with its own. H2 gives a transaction the first answer only. */
    Instant wallClock(Handle handle) {
        return handle.createQuery("select " + (embedded ? "current_timestamp" : "clock_timestamp()"))
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }

    /** Returns once everything committed so far is on the disk, where this program has to see to that. */
    void sync() {
        if (embedded) {
            checkpoint.reached();
        }
    }

    /** One connection's worth of {@code CHECKPOINT SYNC}. */
    void checkpoint() {
        try {
            beside(() -> jdbi.withHandle(handle -> inTurn(() -> handle.execute("checkpoint sync"))));
        } catch (RuntimeException e) {
            throw failed("bring the database to the disk", e);
        }
    }

    /** Writes an embedded database's file anew where it has become twice as large as it need be. */
    void makeRoom() {
        if (room.wanted()) {
            compact();
        }
    }

    /** Writes an embedded database's file anew, so that nothing of deleted rows stays in it; it is away meanwhile. */
    void compact() {
        if (!embedded) {
            return;
        }
        file.writeLock().lock();
        try {
            room.make(jdbi, pool);
        } finally {
            file.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
