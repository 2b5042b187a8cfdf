package dev.rollcall.delivery;

import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.UUID;

/** The port through which messages leave: one call is one attempt. Thread-safe. */
public interface Messenger {
    /** The longest time that one attempt may take: less than the lease of a slot, so that no two send it at a time. */
    Duration LONGEST = Duration.ofSeconds(8);

    /**
     * Sends {@code message} once, signed for this attempt.
     *
     * @param msgUuid the idempotency key (DingTalk 0717): the same for every attempt at the same message
     * @throws DeliveryException if the recipient did not take it, or did not say that it did
     */
    void send(Recipient recipient, Message message, UUID msgUuid) throws DeliveryException;
}
