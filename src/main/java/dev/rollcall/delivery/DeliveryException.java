package dev.rollcall.delivery;

/**
 * A message was not taken by its recipient. The message says why in words, with DingTalk's errcode, and never holds a
 * token or a signed address.
 */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final Reason reason;
    private final boolean maybeTaken;

    /** With {@code retryable} true where the same attempt may succeed later without anybody's doing. */
    public DeliveryException(Reason reason, boolean retryable, String message) {
        this(reason, retryable, message, false);
    }

    /** With {@code maybeTaken} true where the request may have left and nobody knows what became of it. */
    public DeliveryException(Reason reason, boolean retryable, String message, boolean maybeTaken) {
        super(message);
        this.reason = reason;
        this.retryable = retryable;
        this.maybeTaken = maybeTaken && reason == Reason.UNREACHABLE;
    }

    /**
     * Whether the recipient may have the message all the same. True only for {@link Reason#UNREACHABLE}, and false even
     * there where nothing of the request has left: no connection, no access token, no time.
     */
    public boolean maybeTaken() {
        return maybeTaken;
    }

    public boolean retryable() {
        return retryable;
    }

    public Reason reason() {
        return reason;
    }

    /** The same word in log, ledger, metric and board. */
    public enum Reason {
        /** The robot's token is unknown (300005, 300001, 400101, 400106). */
        ROBOT_REMOVED,
        /** The robot was switched off (400102). */
        ROBOT_STOPPED,
        /** The group was disbanded (400013). */
        GROUP_DISBANDED,
        /** The robot's security setting refuses it: keyword, signature or address (310000). */
        SECURITY,
        /** The signature's time was refused (310000, stale timestamp): signed anew on the next attempt. */
        STALE_SIGNATURE,
        /** More than 20 messages in a minute (130101, 410100). */
        THROTTLED,
        /** The organisation's messages or calls of this month are used up (90020, 90030). */
        QUOTA,
        /** DingTalk refuses what the message says (430101 to 430104). */
        CONTENT_REFUSED,
        /** More than 20,000 bytes (460101, 101002). */
        TOO_LARGE,
        /** Some of the people are not known to the robot. */
        UNKNOWN_PEOPLE,
        /** No answer, or none that was whole: {@link DeliveryException#maybeTaken} tells whether it may have been taken. */
        UNREACHABLE,
        /** The time until which the message is worth sending was over. */
        DEADLINE,
        /** This program stopped first. */
        STOPPED,
        /** Another process of the same organisation sends it: no failure, and nobody is told. */
        TAKEN_OVER,
        /** Nothing was sent: it waited until its text was no longer right, and another is made. */
        OUTDATED,
        /** Another refusal. */
        REFUSED
    }
}
