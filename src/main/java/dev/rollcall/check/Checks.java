package dev.rollcall.check;

import dev.rollcall.absence.AbsenceFinder;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.Deliverer;
import dev.rollcall.delivery.Unwritten;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.Slots.Planned;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one process that makes checks and posts digests, each slot's exactly once over all processes of the
 * ledger. Thread-safe.
 */
public final class Checks implements AutoCloseable {
    private static final Duration A_BEAT = Duration.ofSeconds(1);

    private static final Duration ROLL_CALLS = Duration.ofMinutes(10);

    /** A robot that does not answer is somebody else's to wait for. */
    private static final Duration DIGESTS = Duration.ofSeconds(15);

    private final UUID process = UUID.randomUUID();
    private final Unwritten unwritten = new Unwritten();
    private final Ledger ledger;
    private final Clock clock;
    private final Waiting waiting;
    private final Recipients recipients;
    private final Sending sending;
    private final CheckRunner runner;
    private final RollUps rollUps;
    private final Rounds rounds;
    private final Heartbeat serving;
    private final Heartbeat posting;
    private final CheckScheduler scheduler;
    private final UnderWay underWay;
    private final Requests requests;
    private final Previews previews;
    private final Silence silence;
    private volatile boolean served;

    /**
     * Does nothing yet.
     *
     * @param finder finds who is absent
     * @param deliverer brings messages to their recipients; stays the caller's to close, before this
     * @param keepDays days after which everything of a work date is deleted
     * @param language the language of the company's roll-up
     * @param underWay where checks run, each on its own
     * @param ahead begins before cutoffs what can be known then
     * @param contacts reads contacts at night
     * @param watchdog tells a watchdog outside that a cutoff ended well; why it did not hear, empty where it did; null: there
     *     is none
     * @param started when the program began to start: cutoffs after that are not lost
     * @param watch is told how late messages leave
     */
    public Checks(
            AbsenceFinder finder,
            Deliverer deliverer,
            CheckSettings settings,
            Timetable timetable,
            Ledger ledger,
            int keepDays,
            Language language,
            Clock clock,
            Waiting waiting,
            UnderWay underWay,
            SweepAhead ahead,
            NightlyContacts contacts,
            @Nullable Supplier<Optional<String>> watchdog,
            Instant started,
            DigestWatch watch) {
        this.ledger = ledger;
        this.clock = clock;
        this.waiting = waiting;
        this.underWay = underWay;
        recipients = new Recipients(settings);
        DigestRenderer renderer = new DigestRenderer();
        Past past = new Past(ledger, timetable);
        sending = new Sending(ledger, deliverer, unwritten, process, timetable, clock, underWay, watch);
        SlotPlanner planner = new SlotPlanner(ledger, settings, timetable, recipients, started);
        Postings postings = new Postings(renderer, settings, recipients, past);
        runner = new CheckRunner(finder, settings, timetable, postings, past, sending, ledger, process, planner, clock);
        rollUps = new RollUps(
                runner, settings, timetable, renderer, language, past, sending, ledger, process, planner, clock);
        Corrections corrections = new Corrections(finder, renderer, timetable, sending, ledger, process, clock);
        SlotWork work = new SlotWork(
                runner, rollUps, corrections, settings, timetable, sending, ledger, process, clock, waiting);
        Failures failures = new Failures(ledger, recipients, rollUps, renderer, settings.zone(), clock);
        Witness witness = new Witness(ledger, timetable, watchdog, unwritten, underWay);
        rounds = new Rounds(
                ledger,
                process,
                planner,
                work,
                ahead,
                contacts,
                failures,
                witness,
                keepDays,
                settings.zone(),
                clock,
                underWay);
        silence = new Silence(ledger, settings, timetable, recipients, started);
        serving = new Heartbeat(ledger, process, unwritten, waiting, rounds::round);
        posting = new Heartbeat(ledger, process, unwritten, waiting, () -> {});
        scheduler = new CheckScheduler(timetable, clock, rounds::wake);
        requests = new Requests(ledger, timetable, clock, rounds::wake);
        previews = new Previews(runner, rollUps, postings, settings, timetable, ledger, clock);
    }

    /** Begins to work on whatever is due, and logs when each cutoff fires next. */
    public void serve() {
        served = true;
        sending.serve();
        rounds.begin();
        serving.start();
        scheduler.start();
    }

    /** Looks once for what is due, and hands it out. */
    public void round() {
        rounds.round();
    }

    /** What somebody wants posted besides what is due. */
    public Requests requests() {
        return requests;
    }

