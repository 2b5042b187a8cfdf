package dev.rollcall.dingtalk;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** How often a call is tried and how long to wait in between: longer each time, and never quite the same. */
final class RetryPauses {
    /** Attempts at one call, the first included. */
    static final int ATTEMPTS = 4;

    private static final Duration FIRST = Duration.ofMillis(400);
    private static final Duration THROTTLED = Duration.ofMillis(1100);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Set<String> ONE_SECOND_CODES =
            Set.of("90018", "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi");

    private RetryPauses() {}

    /** Before the next attempt after {@code attempts} of which the last was one too many a second or minute. */
    static Duration throttled(DingTalkException e, int attempts) {
        Duration told = e.printedWait() == null ? Duration.ZERO : e.printedWait();
        // Twenty calls a second are over after a second; how long the others last is not said.
        Duration own = ONE_SECOND_CODES.contains(e.code())
                ? THROTTLED
                : THROTTLED.multipliedBy(1L << (Math.min(attempts, ATTEMPTS) - 1));
        return told.compareTo(own) > 0 ? told.plus(jitter(FIRST)) : own;
    }

    /** Before the next attempt after {@code attempts} that failed. */
    static Duration failed(int attempts) {
        Duration whole = FIRST.multipliedBy(1L << (attempts - 1));
        return whole.dividedBy(2).plus(jitter(whole));
    }

    /** Before a connection is opened again after {@code failures} before this one that did not last. */
    static Duration reconnect(int failures) {
        Duration whole = RECONNECT.multipliedBy(1L << Math.min(failures, 16));
        Duration capped = whole.compareTo(LONGEST) < 0 ? whole : LONGEST;
        return capped.dividedBy(2).plus(jitter(capped.dividedBy(2)));
    }

    private static Duration jitter(Duration atMost) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(atMost.toMillis()));
    }
}
