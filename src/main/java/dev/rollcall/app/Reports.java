package dev.rollcall.app;

import dev.rollcall.absence.DayRecord;
import dev.rollcall.absence.DayRecords;
import dev.rollcall.budget.Meter;
import dev.rollcall.budget.Shed;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.report.DailyReport;
import dev.rollcall.report.ReportRange;
import dev.rollcall.report.ReportRange.BadRangeException;
import dev.rollcall.web.ReportData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes daily reports: of days that are kept from the ledger, of all others from DingTalk, one day after the other; a day
 * that was over and could be read whole is kept. A report is read once, however many want it. Thread-safe.
 */
public final class Reports implements ReportData {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    /** A report that cannot be kept is good for so long. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final BotConfig config;
    private final Ledger ledger;
    private final DayRecords records;
    private final KeptDays kept;
    private final Clock clock;
    private final Executor executor;
    private final Object reading = new Object();
    private final @Nullable Meter meter;
    private final Map<ReportRange, Making> making = new HashMap<>();
    private @Nullable Recent recent;

    public Reports(BotConfig config, ReadSide read, Ledger ledger, Clock clock) {
        this.config = config;
        this.ledger = ledger;
        this.records = read.records();
        this.kept = new KeptDays(ledger.days(), configured(config), config.zone(), clock);
        this.meter = read.meter();
        this.clock = clock;
        this.executor = read.executor();
    }

    /** The last date of which there can be a report: today. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), config.zone());
    }

    @Override
    public int unread(ReportRange range) throws BadRangeException {
        Recent last = recent(range);
        return last != null && last.report() != null
                ? 0
                : kept.unread(range.dates()).size();
    }

    @Override
    public @Nullable String trouble(ReportRange range) {
        Recent last = recent(range);
        return last == null ? null : last.trouble();
    }

    /** What became of the report of {@code range} a moment ago; null where it was whole, or nobody wanted it. */
    private @Nullable Recent recent(ReportRange range) {
        synchronized (making) {
            Recent last = recent;
            boolean fresh = last != null
                    && last.range().equals(range)
                    && clock.instant().isBefore(last.at().plus(RECENT));
            return fresh ? last : null;
        }
    }

    @Override
    public void begin(ReportRange range) throws BadRangeException {
        CompletableFuture<DailyReport> unused = report(range);
    }

    @Override
    public CompletableFuture<DailyReport> report(ReportRange range) throws BadRangeException {
        return report(range, (done, all) -> {});
    }

    /**
     * The report of {@code range}.
     *
     * @param told after each day that was read how many were, and of how many; by other threads, one at a time
     * @throws BadRangeException if DingTalk has its days no more
     */
    public CompletableFuture<DailyReport> report(ReportRange range, Told told) throws BadRangeException {
        kept.unread(range.dates());
        Recent last = recent(range);
        if (last != null && last.report() != null) {
            return CompletableFuture.completedFuture(last.report());
        }
        synchronized (making) {
            Making known = making.get(range);
            if (known == null) {
                Making begun = new Making();
                making.put(range, begun);
                begun.report = CompletableFuture.supplyAsync(() -> make(range, begun), executor)
                        .whenComplete((report, failure) -> ended(range, report, failure));
                known = begun;
            }
            known.tell(told);
            return known.report.copy();
        }
    }

    private void ended(ReportRange range, @Nullable DailyReport report, @Nullable Throwable failure) {
        String trouble = failure == null ? null : String.valueOf(cause(failure).getMessage());
        boolean whole = report != null && report.complete() && range.to().isBefore(today());
        if (report != null && trouble == null) {
            trouble = report.days().stream()
                    .map(DayRecord::trouble)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        if (trouble != null) {
            LOG.warn("The report from {} to {} is not whole: {}", range.from(), range.to(), trouble);
        }
        synchronized (making) {
            making.remove(range);
            recent = whole ? null : new Recent(range, report, trouble, clock.instant());
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public @Nullable Progress progress(ReportRange range) {
        synchronized (making) {
            Making known = making.get(range);
            return known == null ? null : known.progress;
        }
    }

    private DailyReport make(ReportRange range, Making own) {
        Map<LocalDate, Map<Long, DayRecord>> days = new TreeMap<>();
        synchronized (reading) { // Two reports of the same days read them once.
            Map<LocalDate, List<Long>> unread = kept.missing(range.dates());
            int done = 0;
            own.told(done, unread.size());
            for (Map.Entry<LocalDate, List<Long>> one : unread.entrySet()) {
                spare(done, unread.size());
                List<DayRecord> read = records.of(one.getValue(), one.getKey());
                ledger.days()
                        .keep(read.stream()
                                .filter(day -> day.complete() && day.over())
                                .toList());
                read.forEach(day -> put(days, day));
                own.told(++done, unread.size());
            }
        }
        for (DayRecord day : ledger.days().of(range.from(), range.to())) { // What is kept was whole.
            DayRecord read = days.getOrDefault(day.workDate(), Map.of()).get(day.department());
            if (read == null || !read.complete()) {
                put(days, day);
            }
        }
        return new DailyReport(range.from(), range.to(), config.zone(), config.language(), inOrder(days));
    }

    /** Digests come first: a report stops before it takes the calls that the rest of the month needs. */
    private void spare(int done, int all) {
        if (meter != null && meter.look().shed().includes(Shed.CHAT_REFRESH)) {
            throw new IllegalStateException(
                    "The month's calls that are left are needed for the digests: " + done + " of "
                            + all + " days were read and are kept; ask for the others next month, or raise"
                            + " dingtalk.monthly_calls to what you have bought");
        }
    }

    private static void put(Map<LocalDate, Map<Long, DayRecord>> days, DayRecord day) {
        days.computeIfAbsent(day.workDate(), any -> new HashMap<>()).put(day.department(), day);
    }

    /** By date; within it as they are configured, then those that were once. */
    private List<DayRecord> inOrder(Map<LocalDate, Map<Long, DayRecord>> days) {
        List<Long> order = configured(config);
        Comparator<DayRecord> byPlace = Comparator.comparingInt(day -> {
            int place = order.indexOf(day.department());
            return place < 0 ? order.size() : place;
        });
        List<DayRecord> all = new ArrayList<>();
        days.values()
                .forEach(day -> day.values().stream()
                        .sorted(byPlace.thenComparingLong(DayRecord::department))
                        .forEach(all::add));
        return all;
    }

    private static List<Long> configured(BotConfig config) {
        return config.departments().stream().map(DepartmentConfig::id).toList();
    }

    /**
     * What became of a report a moment ago, where it could not be kept.
     *
     * @param report null where it could not be made
     * @param trouble why it is not whole, in words; null where it is, of a day that is not over
     */
    private record Recent(
            ReportRange range,
            @Nullable DailyReport report,
            @Nullable String trouble,
            Instant at) {}

    /** A report that is being made. */
    private static final class Making {
        private CompletableFuture<DailyReport> report = new CompletableFuture<>();
        private volatile Progress progress = new Progress(0, 0);
        private final List<Told> listeners = new ArrayList<>();

        private synchronized void tell(Told told) {
            listeners.add(told);
        }

        private synchronized void told(int done, int all) {
            progress = new Progress(done, all);
            listeners.forEach(one -> one.day(done, all));
        }
    }

    /** Is told how far a report is. */
    public interface Told {
        /** {@code done} of {@code all} days have been read. */
        void day(int done, int all);
    }
}
