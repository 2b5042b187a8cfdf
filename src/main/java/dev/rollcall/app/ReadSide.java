package dev.rollcall.app;

import dev.rollcall.absence.AbsenceFinder;
import dev.rollcall.absence.AbsenceRule;
import dev.rollcall.absence.DayPlans;
import dev.rollcall.absence.DayRecords;
import dev.rollcall.absence.KnownDay;
import dev.rollcall.absence.LiveRollCalls;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.budget.Meter;
import dev.rollcall.check.Check;
import dev.rollcall.check.CheckSettings;
import dev.rollcall.check.Coverage;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.dingtalk.DingTalkAttendance;
import dev.rollcall.dingtalk.DingTalkClient;
import dev.rollcall.dingtalk.DingTalkRoster;
import dev.rollcall.dingtalk.Shared;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MonthlyAllowance;
import dev.rollcall.trace.TracedPool;
import dev.rollcall.web.Links;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What asks DingTalk and finds out who is absent. Thread-safe. */
public final class ReadSide implements AutoCloseable {
    /** Between cutoffs a plan is good for so long. */
    private static final Duration PLANS = Duration.ofMinutes(30);

    /** How old contacts may be at a cutoff: they may have been read when the longest sweep ahead of it began. */
    private static final Duration CONTACTS = Duration.ofMinutes(20);

    /** Read anew, unless somebody else has just done it. */
    private static final Duration FRESH_CONTACTS = Duration.ofMinutes(1);

    /** Between cutoffs those of the last night do, which may take a while to be read. */
    private static final Duration NIGHTLY_CONTACTS = Duration.ofHours(26);

    private final ExecutorService executor;
    private final Metrics metrics;
    private final @Nullable MonthlyAllowance allowance;
    private final @Nullable Meter meter;
    private final DingTalkClient client;
    private final DingTalkRoster rosters;
    private final Links links;
    private final CheckSettings settings;
    private final Set<String> named;
    private final RosterSource contacts;
    private final RosterSource freshContacts;
    private final RosterSource nightlyContacts;
    private final AbsenceFinder finder;
    private final LiveRollCalls live;
    private final DayRecords records;

    /**
     * Has what asking needs loaded on threads of its own, at the beginning of a process that will ask soon: some tenths of
     * a second that pass while the configuration is read.
     */
    public static void warmUp() {
        thread(DingTalkClient::warmUp).start();
    }

    /** Asks nothing yet, and remembers nothing from one roll call to the next. */
    public ReadSide(BotConfig config, Clock clock, Waiting waiting) {
        this(config, clock, waiting, null);
    }

    /**
     * Asks nothing yet.
     *
     * @param ledger what is remembered from one roll call to the next; null: nothing
     */
    public ReadSide(BotConfig config, Clock clock, Waiting waiting, @Nullable Ledger ledger) {
        this(config, clock, waiting, ledger, null);
    }

    /**
     * The same beside another.
     *
     * @param before what asks DingTalk too, until it is closed: both keep to the limits together, and count together; null:
     *     none
     */
    ReadSide(BotConfig config, Clock clock, Waiting waiting, @Nullable Ledger ledger, @Nullable ReadSide before) {
        executor = new TracedPool(ReadSide::thread);
        metrics = before == null ? new Metrics(waiting) : before.metrics;
        allowance = ledger == null ? null : ledger.calls(config.dingtalk().monthlyCalls());
        meter = ledger == null ? null : meter(config, ledger, clock);
        client = before == null
                ? new DingTalkClient(config.dingtalk(), clock, waiting, shared(ledger), metrics::called)
                : before.client.beside(config.dingtalk(), shared(ledger));
        rosters = new DingTalkRoster(client, executor);
        links = new Links(config.web(), config.dingtalk().appSecret(), clock);
        settings = new CheckSettings(
                config.zone(),
                config.exempt(),
                config.spikeGuard(),
                config.departments(),
                config.company(),
                config.dingtalk().stream() || config.dingtalk().callback(),
                links,
                config.admins());
        named = Set.copyOf(config.people().keySet());
        contacts = ledger == null ? rosters : ledger.remembering(rosters, CONTACTS);
        freshContacts = ledger == null ? rosters : ledger.remembering(rosters, FRESH_CONTACTS);
        nightlyContacts = ledger == null ? rosters : ledger.remembering(rosters, NIGHTLY_CONTACTS);
        DayPlans plans = new DayPlans(contacts, clock, PLANS);
        KnownDay known = ledger == null ? KnownDay.NOTHING : ledger.knownDay();
        finder = finder(config, plans.anew(), known, clock, "check");
        live = live(config, plans.recalling(nightlyContacts), known, clock, waiting, "live");
        // A report is kept: whoever belongs to a department by now is in it.
        LiveRollCalls kept = live(config, plans.recalling(contacts), known, clock, waiting, "report");
        records = new DayRecords(kept, new DingTalkAttendance(client, executor), clock, waiting);
    }

