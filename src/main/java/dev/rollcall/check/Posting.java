package dev.rollcall.check;

import dev.rollcall.delivery.Deliverer;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One message of a check, and how it is getting on once it has been started. */
final class Posting {
    private final long department;
    private final String name;
    private final Recipient recipient;
    private final Message message;
    private final @Nullable Message plain;
    private final UUID id;
    private CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /**
     * @param department DingTalk's {@code dept_id}; 0 for the company's roll-up
     * @param plain the same in numbers, for when DingTalk refuses what a name says; null: none
     * @param id its {@code msgUuid}
     */
    Posting(long department, String name, Recipient recipient, Message message, @Nullable Message plain, UUID id) {
        this.department = department;
        this.name = name;
        this.recipient = recipient;
        this.message = message;
        this.plain = plain;
        this.id = id;
    }

    /** Sends it on its way; called once, before anybody asks how it ended. */
    void start(Deliverer deliverer, Duration worthUntil) {
        outcome = deliverer.deliver(recipient, message, plain, id, worthUntil);
    }

    String name() {
        return name;
    }

    /** How it ended; waits for that. */
    CheckReport.Delivered delivered() {
        return new CheckReport.Delivered(department, name, outcome.join());
    }

    /** How it ended; empty if it has not within {@code patience}. */
    Optional<Outcome> outcomeWithin(Duration patience) {
        try {
            return Optional.of(outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a delivery always ends with an outcome", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
