package dev.rollcall.delivery;

import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.UUID;

/** The port through which messages leave: one call is one attempt. Thread-safe. */
public interface Messenger {
    /** The longest that an attempt may take: less than a slot stays claimed, so that no second process sends meanwhile. */
    Duration LONGEST = Duration.ofSeconds(8);

    /**
     * Sends {@code message} once, signed for this attempt.
     *
     * @param msgUuid the idempotency key (DingTalk 0717): the same for every attempt at the same message
     * @param longest how long the whole attempt may take, from now to the end of the answer; never more than
     *     {@link #LONGEST}
     * @throws DeliveryException if the recipient did not take it, or did not say that it did
     */
    void send(Recipient recipient, Message message, UUID msgUuid, Duration longest) throws DeliveryException;
}
