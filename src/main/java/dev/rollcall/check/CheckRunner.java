package dev.rollcall.check;

import dev.rollcall.absence.AbsenceFinder;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.message.DigestContext.Lateness;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One roll call for the departments of some slots, from beginning to end: find, render, freeze, deliver; what becomes of
 * each slot is written down as it is known.
 *
 * <p>Departments do not wait for each other. Blocks until everything is frozen; thread-safe.
 */
public final class CheckRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);
    private static final int TROUBLES_TOLD = 10;

    private final AbsenceFinder finder;
    private final CheckSettings settings;
    private final Timetable timetable;
    private final Postings postings;
    private final Past past;
    private final Sending sending;
    private final Ledger ledger;
    private final UUID process;
    private final SlotPlanner planner;
    private final EmptyDepartments empty;
    private final Clock clock;

    /** Two cutoffs of one instant would both find that nobody has been mentioned today. */
    private final Object freezing = new Object();

    CheckRunner(
            AbsenceFinder finder,
            CheckSettings settings,
            Timetable timetable,
            Postings postings,
            Past past,
            Sending sending,
            Ledger ledger,
            UUID process,
            SlotPlanner planner,
            Clock clock) {
        this.finder = finder;
        this.settings = settings;
        this.timetable = timetable;
        this.postings = postings;
        this.past = past;
        this.sending = sending;
        this.ledger = ledger;
        this.process = process;
        this.planner = planner;
        this.empty = new EmptyDepartments(settings, ledger);
        this.clock = clock;
    }

    /**
     * Makes {@code check} for {@code slots}, which this process has claimed, and sends what there is to say.
     *
     * @param check its departments may be more than those of {@code slots}: of the others nothing is said
     * @param found told the roll call before anything is posted
     * @return one for each message on its way; slots that have nothing to say have ended
     */
    List<Delivering> run(Check check, List<Slot> slots, Run run, Consumer<RollCall> found) {
        RollCall rollCall = find(check, run);
        found.accept(rollCall);
        log(check, rollCall);
        empty.look(rollCall);
        return post(check, slots, rollCall, run);
    }

    /**
     * The same, where departments that are finished in time do not wait for those that are still being read.
     *
     * @param early told of which slots something is on its way, or which have ended, before the others are known; called by
     *     one thread at a time, and not any more when this returns
     * @return what is on its way of the others
     */
    List<Delivering> runByDepartment(
            Check check, List<Slot> slots, Run run, BiConsumer<List<Slot>, List<Delivering>> early) {
        List<Slot> rest = new ArrayList<>(slots);
        RollCall whole = finder.find(settings.question(check), run, finished -> {
            List<Slot> ready = of(rest, finished);
            if (!ready.isEmpty() && !timetable.late(check.asOf(), clock.instant())) {
                try {
                    early.accept(ready, post(check, ready, finished, run));
                    rest.removeAll(ready);
                } catch (LedgerException e) {
                    LOG.debug("{} departments wait for the others: {}", ready.size(), e.getMessage());
                }
            }
        });
        log(check, whole);
        empty.look(whole);
        return post(check, rest, whole, run);
    }

    private static List<Slot> of(List<Slot> slots, RollCall rollCall) {
        Set<Long> departments =
                rollCall.departments().stream().map(DepartmentRollCall::id).collect(Collectors.toSet());
        return slots.stream()
                .filter(slot -> departments.contains(slot.key().department()))
                .toList();
    }

    private List<Delivering> post(Check check, List<Slot> slots, RollCall rollCall, Run run) {
        Circumstances circumstances = circumstances(check, rollCall, lateness(check, rollCall, run));
        List<Posting> all;
        Set<SlotKey> mine;
        synchronized (freezing) {
            all = render(check, slots, rollCall, circumstances);
            mine = ledger.rollCalls()
                    .freeze(process, rollCall, all.stream().map(Posting::rolled).toList());
        }
        List<Delivering> delivering = new ArrayList<>();
        for (Posting posting : all) {
            if (mine.contains(posting.key())) {
                deliver(posting, slot(slots, posting.key()).orElseThrow(), rollCall)
                        .ifPresent(delivering::add);
            } else {
                sending.letGo(posting.key());
            }
        }
        return delivering;
    }

    /** Whether the digest that {@code slot} follows is still under way: nobody knows yet what the group will have read. */
    boolean mustWait(Slot slot) {
        return past.underWay(slot.key(), slot.asOf());
    }

    /** What digests of {@code rollCall} say besides who is absent, if they leave in time. */
    Circumstances inTime(Check check, RollCall rollCall) {
        return circumstances(check, rollCall, null);
    }

    private Circumstances circumstances(Check check, RollCall rollCall, @Nullable Lateness lateness) {
        boolean anybody = rollCall.company().absent() > 0;
        Set<String> known = anybody ? past.known(check.workDate(), clock.instant()) : Set.of();
        return new Circumstances(lateness, known, heard(check.departments()));
    }

    /** In which groups of {@code departments} the app robot hears what is written. */
    private Set<Long> heard(List<DepartmentConfig> departments) {
        if (!settings.receives()) {
            return Set.of();
        }
        Set<Long> heard = departments.stream()
                .filter(department -> department.conversation() != null)
                .map(DepartmentConfig::id)
                .collect(Collectors.toCollection(HashSet::new));
        if (heard.size() < departments.size()) {
            heard.addAll(past.tied());
        }
        return heard;
    }

    private List<Posting> render(Check check, List<Slot> slots, RollCall rollCall, Circumstances circumstances) {
        List<Posting> all = new ArrayList<>();
        Map<Long, DepartmentConfig> configs = check.departments().stream()
                .collect(Collectors.toMap(DepartmentConfig::id, one -> one, (one, same) -> one));
        for (DepartmentRollCall department : rollCall.departments()) {
            SlotKey key = new SlotKey(department.id(), check.workDate(), check.cutoff());
            slot(slots, key)
                    .flatMap(slot -> postings.of(
                            slot,
                            Objects.requireNonNull(configs.get(department.id())),
                            rollCall,
                            department,
                            circumstances))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static Optional<Slot> slot(List<Slot> slots, SlotKey key) {
        return slots.stream().filter(slot -> slot.key().equals(key)).findFirst();
    }

    /** What a digest that leaves now says of being late: those who have come since are looked for. */
    private @Nullable Lateness lateness(Check check, RollCall rollCall, Run run) {
        Instant now = clock.instant();
        if (!timetable.late(check.asOf(), now)) {
            return null;
        }
        Set<String> absent = rollCall.departments().stream()
                .flatMap(department -> department.with(Standing.ABSENT).stream())
                .map(finding -> finding.employee().id())
                .collect(Collectors.toSet());
        AbsenceFinder.Since since = finder.since(check.workDate(), absent, check.asOf(), now, run);
        Instant from = planner.interruptedFrom(check.asOf());
        return new Lateness(now, from, from == null ? null : planner.started(), since.came(), since.unread());
    }

    private Optional<Delivering> deliver(Posting posting, Slot slot, RollCall rollCall) {
        DepartmentRollCall department = posting.rollCall();
        String trouble = posting.again() ? trouble(rollCall) : null;
        Instant lateAt = posting.lateAt();
        Sending.Work work = new Sending.Work(
                slot.asOf(),
                slot.until(),
                lateAt == null ? clock.instant() : lateAt,
                posting.late(),
                !posting.held() && department.counts().absent() > 0,
                posting.again(),
                slot.tries(),
                trouble);
        if (posting.message() != null) {
            return Optional.of(new Delivering(
                    posting.key().department(),
                    posting.name(),
                    sending.send(posting.message(), posting.recipient(), work)));
        }
        if (posting.again()) {
            sending.again(posting.key(), work, null);
        } else {
            sending.end(
                    posting.key(),
                    new Ending(
                            posting.held() ? SlotState.SENT : SlotState.SILENT,
                            clock.instant(),
                            posting.late(),
                            null,
                            null,
                            null),
                    null);
        }
        return Optional.empty();
    }

    private static String trouble(RollCall rollCall) {
        return rollCall.troubles().stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("DingTalk's data could not be read");
    }

    /** The roll call of {@code check}, posted nowhere. */
    RollCall find(Check check, Run run) {
        return finder.find(settings.question(check), run);
    }

    private static void log(Check check, RollCall rollCall) {
        rollCall.troubles().stream()
                .map(SourceException::getMessage)
                .distinct()
                .limit(TROUBLES_TOLD)
                .forEach(LOG::warn);
        LOG.info(
                "Cutoff '{}' of {}: {} departments, {} due, {} absent, {} unverified",
                check.cutoff(),
                check.workDate(),
                rollCall.departments().size(),
                rollCall.company().due(),
                rollCall.company().absent(),
                rollCall.company().unverified());
    }
}
