package dev.rollcall.check;

import dev.rollcall.absence.RollCall;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.ledger.SlotState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a check.
 *
 * @param deliveries one for each message; departments without a robot, or with nothing to say, have none
 * @param before slots that were worked on before, or elsewhere, and were left alone
 */
public record CheckReport(Check check, RollCall rollCall, List<Delivered> deliveries, List<Before> before) {
    public CheckReport {
        deliveries = List.copyOf(deliveries);
        before = List.copyOf(before);
    }

    /** Whether all data was read and every message was delivered, now or before. */
    public boolean succeeded() {
        return rollCall.complete()
                && deliveries.stream().allMatch(one -> one.outcome().delivered())
                && before.stream().noneMatch(one -> one.state() == SlotState.FAILED || one.state() == SlotState.MISSED);
    }

    /**
     * A slot that was left alone.
     *
     * @param department DingTalk's {@code dept_id}
     * @param name the department's name; untrusted text
     * @param state what had become of it
     * @param sentAt when its digest was taken; null where it was not
     */
    public record Before(
            long department,
            String name,
            SlotState state,
            @Nullable Instant sentAt) {}

    /**
     * One message.
     *
     * @param department DingTalk's {@code dept_id}; 0 for the company's roll-up
     * @param name the department's name; untrusted text
     */
    public record Delivered(long department, String name, Outcome outcome) {}
}
