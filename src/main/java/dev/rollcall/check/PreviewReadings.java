package dev.rollcall.check;

import dev.rollcall.absence.LiveRollCalls;
import dev.rollcall.absence.RollCall;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was read for previews: the same slot is read once a minute, and once in ten minutes where its cutoff is past and
 * nothing was missing, however many ask and in whatever words. Thread-safe.
 */
final class PreviewReadings {
    /** As long as what is read of a day that is over is good enough for others who ask. */
    private static final Duration PAST = Duration.ofMinutes(10);

    private static final int REMEMBERED = 200;

    private final Clock clock;
    private final Map<SlotKey, CompletableFuture<Reading>> readings = new LinkedHashMap<>();

    PreviewReadings(Clock clock) {
        this.clock = clock;
    }

    /** What was read for {@code slot} just now, or what {@code reader} reads; blocks meanwhile, and throws what it does. */
    Reading of(Slot slot, Function<Slot, RollCall> reader) {
        CompletableFuture<Reading> own = new CompletableFuture<>();
        CompletableFuture<Reading> known = knownOr(slot, own);
        if (known != null) {
            return known.join();
        }
        try {
            own.complete(new Reading(slot, reader.apply(slot)));
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        }
        return own.join();
    }

    /** What is known of {@code slot}; null where that is to be {@code own}. */
    private synchronized @Nullable CompletableFuture<Reading> knownOr(Slot slot, CompletableFuture<Reading> own) {
        CompletableFuture<Reading> known = readings.remove(slot.key()); // So that the order is that of the asking.
        boolean good = known != null && good(known, slot.asOf());
        readings.put(slot.key(), good && known != null ? known : own);
        Iterator<SlotKey> oldest = readings.keySet().iterator();
        while (readings.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
        return good ? known : null;
    }

    /** @param asOf of which instant it is wanted: the cutoff, or now where that is still to come */
    private boolean good(CompletableFuture<Reading> known, Instant asOf) {
        if (!known.isDone() || known.isCompletedExceptionally()) {
            return !known.isDone();
        }
        Reading reading = known.join();
        boolean past = reading.slot().asOf().equals(asOf) && reading.rollCall().complete();
        Duration age =
                Duration.between(reading.rollCall().readAt(), clock.instant()).abs();
        return age.compareTo(past ? PAST : LiveRollCalls.FRESH) < 0;
    }

    /**
     * One reading.
     *
     * @param slot as of when it was read
     */
    record Reading(Slot slot, RollCall rollCall) {}
}
