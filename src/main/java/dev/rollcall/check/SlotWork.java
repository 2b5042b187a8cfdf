package dev.rollcall.check;

import dev.rollcall.absence.Run;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.CheckAnswers;
import dev.rollcall.ledger.Deliveries;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Mutes;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.message.FailedDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done with a claimed slot, by what had become of it: a roll call, the rest of a delivery that another
 * process had begun, the company's roll-up, a correction. A slot that cannot be worked on is given back. Blocks;
 * thread-safe.
 */
final class SlotWork {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWork.class);

    /** How long one roll call may take, unless twice its floor is longer. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    /** So often it is looked whether the digest that another one follows has got somewhere. */
    private static final Duration FOLLOWED = Duration.ofSeconds(5);

    /** Why a slot is silent that might have had something to say. */
    static final String MUTED = "MUTED";

    private final CheckRunner runner;
    private final RollUps rollUps;
    private final Corrections corrections;
    private final CheckSettings settings;
    private final Recipients recipients;
    private final Timetable timetable;
    private final Sending sending;
    private final Ledger ledger;
    private final UUID process;
    private final Clock clock;
    private final Waiting waiting;
    private final Guard guard;

    SlotWork(
            CheckRunner runner,
            RollUps rollUps,
            Corrections corrections,
            CheckSettings settings,
            Timetable timetable,
            Sending sending,
            Ledger ledger,
            UUID process,
            Clock clock,
            Waiting waiting) {
        this.runner = runner;
        this.rollUps = rollUps;
        this.corrections = corrections;
        this.settings = settings;
        this.recipients = new Recipients(settings);
        this.timetable = timetable;
        this.sending = sending;
        this.guard = new Guard(sending);
        this.ledger = ledger;
        this.process = process;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** Makes one roll call for {@code slots} of one cutoff; completes when all that was sent has ended. */
    CompletableFuture<Void> rollCall(List<Slot> slots) {
        List<Slot> rest = new CopyOnWriteArrayList<>(slots);
        List<CompletableFuture<Void>> sent = new CopyOnWriteArrayList<>();
        return guard.guarded(rest, () -> {
            Slot any = slots.get(0);
            List<Slot> wanted = wanted(slots);
            if (wanted.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            List<DepartmentConfig> departments =
                    wanted.stream().flatMap(slot -> config(slot.key()).stream()).toList();
            Check check = new Check(any.key().cutoff(), any.asOf(), any.key().workDate(), departments, false);
            try (CheckAnswers answers = answers(any.key())) {
                Run run = new Run(Deadline.in(DEADLINE, waiting), calls -> {}, answers);
                sent.add(all(runner.runByDepartment(check, wanted, run, (some, delivering) -> {
                    rest.removeAll(some); // Whatever becomes of the others, these are on their way.
                    sent.add(all(delivering).whenComplete((nothing, failure) -> sending.letGo(some)));
                })));
            }
            return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
        });
    }

    /** Those of {@code slots} of which something is to be said; the others are ended or given back. */
    private List<Slot> wanted(List<Slot> slots) {
        Set<Long> muted = muted(slots.get(0).key().workDate());
        List<Slot> wanted = new ArrayList<>();
        for (Slot slot : slots) {
            if (config(slot.key()).isEmpty() || recipient(slot).isEmpty()) {
                gone(slot);
            } else if (isMuted(slot, muted)) {
                silent(slot);
            } else if (runner.mustWait(slot)) {
                sending.giveBack(slot.key(), FOLLOWED);
            } else {
                wanted.add(slot);
            }
        }
        return wanted;
    }

    /** Makes the company's roll-up. */
    CompletableFuture<Void> rollUp(Slot slot) {
        return guard.guarded(List.of(slot), () -> {
            if (isMuted(slot, muted(slot.key().workDate()))) {
                silent(slot);
                return CompletableFuture.completedFuture(null);
            }
            try (CheckAnswers answers = answers(slot.key())) {
                Run run = new Run(Deadline.in(DEADLINE, waiting), calls -> {}, answers);
                return all(rollUps.run(slot, run).stream().toList());
            }
        });
    }

    /** Whose digests of {@code workDate} somebody does not want; {@link SlotKey#COMPANY} means everybody's. */
    private Set<Long> muted(LocalDate workDate) {
        return ledger.mutes().of(workDate).stream().map(Mutes.Mute::department).collect(Collectors.toSet());
    }

    /** What somebody has asked for since is posted all the same. */
    private boolean isMuted(Slot slot, Set<Long> muted) {
        return (muted.contains(slot.key().department()) || muted.contains(SlotKey.COMPANY))
                && slot.resend() == 0
                && !ledger.releases().released(slot.key());
    }

    private void silent(Slot slot) {
        LOG.info("Digest {} is not posted: somebody has muted that day", slot.key());
        String words = "somebody has muted the digests of that day";
        sending.end(slot.key(), new Ending(SlotState.SILENT, clock.instant(), false, MUTED, words, null), null);
    }

    /** Goes on with a message that is frozen. */
    CompletableFuture<Void> resume(Slot slot) {
        return guard.guarded(List.of(slot), () -> {
            Optional<Recipient> to = recipient(slot);
            Deliveries.Kept kept = ledger.deliveries().unfinished(slot.key()).orElse(null);
            if (to.isEmpty()) {
                gone(slot);
            } else if (kept == null ? posted(slot) : taken(slot, kept)) {
                return CompletableFuture.completedFuture(null);
            } else if (kept == null || outdated(slot, kept)) {
                return slot.key().ofCompany() ? rollUp(slot) : rollCall(List.of(slot));
            } else {
                return resume(slot, kept, to.get());
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Ends a slot whose digest is known to have been sent, by a process that could write down no more than that. */
    private boolean posted(Slot slot) {
        Optional<Deliveries.Kept> digest =
                ledger.deliveries().of(slot.key(), MessageKind.DIGEST).filter(Deliveries.Kept::sent);
        digest.ifPresent(kept -> sending.sent(kept.message(), slot.late(), names(kept)));
        return digest.isPresent();
    }

    /** The same where a process could write down of its attempt that it was taken, and no more. */
    private boolean taken(Slot slot, Deliveries.Kept kept) {
        boolean taken = kept.taken() && kept.message().kind() == MessageKind.DIGEST;
        if (taken) {
            sending.sent(kept.message(), slot.late(), names(kept));
        }
        return taken;
    }

    /** Whether a group reads names in it, or has: those of somebody who was there after all are cleared later. */
    private static boolean names(Deliveries.Kept kept) {
        return kept.message().kind() == MessageKind.DIGEST
                && !kept.message().slot().ofCompany()
                && !kept.refused();
    }

    /** Nobody has tried to send it, and by now it would have to say that it is late, or later. */
    private boolean outdated(Slot slot, Deliveries.Kept kept) {
        return kept.attempts() == 0 && timetable.late(slot.late() ? kept.frozenAt() : slot.asOf(), clock.instant());
    }

    private CompletableFuture<Void> resume(Slot slot, Deliveries.Kept kept, Recipient to) {
        Frozen message = kept.rest();
        boolean again = message.kind() == MessageKind.NOTICE && !slot.held();
        Sending.Work work = new Sending.Work(
                slot.asOf(),
                slot.until(),
                kept.frozenAt(),
                slot.late(),
                names(kept),
                again,
                slot.tries(),
                again ? "DingTalk's data could not be read" : null);
        CompletableFuture<Outcome> sent =
                kept.attempts() == 0 ? sending.send(message, to, work) : sending.sendOn(message, to, work);
        return sent.thenAccept(outcome -> {});
    }

    /** Looks again at those whom digests of one cutoff named, and sends the corrections that are frozen already. */
    CompletableFuture<Void> correct(List<Slot> slots) {
        return guard.guarded(slots, () -> {
            List<CompletableFuture<?>> sent = new ArrayList<>();
            List<Corrections.Posted> again = new ArrayList<>();
            for (Slot slot : slots) {
                Optional<Recipient> to = recipient(slot);
                Optional<DepartmentConfig> config = config(slot.key());
                Optional<Deliveries.Kept> frozen = ledger.deliveries().unfinished(slot.key());
                if (to.isPresent() && frozen.isPresent()) {
                    sent.add(corrections.deliver(slot, frozen.get().rest(), to.get()));
                } else if (to.isPresent() && config.isPresent()) {
                    again.add(new Corrections.Posted(slot, config.get(), to.get()));
                } else {
                    ledger.slots().corrected(process, slot.key(), null, null);
                }
            }
            if (!again.isEmpty()) {
                sent.add(corrections.run(again, new Run(Deadline.in(DEADLINE, waiting))));
            }
            return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
        });
    }

    private CheckAnswers answers(SlotKey key) {
        return ledger.answers(process, key.workDate(), key.cutoff());
    }

    private Optional<DepartmentConfig> config(SlotKey key) {
        return settings.departments().stream()
                .filter(department -> department.id() == key.department())
                .findFirst();
    }

    private Optional<Recipient> recipient(Slot slot) {
        return slot.key().ofCompany()
                ? company(slot)
                : config(slot.key()).flatMap(config -> recipients.of(config, slot.name()));
    }

    /** HR; the admins where HR could not be written to. */
    private Optional<Recipient> company(Slot slot) {
        boolean unreached = slot.state() == SlotState.FAILED && !FailedDelivery.DATA.equals(slot.reason());
        return unreached
                ? recipients.admins("admins").or(() -> recipients.company("company"))
                : recipients.company("company");
    }

    private void gone(Slot slot) {
        LOG.error("Cannot deliver digest {}: the configuration has no such department or robot any more", slot.key());
        sending.end(
                slot.key(),
                new Ending(
                        SlotState.FAILED,
                        clock.instant(),
                        false,
                        "REFUSED",
                        "the configuration has no such department or robot any more",
                        null),
                null);
    }

    private static CompletableFuture<Void> all(List<Delivering> some) {
        return CompletableFuture.allOf(some.stream().map(Delivering::outcome).toArray(CompletableFuture<?>[]::new));
    }

    /** From here on what fails was interrupted, and whoever stops gives the slots back. */
    void stop() {
        guard.stop();
    }
}
