package dev.rollcall.dingtalk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told of each attempt at a call to DingTalk once it is over. Called by many threads; must not block. */
public interface CallWatch {
    /** Notes {@code attempt}. */
    void over(Attempt attempt);

    /**
     * What became of one attempt.
     *
     * @param path of DingTalk's API, one of a few; never with a query
     * @param reason why it has no whole answer, a word of {@link dev.rollcall.absence.SourceException.Reason}; null where
     *     it has one
     * @param waited how long it waited for its turn
     * @param took how long it was under way
     */
    record Attempt(String path, Result result, @Nullable String reason, Duration waited, Duration took) {}

    /** How an attempt ended. */
    enum Result {
        /** With a whole answer. */
        OK,
        /** DingTalk says no, or that it cannot now. */
        REFUSED,
        /** No answer came in time. */
        TIMED_OUT,
        /** The connection broke, or what came was no whole answer. */
        NO_ANSWER,
        /** Nothing of it has left. */
        NOT_SENT
    }
}
