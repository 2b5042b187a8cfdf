package dev.rollcall.ledger;

import dev.rollcall.ledger.LedgerException.Reason;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** What a driver's error means, and in which words it may be told: none of its own, which may hold an address. */
final class DatabaseErrors {
    /** Deadlock, serialization failure, a lock that did not come: nothing is wrong, somebody else was first. */
    private static final Set<String> LOST = Set.of("40001", "40P01", "HYT00", "55P03", "23505", "90131");

    /** No room: PostgreSQL's class 53 for the disk, H2's for a file that cannot be written. */
    private static final Set<String> NO_ROOM = Set.of("53100", "90031", "90028", "90062");

    private static final String H2_IN_USE = "90020";
    private static final String H2_DAMAGED = "90030";
    private static final String H2_CLOSED = "90098";
    private static final String H2_CLOSING = "90121";

    private DatabaseErrors() {}

    static boolean lostRace(RuntimeException e) {
        SQLException cause = cause(e);
        return cause != null && cause.getSQLState() != null && LOST.contains(cause.getSQLState());
    }

    /** {@code e} as an exception of the ledger that could not {@code what}; one that is, is left as it is. */
    static LedgerException translated(String what, RuntimeException e) {
        if (e instanceof LedgerException known) {
            return known;
        }
        SQLException cause = cause(e);
        String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
        String words = "Cannot " + what + ": ";
        Throwable trace = trace(e, state);
        if (noRoom(e, state)) {
            return new LedgerException(
                    Reason.FULL,
                    true,
                    words + "there is no room to write; free some, nothing is lost meanwhile",
                    trace);
        }
        if (state.equals(H2_IN_USE)) {
            return new LedgerException(
                    Reason.IN_USE, false, words + "another process holds it; stop that one, or use PostgreSQL", trace);
        }
        if (state.equals(H2_DAMAGED)) {
            return new LedgerException(
                    Reason.CORRUPT,
                    false,
                    words
                            + "its file is damaged; put a copy of it in its place, or move it away to begin anew, when what"
                            + " was posted today may be posted again",
                    trace);
        }
        if (state.startsWith("28")) {
            return new LedgerException(
                    Reason.CREDENTIALS, false, words + "user or password refused; see database.user", trace);
        }
        if (state.equals("3D000")) {
            return new LedgerException(
                    Reason.REFUSED, false, words + "there is no such database; see database.url", trace);
        }
        if (unreachable(state) || cause instanceof SQLTransientException || interrupted(e)) {
            return new LedgerException(
                    Reason.UNREACHABLE, true, words + "the database is not reachable; will try again", trace);
        }
        if (e instanceof IllegalArgumentException || e instanceof NullPointerException) {
            return new LedgerException(Reason.CORRUPT, true, words + "a row of it cannot be so", trace);
        }
        return new LedgerException(Reason.REFUSED, false, words + "the database refuses it" + detail(e, state), trace);
    }

    /** Where {@code e} came from, without its words: both drivers put addresses, statements and people into them. */
    private static Throwable trace(RuntimeException e, String state) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        SQLException trace = new SQLException(deepest.getClass().getSimpleName() + detail(e, state), state);
        trace.setStackTrace(deepest.getStackTrace());
        return trace;
    }

    /** Whether H2 has closed the database, by itself where it could not write. */
    static boolean closed(RuntimeException e) {
        SQLException cause = cause(e);
        String state = cause == null ? null : cause.getSQLState();
        return state != null && (state.equals(H2_CLOSED) || state.equals(H2_CLOSING) || NO_ROOM.contains(state));
    }

    /** Whether {@code e} says that there is no connection to be had for now. */
    static boolean away(SQLException e) {
        return e.getSQLState() != null && unreachable(e.getSQLState());
    }

    private static boolean interrupted(Throwable e) {
        return e instanceof InterruptedException || (e.getCause() != null && interrupted(e.getCause()));
    }

    private static boolean unreachable(String state) {
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("25006")
                || state.equals("25P03")
                || state.equals(H2_CLOSED)
                || state.equals(H2_CLOSING);
    }

    private static boolean noRoom(@Nullable Throwable e, String state) {
        boolean told = false;
        for (Throwable one = e; one != null && !told; one = one.getCause()) {
            String message = String.valueOf(one.getMessage()).toLowerCase(Locale.ROOT);
            told = message.contains("no space left") || message.contains("file too large");
        }
        return told || NO_ROOM.contains(state);
    }

    private static String detail(RuntimeException e, String state) {
        String kind = e instanceof FlywayException ? " while bringing its schema up to date" : "";
        return (state.isEmpty() ? "" : " (" + state + ")") + kind;
    }

    /** The first cause that is the driver's. */
    private static @Nullable SQLException cause(Throwable e) {
        for (Throwable one = e; one != null; one = one.getCause()) {
            if (one instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
