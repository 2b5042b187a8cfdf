package dev.rollcall.absence;

/**
 * Something that a roll call needs could not be read. The message says what, why and what happens next; it never holds
 * a token or a signed address.
 */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final Reason reason;
    private final int attempts;

    /** With {@code retryable} true where the same question may be answered later without anybody's doing. */
    public SourceException(Reason reason, boolean retryable, String message) {
        this(reason, retryable, message, 1);
    }

    /** After {@code attempts} at reading it. */
    public SourceException(Reason reason, boolean retryable, String message, int attempts) {
        super(message);
        this.reason = reason;
        this.retryable = retryable;
        this.attempts = attempts;
    }

    /** How often it was asked for. */
    public int attempts() {
        return attempts;
    }

    public boolean retryable() {
        return retryable;
    }

    public Reason reason() {
        return reason;
    }

    /** The same word in log, ledger, metric and board. */
    public enum Reason {
        /** No answer, or none that was whole. */
        UNAVAILABLE,
        /** The deadline of the roll call came first. */
        DEADLINE,
        /** Calls per second, or this address is blocked. */
        THROTTLED,
        /** The organisation's calls of this month are used up (errcode 90020). */
        QUOTA,
        /** It was not asked on purpose: the calls that are left of the month are needed for digests. */
        SPARED,
        /** A permission point is missing (errcode 60011). */
        PERMISSION,
        /** This server's address is not on the white list (errcode 60020). */
        ADDRESS,
        /** Key, secret or token refused. */
        CREDENTIALS,
        /** DingTalk refuses the question itself. */
        REFUSED,
        /** An answer came, but what it says cannot be so (an empty list for people who are there). */
        IMPLAUSIBLE
    }
}