    private LiveRollCalls live(
            BotConfig config, RosterSource recalling, KnownDay known, Clock clock, Waiting waiting, String purpose) {
        return new LiveRollCalls(
                finder(config, recalling, known, clock, purpose),
                CheckSettings.wanted(config.departments()),
                config.exempt(),
                config.zone(),
                clock,
                waiting,
                executor);
    }

    /** @param purpose what its roll calls are for, as a label of metrics */
    private AbsenceFinder finder(BotConfig config, RosterSource rosters, KnownDay known, Clock clock, String purpose) {
        return new AbsenceFinder(
                rosters,
                new DingTalkAttendance(client, executor),
                known,
                new AbsenceRule(config.grace()),
                config.zone(),
                clock,
                executor,
                metrics.rollCalls(purpose));
    }

    private static Meter meter(BotConfig config, Ledger ledger, Clock clock) {
        Meter.Limits limits = new Meter.Limits(
                config.dingtalk().monthlyCalls(), config.dingtalk().monthlyMessages());
        return new Meter(ledger, limits, config::quota, clock);
    }

    /** An embedded database has one process only, whose own limit is enough. */
    private Shared shared(@Nullable Ledger ledger) {
        if (ledger == null || allowance == null || meter == null) {
            return Shared.alone();
        }
        Shared.Turns turns = ledger.embedded() ? Shared.Turns.NONE : ledger.limits()::reserve;
        return new Shared(turns, new CallsOfTheMonth(allowance, meter));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rollcall");
        thread.setDaemon(true);
        return thread;
    }

    /** One roll call, posted nowhere. */
    public RollCall find(Check check, Run run) {
        return find(check, run, finished -> {});
    }

    /** The same; {@code early} is told departments that are finished before others, by one thread at a time. */
    public RollCall find(Check check, Run run, Consumer<RollCall> early) {
        return finder.find(settings.question(check), run, early);
    }

    /** DingTalk's own names of departments, by id, read within {@code run}; those that cannot be read are missing. */
    public Map<Long, String> names(List<Long> departments, Run run) {
        return rosters.names(departments, run);
    }

    /** Who belongs to no configured department, read anew within {@code run}; costs no quota. */
    public Coverage coverage(Run run) {
        List<Long> configured =
                settings.departments().stream().map(DepartmentConfig::id).toList();
        return Coverage.of(rosters.organisation(run), configured, settings.exempt(), named);
    }

    public CheckSettings settings() {
        return settings;
    }

    /** What it counts of itself, and what others count. */
    Metrics metrics() {
        return metrics;
    }

    /** What the month costs; null where nothing is remembered. */
    @Nullable
    Meter meter() {
        return meter;
    }

    /** Who belongs where. */
    RosterSource contacts() {
        return contacts;
    }

    /** The same, read a minute ago at most. */
    RosterSource freshContacts() {
        return freshContacts;
    }

    /** The same, read last night at the earliest. */
    RosterSource nightlyContacts() {
        return nightlyContacts;
    }

    /** Whether the month's calls suffice for asking about everybody ahead of cutoffs. */
    boolean sweepsAffordable() {
        return meter != null && meter.state().sweeps();
    }

    /** Where the board is. */
    Links links() {
        return links;
    }

    /** The state of the day between cutoffs. */
    LiveRollCalls live() {
        return live;
    }

    /** Days that are over. */
    DayRecords records() {
        return records;
    }

    AbsenceFinder finder() {
        return finder;
    }

    DingTalkClient client() {
        return client;
    }

    /** Where checks and side by side work run; as many threads as there is work, which the limits keep small. */
    ExecutorService executor() {
        return executor;
    }

    /** Stops what is under way and closes the connections. */
    @Override
    public void close() {
        executor.shutdownNow();
        client.close();
        if (allowance != null) {
            allowance.close();
        }
    }
}
