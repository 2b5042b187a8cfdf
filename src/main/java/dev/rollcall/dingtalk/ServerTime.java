package dev.rollcall.dingtalk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far is DingTalk's clock from this server's? By the {@code Date} of its last answer, which knows whole seconds and
 * was written somewhere between question and answer. Thread-safe.
 */
final class ServerTime {
    /** A date is on average so much older than it says. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /** A call that took longer tells too little to be preferred to what is known. */
    private static final Duration SURE = Duration.ofSeconds(2);

    private volatile @Nullable Duration ahead;

    /** @param date what DingTalk says; null: nothing */
    void note(@Nullable Instant date, Instant sent, Instant received) {
        Duration took = Duration.between(sent, received);
        if (date != null && (ahead == null || took.compareTo(SURE) <= 0)) {
            Instant middle = sent.plus(took.dividedBy(2));
            ahead = Duration.between(middle, date.plus(HALF_A_SECOND));
        }
    }

    /** By how much DingTalk's clock is ahead of this server's; negative where it is behind, empty where nobody said. */
    Optional<Duration> ahead() {
        return Optional.ofNullable(ahead);
    }
}
