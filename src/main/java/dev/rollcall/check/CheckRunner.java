package dev.rollcall.check;

import dev.rollcall.absence.AbsenceFinder;
import dev.rollcall.absence.Department;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.Standing;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.message.DigestContext.Lateness;
import dev.rollcall.message.DigestStyle;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
        log(check, rollCall);
        return delivering;
    }

    /** Whether the digest that {@code key} follows is still under way: nobody knows yet what the group will have read. */
    boolean mustWait(SlotKey key) {
        return past.underWay(key);
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
        for (int index = 0; index < check.departments().size(); index++) {
            DepartmentConfig config = check.departments().get(index);
            SlotKey key = new SlotKey(config.id(), check.workDate(), check.cutoff());
            Optional<Slot> slot = slot(slots, key);
            if (slot.isPresent()) {
                DepartmentRollCall department = rollCall.departments().get(index);
                postings.of(slot.get(), config, rollCall, department, circumstances)
                        .ifPresent(all::add);
            }
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
        return find(finder, settings, check, run);
    }

    /** The roll call of {@code check} by {@code finder}, for those who have nothing to deliver. */
    public static RollCall find(AbsenceFinder finder, CheckSettings settings, Check check, Run run) {
        List<DepartmentConfig> others = settings.departments().stream()
                .filter(department -> !check.departments().contains(department))
                .toList();
        return finder.find(
                new AbsenceFinder.Question(
                        wanted(check.departments()), wanted(others), check.asOf(), check.workDate(), settings.exempt()),
                run);
    }

    /** What has to be read of {@code departments}. */
    public static List<Department.Wanted> wanted(List<DepartmentConfig> departments) {
        return departments.stream()
                .map(department -> new Department.Wanted(
                        department.id(),
                        department.name(),
                        department.mention() == DigestStyle.Mention.LEAD
                                && department.leads().isEmpty()))
                .toList();
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

    /**
     * A message on its way.
     *
     * @param department DingTalk's {@code dept_id}; 0 for the company's roll-up
     * @param name the department's name; untrusted text
     * @param outcome completes with what became of it
     */
    record Delivering(long department, String name, CompletableFuture<Outcome> outcome) {
        /** Waits for the end. */
        CheckReport.Delivered delivered() {
            try {
                return new CheckReport.Delivered(department, name, outcome.join());
            } catch (java.util.concurrent.CompletionException | java.util.concurrent.CancellationException e) {
                return new CheckReport.Delivered(
                        department, name, new Outcome(false, 0, false, Reason.STOPPED, "stopped before it ended"));
            }
        }
    }
}
