package dev.rollcall.check;

import dev.rollcall.absence.RollCall;
import dev.rollcall.delivery.Outcome;
import java.util.List;

/**
 * What became of a check.
 *
 * @param deliveries one for each message; departments without a robot, or with nothing to say, have none
 */
public record CheckReport(Check check, RollCall rollCall, List<Delivered> deliveries) {
    public CheckReport {
        deliveries = List.copyOf(deliveries);
    }

    /** Whether all data was read and every message was delivered. */
    public boolean succeeded() {
        return rollCall.complete()
                && deliveries.stream().allMatch(one -> one.outcome().delivered());
    }

    /**
     * One message.
     *
     * @param department DingTalk's {@code dept_id}; 0 for the company's roll-up
     * @param name the department's name; untrusted text
     */
    public record Delivered(long department, String name, Outcome outcome) {}
}
