package dev.rollcall.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What became of a message.
 *
 * @param delivered whether its recipient took it
 * @param attempts how often it was sent
 * @param plain whether the last attempt carried the plain message in place of the full one
 * @param reason why it was not taken; null when it was
 * @param words the same in words, for logs, ledger and board, with the last cause; null when it was taken
 */
public record Outcome(
        boolean delivered,
        int attempts,
        boolean plain,
        DeliveryException.@Nullable Reason reason,
        @Nullable String words) {

    /** Whether it took more than one attempt. */
    public boolean retried() {
        return attempts > 1;
    }
}
