package dev.rollcall.app;

import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.WorkingHours;
import dev.rollcall.budget.Meter;
import dev.rollcall.budget.QuotaWatch;
import dev.rollcall.budget.Shed;
import dev.rollcall.check.Check;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.check.HeldNames;
import dev.rollcall.check.Previews;
import dev.rollcall.check.PromisedSlots;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.FailureWords;
import dev.rollcall.message.Language;
import dev.rollcall.report.Times;
import dev.rollcall.web.Access;
import dev.rollcall.web.BoardApi;
import dev.rollcall.web.BoardData;
import dev.rollcall.web.BoardPages;
import dev.rollcall.web.Delivery;
import dev.rollcall.web.DoctorApi;
import dev.rollcall.web.LiveEvents;
import dev.rollcall.web.PreviewPages;
import dev.rollcall.web.ReportPages;
import dev.rollcall.web.Routes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the board's addresses answer from: the state of the day, and the ledger. Thread-safe. */
final class BoardSide implements BoardData, AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** How old the board's numbers may get when nobody works. */
    private static final Duration OUTSIDE_HOURS = Duration.ofHours(1);

    private static final int LATE = 8;

    private static final Map<Language, FailureWords> FAILURES = Arrays.stream(Language.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), FailureWords::in));

    private final BotConfig config;
    private final ReadSide read;
    private final Meter meter;
    private final Ledger ledger;
    private final Clock clock;
    private final Waiting waiting;
    private final Access access;
    private final LiveEvents events;
    private final Watching watching;
    private final Reports reports;
    private final BoardPreviews shownPreviews;
    private final HeldNames heldNames;

    /** Where answers are given that had to wait for a reading: not where DingTalk is read. */
    private final ExecutorService late = Executors.newFixedThreadPool(LATE, work -> {
        Thread thread = new Thread(work, "board-answers");
        thread.setDaemon(true);
        return thread;
    });

    BoardSide(
            BotConfig config,
            ReadSide read,
            Previews previews,
            Meter meter,
            Ledger ledger,
            Clock clock,
            Waiting waiting) {
        this.config = config;
        this.read = read;
        this.meter = meter;
        this.ledger = ledger;
        this.clock = clock;
        this.waiting = waiting;
        access = new Access(config.web(), config.dingtalk().appSecret(), read.links(), clock, waiting);
        events = new LiveEvents(access, departments(), config.zone(), clock);
        watching = new Watching(events, this, config.zone(), clock, waiting);
        heldNames = new HeldNames(ledger.releases(), config.spikeGuard());
        reports = new Reports(config, read, ledger, clock);
        shownPreviews = new BoardPreviews(config, previews, ledger, clock, waiting, read.executor());
    }

    /** Everything that it answers at. */
    List<Routes> routes(DoctorSide doctor) {
        return List.of(
                new BoardApi(access, config.zone(), clock, departments(), new Known(), this::deliveries, late),
                new DoctorApi(access, doctor::lately, config.language(), late),
                events,
                new BoardPages(access, this, config.zone(), clock, late),
                new ReportPages(access, reports, config.language(), config.zone(), clock),
                new PreviewPages(access, shownPreviews, config.language(), config.zone(), late));
    }

    Reports reports() {
        return reports;
    }

    /** Whom the board lets in. */
    Access access() {
        return access;
    }

    /** Begins to tell those who look. */
    void start() {
        watching.start();
    }

    /** Tells nobody any more who looks; who asks is answered. */
    void hangUp() {
        watching.close();
        events.close();
    }

    @Override
    public void close() {
        hangUp();
        late.shutdownNow();
    }

    @Override
    public Language language() {
        return config.language();
    }

    @Override
    public List<Long> departments() {
        return config.departments().stream().map(DepartmentConfig::id).toList();
    }

    @Override
    public CompletableFuture<RollCall> rollCall(Collection<Long> departments, LocalDate date) {
        return date.equals(LocalDate.ofInstant(clock.instant(), config.zone()))
                ? today(departments)
                : read.live().day(departments, date);
    }

    /**
     * Outside working hours an answer of an hour ago is as good as one of now, and so it is where the calls that are left
     * of the month are needed for the digests.
     */
    private CompletableFuture<RollCall> today(Collection<Long> departments) {
        Duration refresh = config.web().refresh();
        Duration outside = refresh.compareTo(OUTSIDE_HOURS) > 0 ? refresh : OUTSIDE_HOURS;
        return read.live()
                .today(departments, outside)
                .thenCompose(known -> WorkingHours.include(known, clock.instant())
                                && !meter.shed().includes(Shed.BOARD_REFRESH)
                        ? read.live().today(departments, refresh)
                        : CompletableFuture.completedFuture(known));
    }

    @Override
    public List<Delivery> deliveries(LocalDate workDate) {
        Map<SlotKey, Integer> attempts = ledger.outcomes().attempts(workDate);
        return ledger.slots().of(workDate).stream()
                .map(slot -> delivery(slot, attempts.getOrDefault(slot.key(), 0)))
                .toList();
    }

    private Delivery delivery(Slot slot, int attempts) {
        @Nullable Instant sentAt = slot.sentAt();
        return new Delivery(
                slot.key().department(),
                slot.name().isEmpty() ? configured(slot.key().department()) : slot.name(),
                slot.key().workDate().toString(),
                slot.key().cutoff(),
                slot.state().word(),
                slot.late(),
                attempts,
                slot.words(),
                why(slot),
                sentAt == null ? null : Times.full(sentAt, config.zone()));
    }

    private static Map<Language, String> why(Slot slot) {
        Map<Language, String> why = new EnumMap<>(Language.class);
        String reason = slot.reason();
        if (reason != null) {
            FAILURES.forEach((language, words) -> why.put(language, words.of(reason, slot.code())));
        }
        return why;
    }

    private String configured(long department) {
        return department(department).map(DepartmentConfig::name).orElse("");
    }

    private Optional<DepartmentConfig> department(long id) {
        return config.departments().stream().filter(one -> one.id() == id).findFirst();
    }

    @Override
    public @Nullable Instant next(long department) {
        Instant now = clock.instant();
        Stream<Instant> byNow = config.departments().stream()
                .filter(one -> department == SlotKey.COMPANY || one.id() == department)
                .flatMap(one -> one.cutoffs().stream())
                .distinct()
                .flatMap(name -> cutoff(name).flatMap(one -> one.next(now.atZone(config.zone()))).stream())
                .map(ZonedDateTime::toInstant);
        Stream<Instant> asPromised = new PromisedSlots(ledger.slots(), config.zone())
                .after(now).stream()
                        .filter(slot ->
                                department == SlotKey.COMPANY || slot.key().department() == department)
                        .map(Slot::asOf);
        return Stream.concat(byNow, asPromised).min(Comparator.naturalOrder()).orElse(null);
    }

    private Optional<CutoffConfig> cutoff(String name) {
        return Stream.ofNullable(config.cutoffs().get(name)).findFirst();
    }

    @Override
    public Set<Long> held(RollCall rollCall) {
        return heldNames.of(rollCall);
    }

    @Override
    public boolean namesInDigest(long department) {
        return department(department)
                .map(one -> one.show() == DigestStyle.Show.NAMES)
                .orElse(false);
    }

    @Override
    public Map<String, String> known(LocalDate date) {
        return ledger.acknowledgements().of(date, clock.instant()).values().stream()
                .collect(Collectors.toMap(one -> one.userId(), one -> one.reason(), (one, same) -> one));
    }

    @Override
    public Quota quota() {
        Meter.State now = meter.state();
        return new Quota(
                now.calls(),
                now.callLimit(),
                now.callForecast(),
                now.messages(),
                now.messageLimit(),
                now.messageForecast(),
                QuotaWatch.shed(now.shed()),
                now.refused());
    }

    @Override
    public List<Day> trend(long department, LocalDate first, LocalDate last) {
        return ledger.trends().of(department, first, last).entrySet().stream()
                .map(one -> new Day(one.getKey(), one.getValue()))
                .toList();
    }

    /** The state of the day that all share who ask, and for an instant of its own a roll call of its own. */
    private final class Known implements BoardApi.RollCalls {
        @Override
        public CompletableFuture<RollCall> of(Collection<Long> departments, LocalDate date) {
            return read.live().of(departments, date);
        }

        @Override
        public CompletableFuture<RollCall> at(Collection<Long> departments, LocalDate date, Instant asOf) {
            List<DepartmentConfig> wanted = config.departments().stream()
                    .filter(one -> departments.contains(one.id()))
                    .toList();
            Check check = new Check("check " + asOf, asOf, date, wanted, false);
            return CompletableFuture.supplyAsync(
                    () -> read.find(check, new Run(Deadline.in(LONGEST, waiting))), read.executor());
        }
    }
}
