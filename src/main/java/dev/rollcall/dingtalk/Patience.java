package dev.rollcall.dingtalk;

import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for what processes share until it is told or the time is over: without it nothing may be sent. Thread-safe. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Waiting waiting;

    Patience(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * What {@code shared} says.
     *
     * @throws DingTalkException if it says nothing by {@code deadline}; the same question may be answered later
     */
    <T> T ask(Supplier<T> shared, Deadline deadline) throws DingTalkException, InterruptedException {
        while (true) {
            try {
                return shared.get();
            } catch (RuntimeException e) {
                LOG.debug("The limits shared with other processes cannot be read; asked again in 1 s", e);
                if (deadline.left().compareTo(PAUSE) <= 0) {
                    throw unread();
                }
            }
            waiting.pause(PAUSE);
        }
    }

    private static DingTalkException unread() {
        return DingTalkException.notSent("the limits shared with other processes cannot be read");
    }
}
