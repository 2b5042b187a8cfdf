package dev.rollcall.check;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.delivery.MessageIds;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.RollCalls;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.message.DigestContext;
import dev.rollcall.message.DigestContext.Lateness;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.FailedDelivery;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The company's roll-up: all configured departments, and the digests that did not arrive. Made of the roll calls that
 * are kept; departments that have none are read. Blocks; thread-safe.
 */
final class RollUps {
    private final CheckRunner runner;
    private final CheckSettings settings;
    private final Timetable timetable;
    private final DigestRenderer renderer;
    private final Language language;
    private final Recipients recipients;
    private final Past past;
    private final Sending sending;
    private final Ledger ledger;
    private final UUID process;
    private final SlotPlanner planner;
    private final Clock clock;

    RollUps(
            CheckRunner runner,
            CheckSettings settings,
            Timetable timetable,
            DigestRenderer renderer,
            Language language,
            Past past,
            Sending sending,
            Ledger ledger,
            UUID process,
            SlotPlanner planner,
            Clock clock) {
        this.runner = runner;
        this.settings = settings;
        this.timetable = timetable;
        this.renderer = renderer;
        this.language = language;
        this.recipients = new Recipients(settings);
        this.past = past;
        this.sending = sending;
        this.ledger = ledger;
        this.process = process;
        this.planner = planner;
        this.clock = clock;
    }

    /** Makes the roll-up of {@code slot}, which this process has claimed, and sends it; empty where nobody was due. */
    Optional<Delivering> run(Slot slot, Run run) {
        RollCall whole = whole(slot, run, missing -> {
            RollCall read = find(slot, missing, run);
            ledger.rollCalls().keep(read, slot.key().cutoff(), read.departments());
            return read;
        });
        List<Slot> failed = failed(slot.key());
        Optional<Recipient> to = recipients.company("company");
        Instant now = clock.instant();
        boolean nobodyDue = whole.company().due() == 0 && whole.complete();
        if (nobodyDue || to.isEmpty()) {
            sending.end(slot.key(), new Ending(SlotState.SILENT, now, false, null, null, null), null);
            return Optional.empty();
        }
        boolean down = down(whole);
        boolean late = timetable.late(slot.asOf(), now);
        Sending.Work work = new Sending.Work(
                slot.asOf(),
                slot.until(),
                now,
                late,
                false,
                down,
                slot.tries(),
                down ? "DingTalk's data could not be read" : null);
        if (down && past.noticed(slot.key())) {
            sending.again(slot.key(), work, null);
            return Optional.empty();
        }
        Frozen message = message(slot, whole, failed, down, late ? lateness(slot, now) : null);
        RollCalls.Rolled rolled = new RollCalls.Rolled(slot.key(), null, message, late ? now : null, false, "");
        if (!ledger.rollCalls().freeze(process, whole, List.of(rolled)).contains(slot.key())) {
            sending.letGo(slot.key());
            return Optional.empty();
        }
        ledger.expiry().told(failed.stream().map(Slot::key).toList());
        return Optional.of(new Delivering(SlotKey.COMPANY, "company", sending.send(message, to.get(), work)));
    }

    /** The roll call over all departments that {@code slot} would be made of. Keeps nothing. */
    RollCall whole(Slot slot, Run run) {
        return whole(slot, run, missing -> find(slot, missing, run));
    }

    /** The same, where those of which none is kept have been read just now. */
    RollCall whole(Slot slot, Run run, @Nullable RollCall read) {
        return whole(slot, run, missing -> read == null ? find(slot, missing, run) : read);
    }

    /** The departments of which no roll call of {@code slot} is kept. */
    List<DepartmentConfig> unread(Slot slot) {
        Set<Long> kept = kept(slot).stream().map(one -> one.rollCall().id()).collect(Collectors.toSet());
        return settings.departments().stream()
                .filter(department -> !kept.contains(department.id()))
                .toList();
    }

    private List<RollCalls.Kept> kept(Slot slot) {
        return ledger.rollCalls().of(slot.key().workDate(), slot.key().cutoff()).stream()
                .filter(one -> one.asOf().equals(slot.asOf()))
                .toList();
    }

    private RollCall find(Slot slot, List<DepartmentConfig> departments, Run run) {
        return runner.find(
                new Check(slot.key().cutoff(), slot.asOf(), slot.key().workDate(), departments, true), run);
    }

    /** What {@code slot} would make HR read of {@code whole}, in time; empty: nothing. Keeps nothing. */
    Optional<Message> preview(Slot slot, RollCall whole) {
        boolean nobodyDue = whole.company().due() == 0 && whole.complete();
        return nobodyDue
                ? Optional.empty()
                : Optional.of(message(slot, whole, failed(slot.key()), down(whole), null)
                        .message());
    }

