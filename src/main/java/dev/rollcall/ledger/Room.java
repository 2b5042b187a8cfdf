package dev.rollcall.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room that an embedded database takes on the disk. H2 moves what is left of deleted rows together on a thread of its
 * own, but only where it may write commits late, which is not allowed here: so the file grows a little every day.
 * Thread-safe.
 */
final class Room {
    /** A smaller file is left alone. */
    private static final long SMALL = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private final @Nullable Path file;
    private long before;

    /** @param config of the database, which is open */
    Room(DatabaseConfig config) {
        file = config.embedded() ? config.file() : null;
        before = size();
        forItsOwnerOnly();
    }

    /** Whether the file has become twice as large as it was when it was opened or last written anew. */
    synchronized boolean wanted() {
        return size() > Math.max(SMALL, 2 * before);
    }

    /** Writes the whole file anew, so that nothing of deleted rows stays in it; it is away meanwhile, and so are the connections. */
    synchronized void make(Jdbi jdbi, HikariDataSource pool) {
        try {
            jdbi.useHandle(handle -> {
                try {
                    handle.execute("shutdown compact");
                } finally {
                    pool.getHikariPoolMXBean().softEvictConnections();
                }
            });
        } catch (RuntimeException e) {
            if (!DatabaseErrors.closed(e)) {
                throw DatabaseErrors.translated("compact the database", e);
            } // Else it is done, and so is the connection.
        }
        before = size();
        forItsOwnerOnly();
    }

    /** H2 makes its files as readable as the directory's owner lets all files be. */
    private void forItsOwnerOnly() {
        try {
            if (file != null) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("Who may read {} is left to the system: {}", file, e.toString());
        }
    }

    private long size() {
        try {
            return file == null ? 0 : Files.size(file);
        } catch (IOException e) { // It is being written anew.
            return before;
        }
    }
}
