package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What is wrong now, and have the admins been told? Of all processes that notice a trouble one tells, once until it is
 * over. Thread-safe; every call is one transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Troubles {
    private static final Duration LONG = Duration.ofHours(12);

    private final Database database;

    Troubles(Database database) {
        this.database = database;
    }

    /**
     * Writes down that {@code kind} is wrong; true where nobody knew, and the caller is to tell. What was written down half a
     * day ago is no longer known: whoever did so may have been killed.
     */
    public boolean begins(Kind kind) {
        return database.in("write down a trouble", handle -> {
            Instant now = database.now(handle);
            boolean fresh =
                    handle.createUpdate("insert into trouble (kind, since) values (:kind, :now) on conflict do nothing")
                                    .bind("kind", kind.word())
                                    .bind("now", now)
                                    .execute()
                            > 0;
            return fresh
                    || handle.createUpdate("update trouble set since = :now where kind = :kind and since < :long")
                                    .bind("kind", kind.word())
                                    .bind("now", now)
                                    .bind("long", now.minus(LONG))
                                    .execute()
                            > 0;
        });
    }

    /** It is over, or nobody could be told of it: the next time it begins anew. */
    public void over(Kind kind) {
        database.run(
                "write down that a trouble is over",
                handle -> handle.createUpdate("delete from trouble where kind = :kind")
                        .bind("kind", kind.word())
                        .execute());
    }

    /** What can be wrong for a while. */
    public enum Kind {
        /** A cutoff that was due has no outcome. */
        NO_OUTCOME,
        /** A change of the configuration is not in force. */
        CONFIG_REFUSED,
        /** Nobody receives chat. */
        NO_STREAM;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
