package dev.rollcall.check;

import dev.rollcall.absence.AbsenceFinder;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Standing;
import dev.rollcall.delivery.MessageIds;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.RollCalls;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.DigestContext;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Was everybody rightly named? Half an hour after a digest those whom it named are read again, as of the same cutoff, and
 * whoever had punched or was excused before it after all is cleared by name, once. Blocks; thread-safe.
 */
final class Corrections {
    private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);
    private static final Set<Standing> CLEARED =
            Set.of(Standing.PRESENT, Standing.EXCUSED, Standing.PENDING, Standing.NOT_DUE);

    /** Data that cannot be read is tried again so long, so often. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofHours(1);

    /** There is nothing to send. */
    private static final CompletableFuture<Outcome> NOTHING =
            CompletableFuture.completedFuture(new Outcome(true, 0, false, null, null));

    private final AbsenceFinder finder;
    private final DigestRenderer renderer;
    private final Timetable timetable;
    private final Sending sending;
    private final Ledger ledger;
    private final UUID process;
    private final Clock clock;

    Corrections(
            AbsenceFinder finder,
            DigestRenderer renderer,
            Timetable timetable,
            Sending sending,
            Ledger ledger,
            UUID process,
            Clock clock) {
        this.finder = finder;
        this.renderer = renderer;
        this.timetable = timetable;
        this.sending = sending;
        this.ledger = ledger;
        this.process = process;
        this.clock = clock;
    }

    /**
     * Looks again at all that {@code digests} of one cutoff have named, in one reading.
     *
     * @return completes when every correction that is to be sent has ended
     */
    CompletableFuture<Void> run(List<Posted> digests, Run run) {
        Map<SlotKey, RollCalls.Kept> kept = new LinkedHashMap<>();
        digests.forEach(one -> ledger.rollCalls()
                .of(one.slot().key())
                .ifPresent(call -> kept.put(one.slot().key(), call)));
        List<Finding> asked = kept.values().stream().flatMap(Corrections::asked).toList();
        Slot any = digests.get(0).slot();
        Map<String, Finding> now = asked.isEmpty()
                ? Map.of()
                : finder.again(asked, any.asOf(), any.key().workDate(), run);
        return CompletableFuture.allOf(digests.stream()
                .map(one -> correct(one, kept.get(one.slot().key()), now))
                .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Outcome> correct(Posted digest, RollCalls.@Nullable Kept kept, Map<String, Finding> now) {
        Slot slot = digest.slot();
        if (kept == null) {
            return done(slot, null);
        }
        List<Finding> found = named(kept)
                .map(one -> now.getOrDefault(one.employee().id(), one))
                .toList();
        List<Finding> cleared =
                found.stream().filter(one -> CLEARED.contains(one.standing())).toList();
        boolean unsure = found.stream().anyMatch(one -> one.standing() == Standing.UNVERIFIED);
        Instant last = slot.asOf().plus(timetable.correctAfter()).plus(LONGEST);
        if (unsure && clock.instant().isBefore(last)) {
            LOG.debug("The correction of {} is tried again: not everything could be read", slot.key());
            return done(slot, clock.instant().plus(AGAIN));
        }
        return cleared.isEmpty()
                ? done(slot, null)
                : send(slot, digest.config(), kept.rollCall(), cleared, digest.to());
    }

    private static Stream<Finding> named(RollCalls.Kept kept) {
        return kept.rollCall().findings().stream()
                .filter(one -> kept.named().contains(one.employee().id()));
    }

    /** Who of them is not known to have been there by now. */
    private static Stream<Finding> open(RollCalls.Kept kept) {
        return named(kept)
                .filter(one ->
                        !CLEARED.contains(one.standing()) && !one.points().isEmpty());
    }

    /** Those whom the digest named, and where there are any, people who were there. */
    private static Stream<Finding> asked(RollCalls.Kept kept) {
        return kept.named().isEmpty() ? Stream.empty() : Stream.concat(open(kept), witnesses(kept.rollCall()));
    }

    /** People who were there: they show that DingTalk answers about those who were not. */
    private static Stream<Finding> witnesses(DepartmentRollCall digest) {
        return digest.with(Standing.PRESENT).stream()
                .filter(one -> !one.points().isEmpty());
    }

    private CompletableFuture<Outcome> done(Slot slot, @Nullable Instant again) {
        ledger.slots().corrected(process, slot.key(), again, null);
        return NOTHING;
    }

    private CompletableFuture<Outcome> send(
            Slot slot, DepartmentConfig config, DepartmentRollCall digest, List<Finding> cleared, Recipient to) {
        DigestStyle style = Postings.style(config, digest, to);
        Instant readAt = clock.instant();
        DigestContext context = DigestContext.of(slot.asOf(), readAt, slot.key().workDate(), timetable.zone());
        UUID id = MessageIds.of(
                slot.key().department(),
                slot.key().workDate(),
                slot.key().cutoff(),
                MessageKind.CORRECTION,
                slot.resend());
        Frozen correction = new Frozen(
                id,
                slot.key(),
                MessageKind.CORRECTION,
                renderer.correction(context, digest, cleared, style),
                renderer.correction(context, digest, cleared, style.countsOnly()));
        if (!ledger.rollCalls().freezeCorrection(process, correction)) {
            return NOTHING;
        }
        List<String> ids = cleared.stream().map(one -> one.employee().id()).toList();
        return deliver(slot, correction, to)
                .thenApply(outcome -> outcome.delivered() ? cleared(slot, ids, outcome) : outcome);
    }

    private Outcome cleared(Slot slot, List<String> people, Outcome outcome) {
        try {
            ledger.rollCalls().cleared(slot.key(), people);
        } catch (LedgerException e) { // If its digest is posted once more, they are cleared once more.
            LOG.debug("Nobody wrote down whom the correction of {} has cleared: {}", slot.key(), e.getMessage());
        }
        return outcome;
    }

    /** Sends a correction that is frozen. */
    CompletableFuture<Outcome> deliver(Slot slot, Frozen correction, Recipient to) {
        Instant now = clock.instant();
        Instant until = now.plus(timetable.maxLate(slot.key().cutoff()));
        return sending.send(correction, to, new Sending.Work(slot.asOf(), until, now, false, false, false, 0, null));
    }

    /**
     * A digest that was posted.
     *
     * @param slot claimed by this process
     * @param to where it was posted
     */
    record Posted(Slot slot, DepartmentConfig config, Recipient to) {}
}
