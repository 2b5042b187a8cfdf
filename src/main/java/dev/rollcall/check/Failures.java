package dev.rollcall.check;

import dev.rollcall.delivery.MessageIds;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.DigestContext;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.FailedDelivery;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is HR told of every digest that did not arrive? Those that the roll-up could not name, because it was missed itself or
 * had left by then, are told in one message, once; where there is no HR group, to the admins. Thread-safe.
 */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Ledger ledger;
    private final Recipients recipients;
    private final RollUps rollUps;
    private final DigestRenderer renderer;
    private final ZoneId zone;
    private final Clock clock;

    Failures(Ledger ledger, Recipients recipients, RollUps rollUps, DigestRenderer renderer, ZoneId zone, Clock clock) {
        this.ledger = ledger;
        this.recipients = recipients;
        this.rollUps = rollUps;
        this.renderer = renderer;
        this.zone = zone;
        this.clock = clock;
    }

    /** Ends what is too late at {@code now}, with one line in the log for each. */
    void expire(Instant now) {
        for (Slot slot : ledger.expiry().expire(now)) {
            String why = slot.words() == null ? "it was not worked on within max_late" : slot.words();
            slot.key()
                    .trace()
                    .department(slot.key().department())
                    .run(() -> LOG.error("Missed digest {}: {}; will not be posted", slot.key(), why));
        }
    }

    /** Hands over one message to HR about everything that failed and that it does not know of. */
    void tell() {
        List<Slot> untold = ledger.expiry().untold();
        if (untold.isEmpty()) {
            return;
        }
        if (recipients.admins("admins").isEmpty()
                && untold.stream().anyMatch(slot -> slot.key().ofCompany())) {
            // The log has said so already; HR's group, which is not there, cannot be told.
            ledger.expiry()
                    .told(untold.stream()
                            .map(Slot::key)
                            .filter(SlotKey::ofCompany)
                            .toList());
            return;
        }
        List<SlotKey> keys = untold.stream().map(Slot::key).toList();
        if (recipients.company("company").isEmpty()) {
            LOG.error("Nobody can be told of {} digests that failed: set company or admins", untold.size());
            ledger.expiry().told(keys);
            return;
        }
        Slot last = untold.get(untold.size() - 1);
        SlotKey company = last.key().company();
        Instant now = clock.instant();
        DigestContext context = DigestContext.of(last.asOf(), now, company.workDate(), zone);
        Map<Long, String> names = names(untold);
        List<FailedDelivery> failed =
                untold.stream().map(slot -> told(slot, names, last)).toList();
        int number = ledger.outcomes().number(company, MessageKind.CORRECTION);
        UUID id = MessageIds.of(SlotKey.COMPANY, company.workDate(), company.cutoff(), MessageKind.CORRECTION, number);
        Frozen message = new Frozen(
                id, company, MessageKind.CORRECTION, renderer.failures(context, failed, rollUps.style()), null);
        ledger.expiry().tell(message, number, last.asOf(), keys, now);
    }

    /** What was missed was not read: its department is called what it was last. */
    private Map<Long, String> names(List<Slot> untold) {
        boolean all = untold.stream().noneMatch(slot -> slot.name().isEmpty());
        return all ? Map.of() : ledger.rollCalls().names();
    }

    /** With the cutoff where it is another than the message's. */
    private FailedDelivery told(Slot slot, Map<Long, String> names, Slot last) {
        FailedDelivery one = RollUps.told(slot, names);
        boolean same = slot.asOf().equals(last.asOf());
        String when = slot.key().workDate() + " " + LocalTime.ofInstant(slot.asOf(), zone);
        return same ? one : new FailedDelivery(one.department(), one.reason(), one.detail(), when);
    }
}
