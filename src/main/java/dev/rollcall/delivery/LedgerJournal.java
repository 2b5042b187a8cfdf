package dev.rollcall.delivery;

import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.ledger.Deliveries;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.LedgerException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's record of one message's attempts. While the ledger cannot be reached nothing is sent; how an attempt
 * ended is kept until it can be written.
 */
public final class LedgerJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerJournal.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Deliveries deliveries;
    private final Unwritten unwritten;
    private final UUID process;
    private final Frozen message;
    private final String robot;
    private final BooleanSupplier outdated;
    private volatile boolean begun;

    /**
     * @param process who has the message's slot
     * @param outdated whether the text is no longer right; asked until an attempt has been made, after that it must not
     *     change
     */
    public LedgerJournal(
            Deliveries deliveries,
            Unwritten unwritten,
            UUID process,
            Frozen message,
            Recipient recipient,
            BooleanSupplier outdated) {
        this.deliveries = deliveries;
        this.unwritten = unwritten;
        this.process = process;
        this.message = message;
        this.robot = Fingerprint.of(recipient);
        this.outdated = outdated;
    }

    @Override
    public Entry begin() {
        if (!unwritten.isEmpty()) {
            return Entry.after(AGAIN);
        }
        if (!begun && outdated.getAsBoolean()) {
            return Entry.over(Word.OUTDATED);
        }
        try {
            Deliveries.Begin begin = deliveries.begin(process, message, robot, Messenger.LONGEST);
            begun |= begin.may() == Deliveries.May.GO;
            return switch (begin.may()) {
                case GO -> Entry.attempt(begin.number());
                case WAIT -> Entry.after(begin.rest());
                case TAKEN -> Entry.over(Word.TAKEN);
                case LOST -> Entry.over(Word.TAKEN_OVER);
            };
        } catch (LedgerException e) {
            LOG.debug("Not sent yet: {}", e.getMessage());
            return Entry.after(AGAIN);
        }
    }

    @Override
    public void ended(Entry entry, @Nullable DeliveryException failure) {
        String reason = failure == null ? null : failure.reason().name();
        String words = failure == null ? null : failure.getMessage();
        boolean throttled = failure != null && failure.reason() == Reason.THROTTLED;
        unwritten.write(() -> deliveries.ended(message, entry.number(), robot, reason, words, throttled));
    }
}
