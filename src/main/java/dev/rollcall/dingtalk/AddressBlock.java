package dev.rollcall.dingtalk;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether DingTalk has blocked this server's address: then it answers nothing for five minutes [KB 0012]. Thread-safe. */
final class AddressBlock {
    private static final Duration LENGTH = Duration.ofMinutes(5);

    private final Waiting waiting;
    private volatile @Nullable Told last;

    AddressBlock(Waiting waiting) {
        this.waiting = waiting;
    }

    /** Begins the block if that is what {@code e} says. */
    void noteIfTold(DingTalkException e) {
        if (e.kind() == Kind.BLOCKED && e.reason() == Reason.THROTTLED) {
            last = new Told(waiting.nanos() + LENGTH.toNanos(), e);
        }
    }

    /** Throws what told of the block, while it lasts: nothing is to be sent. */
    void refuse() throws DingTalkException {
        Told told = last;
        if (told != null && told.until() - waiting.nanos() > 0) {
            throw told.why();
        }
    }

    private record Told(long until, DingTalkException why) {}
}