    private static boolean down(RollCall whole) {
        return whole.departments().stream().allMatch(DepartmentRollCall::dataDown);
    }

    private @Nullable Lateness lateness(Slot slot, Instant now) {
        Instant from = planner.interruptedFrom(slot.asOf());
        return new Lateness(now, from, from == null ? null : planner.started(), Set.of());
    }

    private Frozen message(Slot slot, RollCall whole, List<Slot> failed, boolean down, @Nullable Lateness lateness) {
        DigestContext context = DigestContext.of(whole)
                .linkedTo(settings.board().company())
                .guardedBy(settings.spikeGuard())
                .late(lateness);
        DigestContext told = down ? context.tried(0, slot.until()) : context;
        Map<Long, String> names = whole.departments().stream()
                .collect(Collectors.toMap(DepartmentRollCall::id, DepartmentRollCall::name));
        List<FailedDelivery> unsent =
                failed.stream().map(one -> told(one, names)).toList();
        MessageKind kind = down ? MessageKind.NOTICE : MessageKind.DIGEST;
        UUID id =
                MessageIds.of(SlotKey.COMPANY, slot.key().workDate(), slot.key().cutoff(), kind, slot.resend());
        return new Frozen(
                id,
                slot.key(),
                kind,
                renderer.company(told, whole, unsent, style()),
                renderer.company(told, whole, unsent, style().countsOnly()));
    }

    /** What HR reads of a digest that did not arrive; {@code names} are those of the departments, as far as known. */
    static FailedDelivery told(Slot slot, Map<Long, String> names) {
        long department = slot.key().department();
        String name = slot.name().isEmpty() ? names.getOrDefault(department, String.valueOf(department)) : slot.name();
        return new FailedDelivery(
                slot.key().ofCompany() ? FailedDelivery.COMPANY : name, String.valueOf(slot.reason()), slot.code());
    }

    DigestStyle style() {
        CompanyConfig company = settings.company();
        return new DigestStyle(
                language,
                DigestStyle.Show.COUNTS,
                DigestStyle.Mention.NONE,
                List.of(),
                DigestStyle.WhenAllPresent.BRIEF,
                company == null ? null : company.robot().keyword());
    }

    private List<Slot> failed(SlotKey key) {
        return ledger.slots().of(key.workDate()).stream()
                .filter(slot ->
                        slot.key().cutoff().equals(key.cutoff()) && !slot.key().ofCompany())
                .filter(slot -> slot.state() == SlotState.FAILED || slot.state() == SlotState.MISSED)
                .toList();
    }

    /** The roll call over all departments: what is kept, and for the rest what {@code reader} reads. */
    private RollCall whole(Slot slot, Run run, Function<List<DepartmentConfig>, RollCall> reader) {
        SlotKey key = slot.key();
        List<RollCalls.Kept> kept = kept(slot);
        Map<Long, DepartmentRollCall> known = kept.stream()
                .map(RollCalls.Kept::rollCall)
                .collect(Collectors.toMap(DepartmentRollCall::id, one -> one, (one, same) -> one, LinkedHashMap::new));
        List<DepartmentConfig> missing = settings.departments().stream()
                .filter(department -> !known.containsKey(department.id()))
                .toList();
        Instant readAt = kept.stream()
                .map(RollCalls.Kept::readAt)
                .max(Comparator.naturalOrder())
                .orElse(slot.asOf());
        RollCall read = null;
        if (!missing.isEmpty()) {
            read = reader.apply(missing);
            read.departments().forEach(one -> known.putIfAbsent(one.id(), one));
            readAt = read.readAt().isAfter(readAt) ? read.readAt() : readAt;
        }
        List<DepartmentRollCall> departments = settings.departments().stream()
                .map(department -> Objects.requireNonNull(known.get(department.id())))
                .toList();
        return new RollCall(
                slot.asOf(),
                readAt,
                key.workDate(),
                settings.zone(),
                departments,
                Counts.of(everybody(departments)),
                run.calls(),
                read == null ? List.of() : read.troubles());
    }

    /** Each person once, however many departments they are in. */
    private static List<Finding> everybody(List<DepartmentRollCall> departments) {
        Map<String, Finding> people = new LinkedHashMap<>();
        departments.forEach(department -> department
                .findings()
                .forEach(finding -> people.putIfAbsent(finding.employee().id(), finding)));
        return new ArrayList<>(people.values());
    }
}
