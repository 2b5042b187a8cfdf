package dev.rollcall.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a robot, {@code POST /robot/send}, and what became of it.
 *
 * @param at by the settings' clock
 * @param nanos when it arrived, {@link System#nanoTime} of the simulator's process
 * @param robot the token it came with; empty without one
 * @param msgUuid as sent, or null
 * @param content SHA-256, in hexadecimal, of the message: the body as sent but for its msgUuid
 * @param code of a refusal: DingTalk's, or the HTTP status when there is none; else 0
 * @param fault what it met, or null; a message may be shown and its answer spoilt
 */
public record Attempt(
        Instant at,
        long nanos,
        String robot,
        @Nullable String msgUuid,
        String content,
        Outcome outcome,
        int code,
        @Nullable Fault fault) {

    /** What became of an attempt. */
    public enum Outcome {
        /** It is in the chat. */
        SHOWN,
        /** Its msgUuid is known: a good answer and no second message. */
        REPEATED,
        /** It was not taken, and was answered so. */
        REFUSED,
        /** It was not taken, and nothing was answered. */
        LOST
    }
}
