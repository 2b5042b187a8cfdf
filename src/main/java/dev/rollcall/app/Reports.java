package dev.rollcall.app;

import dev.rollcall.absence.DayRecord;
import dev.rollcall.absence.DayRecords;
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
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes daily reports: of days that are kept from the ledger, of all others from DingTalk, one day after the other; a day
 * that was over and could be read whole is kept. A report is read once, however many want it. Thread-safe.
 */
public final class Reports implements ReportData {
    /** So far back DingTalk's punches and results go (DingTalk 0195, 0196). */
    private static final int HISTORY_DAYS = 180;

    /** So long after a day cards are still made good and leaves approved: what was read before that is read again. */
    private static final Duration YOUNG = Duration.ofDays(3);

    /** But not more often. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final BotConfig config;
    private final Ledger ledger;
    private final DayRecords records;
    private final Clock clock;
    private final Executor executor;
    private final Object reading = new Object();
    private final Map<ReportRange, Making> making = new HashMap<>();

    public Reports(BotConfig config, ReadSide read, Ledger ledger, Clock clock) {
        this.config = config;
        this.ledger = ledger;
        this.records = read.records();
        this.clock = clock;
        this.executor = read.executor();
    }

    /** The last date of which there can be a report: today. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), config.zone());
    }

    @Override
    public int unread(ReportRange range) throws BadRangeException {
        return unread(range.dates()).size();
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
        unread(range.dates());
        synchronized (making) {
            Making known = making.get(range);
            if (known == null) {
                Making begun = new Making();
                making.put(range, begun);
                begun.report = CompletableFuture.supplyAsync(() -> make(range, begun), executor)
                        .whenComplete((report, failure) -> ended(range));
                known = begun;
            }
            known.tell(told);
            return known.report.copy();
        }
    }

    private void ended(ReportRange range) {
        synchronized (making) {
            making.remove(range);
        }
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
            Map<LocalDate, List<Long>> unread = missing(range.dates());
            int done = 0;
            own.told(done, unread.size());
            for (Map.Entry<LocalDate, List<Long>> one : unread.entrySet()) {
                List<DayRecord> read = records.of(one.getValue(), one.getKey());
                ledger.days()
                        .keep(read.stream()
                                .filter(day -> day.complete() && day.over())
                                .toList());
                read.forEach(day -> put(days, day));
                own.told(++done, unread.size());
            }
        }
        ledger.days().of(range.from(), range.to()).stream()
                .filter(day -> !days.getOrDefault(day.workDate(), Map.of()).containsKey(day.department()))
                .forEach(day -> put(days, day));
        return new DailyReport(range.from(), range.to(), config.zone(), config.language(), inOrder(days));
    }

    private static void put(Map<LocalDate, Map<Long, DayRecord>> days, DayRecord day) {
        days.computeIfAbsent(day.workDate(), any -> new HashMap<>()).put(day.department(), day);
    }

    /** By date; within it as they are configured, then those that were once. */
    private List<DayRecord> inOrder(Map<LocalDate, Map<Long, DayRecord>> days) {
        List<Long> order = configured();
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

    private List<Long> configured() {
        return config.departments().stream().map(DepartmentConfig::id).toList();
    }

    private List<LocalDate> unread(List<LocalDate> dates) throws BadRangeException {
        List<LocalDate> unread = List.copyOf(missing(dates).keySet());
        LocalDate first = today().minusDays(HISTORY_DAYS);
        if (!unread.isEmpty() && unread.get(0).isBefore(first)) {
            throw new BadRangeException("from: " + unread.get(0) + " is not kept here, and DingTalk has no more than "
                    + HISTORY_DAYS + " days; give " + first + " or later");
        }
        return unread;
    }

    /** Which departments have to be read on which of {@code dates}, in order. */
    private Map<LocalDate, List<Long>> missing(List<LocalDate> dates) {
        Map<LocalDate, Map<Long, Instant>> kept = ledger.days().readAt(dates.get(0), dates.get(dates.size() - 1));
        Instant now = clock.instant();
        Map<LocalDate, List<Long>> missing = new TreeMap<>();
        for (LocalDate date : dates) {
            Map<Long, Instant> readAt = kept.getOrDefault(date, Map.of());
            List<Long> own = configured().stream()
                    .filter(id -> !good(date, readAt.get(id), now))
                    .toList();
            if (!own.isEmpty()) {
                missing.put(date, own);
            }
        }
        return missing;
    }

    private boolean good(LocalDate date, @Nullable Instant readAt, Instant now) {
        if (readAt == null) {
            return false;
        }
        Instant end = date.plusDays(1).atStartOfDay(config.zone()).toInstant();
        return !readAt.isBefore(end.plus(YOUNG)) || now.isBefore(readAt.plus(FRESH));
    }

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
