package dev.rollcall.dingtalk;

import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * DingTalk did not give a whole answer: both gateways' errors in one form.
 *
 * <p>The message holds DingTalk's own words without addresses that carry a token.
 */
final class DingTalkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final Reason reason;
    private final String code;
    private final transient @Nullable Duration printedWait;
    private final boolean maybeTaken;
    private final boolean timedOut;
    private final String named;

    DingTalkException(Kind kind, Reason reason, String code, String message, @Nullable Duration printedWait) {
        this(kind, reason, code, message, printedWait, kind == Kind.TRANSIENT, false, "");
    }

    private DingTalkException(
            Kind kind,
            Reason reason,
            String code,
            String message,
            @Nullable Duration printedWait,
            boolean maybeTaken,
            boolean timedOut,
            String named) {
        super(message);
        this.kind = kind;
        this.reason = reason;
        this.code = code;
        this.printedWait = printedWait;
        this.maybeTaken = maybeTaken;
        this.timedOut = timedOut;
        this.named = named;
    }

    /** The same, where DingTalk names what it is about: the permission point, the address that it saw. */
    DingTalkException naming(String what) {
        return new DingTalkException(kind, reason, code, words(), printedWait, maybeTaken, timedOut, what);
    }

    /** No whole answer came; the same call may succeed in a moment. */
    static DingTalkException noAnswer(String why) {
        return new DingTalkException(Kind.TRANSIENT, Reason.UNAVAILABLE, "", why, null);
    }

    /** Like {@link #noAnswer}, where not a byte of the request has left. */
    static DingTalkException notSent(String why) {
        return new DingTalkException(Kind.TRANSIENT, Reason.UNAVAILABLE, "", why, null, false, false, "");
    }

    /** Like {@link #noAnswer}, because it was not waited for any longer. */
    static DingTalkException timedOut(String why) {
        return new DingTalkException(Kind.TRANSIENT, Reason.UNAVAILABLE, "", why, null, true, true, "");
    }

    /** Whether the answer was not waited for any longer. */
    boolean timedOut() {
        return timedOut;
    }

    /** Whether the request may have left and DingTalk may have done what it asks. */
    boolean maybeTaken() {
        return maybeTaken;
    }

    Kind kind() {
        return kind;
    }

    Reason reason() {
        return reason;
    }

    /** What happened, in words, mostly DingTalk's own. */
    String words() {
        return String.valueOf(getMessage());
    }

    /** What DingTalk names in its refusal; empty where it names nothing. */
    String named() {
        return named;
    }

    /** The effective error code, as a number or a word; empty where there is none. */
    String code() {
        return code;
    }

    /** How long DingTalk asks to wait; null where it does not say. */
    @Nullable
    Duration printedWait() {
        return printedWait;
    }

    SourceException toSourceException(Api api, int attempts) {
        String shownCode = code.isEmpty() ? "" : " (" + code + ")";
        boolean retryable = mayPass();
        String next = retryable ? attempts + (attempts == 1 ? " attempt" : " attempts") : "not asked again";
        return new SourceException(
                reason, retryable, "Cannot read " + api.path() + ": " + words() + shownCode + "; " + next, attempts);
    }

    /** Whether the same question may be answered later without anybody's doing. */
    boolean mayPass() {
        return switch (reason) {
            case UNAVAILABLE, DEADLINE, THROTTLED, IMPLAUSIBLE -> true;
            case QUOTA, SPARED, PERMISSION, ADDRESS, CREDENTIALS, REFUSED -> false;
        };
    }

    /** What is to be done about it. */
    enum Kind {
        /** Try again after a pause. */
        TRANSIENT,
        /** Too many calls: pause the API, then try again. */
        THROTTLED,
        /** The token is refused: fetch a new one and try once more. */
        TOKEN,
        /** This question will be refused every time. */
        REFUSED,
        /** This API will refuse every question. */
        PERMANENT,
        /** Every API that counts against the quota will refuse. */
        QUOTA,
        /** DingTalk will refuse everything from here. */
        BLOCKED
    }
}
