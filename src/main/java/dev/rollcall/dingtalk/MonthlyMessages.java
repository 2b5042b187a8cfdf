package dev.rollcall.dingtalk;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import dev.rollcall.dingtalk.Shared.Allowance;

/** The month's messages by our own count: one is taken before each that leaves. Thread-safe. */
final class MonthlyMessages {
    private final Allowance messages;
    private final int monthly;
    private final Patience patience;

    /** @param monthly how many there are in a month, for words only */
    MonthlyMessages(Allowance messages, int monthly, Waiting waiting) {
        this.messages = messages;
        this.monthly = monthly;
        this.patience = new Patience(waiting);
    }

    /**
     * Takes one.
     *
     * @throws DingTalkException if none is left, or the count cannot be read by {@code deadline}
     */
    void take(Deadline deadline) throws DingTalkException, InterruptedException {
        if (!patience.ask(messages::take, deadline)) {
            String why = "the month's " + monthly
                    + " messages are used up by Rollcall's own count; nothing more is sent until next month";
            throw new DingTalkException(Kind.QUOTA, Reason.QUOTA, "", why, null);
        }
    }
}
