package dev.rollcall.check;

import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Outcome;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A message on its way.
 *
 * @param department DingTalk's {@code dept_id}; 0 for the company's roll-up
 * @param name the department's name; untrusted text
 * @param outcome completes with what became of it
 */
record Delivering(long department, String name, CompletableFuture<Outcome> outcome) {
    /** Waits for the end. */
    CheckReport.Delivered delivered() {
        try {
            return new CheckReport.Delivered(department, name, outcome.join());
        } catch (CompletionException | CancellationException e) {
            return new CheckReport.Delivered(
                    department, name, new Outcome(false, 0, false, Reason.STOPPED, "stopped before it ended"));
        }
    }
}
