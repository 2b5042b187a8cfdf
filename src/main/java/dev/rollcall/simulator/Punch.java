package dev.rollcall.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that somebody was at a clock, or that an administrator said so.
 *
 * @param point index of the plan point that DingTalk tied it to, or {@link #NO_POINT} or {@link #YESTERDAY_OFF}
 * @param timeResult as DingTalk judges it; null when it was tied to nothing
 * @param invalidMessage set when DingTalk has not accepted it
 */
record Punch(
        Instant at,
        int point,
        @Nullable String timeResult,
        Source source,
        boolean outside,
        @Nullable String invalidMessage) {

    /** Where it comes from; BOSS is a correction that only attendance/list shows. */
    enum Source {
        USER,
        ATM,
        BOSS
    }

    static final int NO_POINT = -1;
    static final int YESTERDAY_OFF = -2;

    boolean valid() {
        return invalidMessage == null;
    }

    boolean raw() {
        return source != Source.BOSS;
    }
}
