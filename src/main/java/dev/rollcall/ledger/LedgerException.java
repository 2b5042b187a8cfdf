package dev.rollcall.ledger;

import dev.rollcall.common.UnavailableException;

/**
 * The ledger could not do what it was asked. The message says what, why and what to do, without an address, a password
 * or a person in it.
 */
public final class LedgerException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final Reason reason;

    /** With {@code retryable} true where the same may succeed later without a change of the program or its settings. */
    public LedgerException(Reason reason, boolean retryable, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryable = retryable;
    }

    /** The same without a cause that would tell more. */
    public LedgerException(Reason reason, boolean retryable, String message) {
        super(message, null);
        this.reason = reason;
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }

    public Reason reason() {
        return reason;
    }

    /** The same word in log, ledger, metric and board. */
    public enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** No room to write. */
        FULL,
        /** Another process holds the embedded database. */
        IN_USE,
        /** The schema was made by a newer version of this program. */
        NEWER_SCHEMA,
        /** User or password refused. */
        CREDENTIALS,
        /** What was read cannot be so. */
        CORRUPT,
        /** Another refusal. */
        REFUSED
    }
}
