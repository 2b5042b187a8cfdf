package dev.rollcall.ledger;

import dev.rollcall.message.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message whose text does not change any more.
 *
 * @param msgUuid its idempotency key, the same on every attempt
 * @param kind which of the slot's messages
 * @param message what is sent
 * @param plain what is sent once in its place if DingTalk refuses what it says; null: nothing
 */
public record Frozen(
        UUID msgUuid,
        SlotKey slot,
        MessageKind kind,
        Message message,
        @Nullable Message plain) {}