    /** What would be posted. */
    public Previews previews() {
        return previews;
    }

    /** The id by which the ledger knows this process, and hears every second that it lives while it serves. */
    public UUID process() {
        return process;
    }

    /** Whether cutoffs will be woken. */
    public boolean running() {
        return scheduler.running();
    }

    /** What keeps the ledger from being written; null where nothing does. */
    public LedgerException.@Nullable Reason trouble() {
        return serving.trouble();
    }

    /**
     * Whether a cutoff that was due has been without an outcome for more than four minutes.
     *
     * @throws LedgerException if the ledger cannot be reached
     */
    public boolean overdue() {
        return silence.overdue(clock.instant()).isPresent();
    }

    Silence silence() {
        return silence;
    }

    /**
     * Makes {@code check} now, because somebody asked for it, and posts what there is to say. A slot that was posted
     * before is not posted again.
     *
     * @param worth how long from now a digest is worth posting
     * @param found told the roll call before anything is posted
     * @return once every delivery has ended
     */
    public CheckReport post(Check check, Run run, Duration worth, Consumer<RollCall> found) {
        if (!served) {
            posting.start();
        }
        Instant until = clock.instant().plus(worth);
        List<Planned> planned = check.departments().stream()
                .filter(department -> check.digests().contains(department.id()))
                .filter(department ->
                        recipients.of(department, department.name()).isPresent())
                .map(department -> planned(department.id(), check, until))
                .toList();
        List<Slot> mine = ledger.slots().claimThese(process, planned);
        RollCall[] seen = new RollCall[1];
        List<CheckReport.Delivered> all = new ArrayList<>();
        List<Delivering> delivering = orGivenBack(
                mine,
                () -> runner.run(check, mine, run, rollCall -> {
                    seen[0] = rollCall;
                    found.accept(rollCall);
                }));
        delivering.stream().map(Delivering::delivered).forEach(all::add);
        if (check.company() && recipients.company("company").isPresent()) {
            Planned company = planned(SlotKey.COMPANY, check, until);
            for (Slot slot : ledger.slots().claimThese(process, List.of(company))) {
                orGivenBack(List.of(slot), () -> rollUps.run(slot, run).stream().toList()).stream()
                        .map(Delivering::delivered)
                        .forEach(all::add);
            }
        }
        sending.letGo(mine);
        return new CheckReport(check, seen[0], all, before(planned, mine, seen[0]));
    }

    /** What {@code work} gives; if it fails, nothing of {@code slots} is held on to. */
    private <T> T orGivenBack(List<Slot> slots, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            slots.forEach(slot -> sending.giveBack(slot.key(), Duration.ZERO));
            throw e;
        }
    }

    private static Planned planned(long department, Check check, Instant until) {
        return new Planned(
                new SlotKey(department, check.workDate(), check.cutoff()), check.asOf(), until, check.asOf());
    }

    /** What had become of the slots that were not to be had. */
    private List<CheckReport.Before> before(List<Planned> planned, List<Slot> mine, RollCall rollCall) {
        Map<Long, String> names = rollCall.departments().stream()
                .collect(Collectors.toMap(one -> one.id(), one -> one.name(), (one, same) -> one));
        List<SlotKey> had = mine.stream().map(Slot::key).toList();
        return planned.stream()
                .map(Planned::key)
                .filter(key -> !had.contains(key))
                .flatMap(key -> ledger.slots().find(key).stream())
                .map(slot -> new CheckReport.Before(
                        slot.key().department(),
                        names.getOrDefault(slot.key().department(), slot.name()),
                        slot.state(),
                        slot.sentAt()))
                .toList();
    }

    /** Takes up nothing more, and stops what is under way as soon as it can. */
    public void stop() {
        scheduler.close();
        rounds.stop();
    }

    /** Takes up nothing more; what is under way goes on, and what fails of it is given back. */
    public void takeNothingMore() {
        scheduler.close();
        rounds.finish();
    }

    /**
     * Waits until the roll calls that were begun have ended, a few minutes at most, a moment for their digests, and for as
     * long as it takes until what has become of them is written down. Call {@link #takeNothingMore} first.
     */
    public void finish() throws InterruptedException {
        underWay.awaitNone(ROLL_CALLS);
        sending.awaitNone(DIGESTS);
        underWay.awaitNone(DIGESTS);
        while (!unwritten.isEmpty()) {
            waiting.pause(A_BEAT);
        }
    }

    /** Writes down what can be, and gives back what it has. Call {@link #stop} first, and close the deliverer. */
    @Override
    public void close() {
        sending.settle();
        (served ? serving : posting).close();
    }
}
