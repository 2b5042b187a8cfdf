package dev.rollcall.absence;

import dev.rollcall.absence.AbsenceFinder.Question;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is absent now? The state of the day that all share who ask between cutoffs: a department is read at most once in
 * {@link #FRESH}, however many ask, and only about those who are left over.
 *
 * <p>What could not be read whole is kept for {@link #FRESH} at most, by whomever it is asked for; where the next reading
 * of today is not whole either, like any other. Thread-safe.
 */
public final class LiveRollCalls {
    /** For so long an answer is good enough for the next one who asks. */
    public static final Duration FRESH = Duration.ofSeconds(60);

    /** Of a day that is over: cards are still made good, leaves still approved, machines still report. */
    private static final Duration OVER = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int DATES = 20;

    /** A clock at which people punch may be ahead by so much. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final AbsenceFinder finder;
    private final Map<Long, Department.Wanted> departments;
    private final Set<String> exempt;
    private final ZoneId zone;
    private final Clock clock;
    private final Waiting waiting;
    private final Executor executor;
    private final Map<Asked, CompletableFuture<LivePart>> parts = new LinkedHashMap<>();
    private volatile @Nullable Joined<LivePart> last;

    /**
     * @param finder asks only about plans that are not known already
     * @param departments the configured ones, in their order
     * @param exempt user ids that are never listed
     * @param executor where readings run
     */
    public LiveRollCalls(
            AbsenceFinder finder,
            List<Department.Wanted> departments,
            Set<String> exempt,
            ZoneId zone,
            Clock clock,
            Waiting waiting,
            Executor executor) {
        this.finder = finder;
        this.departments = departments.stream()
                .collect(Collectors.toMap(
                        Department.Wanted::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
        this.exempt = Set.copyOf(exempt);
        this.zone = zone;
        this.clock = clock;
        this.waiting = waiting;
        this.executor = executor;
    }

    /**
     * The roll call of {@code wanted} on {@code workDate}: of today as of now or a little before, of an earlier date as of
     * its last second.
     *
     * @param wanted ids of configured departments; others are left out
     * @return completes normally, also where something could not be read; its {@link RollCall#asOf} is that of the
     *     department that was read first
     */
    public CompletableFuture<RollCall> of(Collection<Long> wanted, LocalDate workDate) {
        boolean today = workDate.equals(LocalDate.ofInstant(clock.instant(), zone));
        return read(wanted, workDate, today ? null : lastSecond(workDate), FRESH);
    }

    /**
     * The same, but whoever's shift of an earlier date ends after midnight stands as when it had ended, or as now while it
     * still runs: at the last second of its date a night shift has hardly begun.
     *
     * @return completes as {@link #of} does; its {@link RollCall#asOf} is that of {@link #of} too, {@link #asOf} says
     *     of when somebody's finding speaks
     */
    public CompletableFuture<RollCall> day(Collection<Long> wanted, LocalDate workDate) {
        Instant now = clock.instant();
        if (!workDate.isBefore(LocalDate.ofInstant(now, zone))) {
            return of(wanted, workDate);
        }
        return of(wanted, workDate).thenCompose(untilMidnight -> {
            PastMidnight nights = new PastMidnight(untilMidnight, lastSecond(workDate), now);
            CompletableFuture<RollCall> whole = CompletableFuture.completedFuture(untilMidnight);
            for (Map.Entry<Instant, List<Long>> one : nights.readings().entrySet()) {
                Instant asOf = one.getKey().equals(now) ? null : one.getKey();
                whole = whole.thenCompose(before -> read(one.getValue(), workDate, asOf, FRESH)
                        .thenApply(after -> nights.with(before, after, one.getKey())));
            }
            return whole;
        });
    }

    /**
     * The same of today, to which a shift of the day before that is still running belongs: whoever has one and is not due
     * in another stands as in that one.
     */
    public CompletableFuture<RollCall> today(Collection<Long> wanted) {
        return today(wanted, FRESH);
    }

    /** The same, where what is younger than {@code goodFor} is good enough. */
    public CompletableFuture<RollCall> today(Collection<Long> wanted, Duration goodFor) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        return read(wanted, today, null, goodFor).thenCompose(rollCall -> {
            Overnight overnight = new Overnight(rollCall);
            List<Long> those = overnight.departments(LocalTime.ofInstant(now, zone));
            return those.isEmpty()
                    ? CompletableFuture.completedFuture(rollCall)
                    : read(those, today.minusDays(1), null, goodFor).thenApply(overnight::with);
        });
    }

    /**
     * DingTalk says by itself that somebody has punched at {@code at}. Whoever was missing is there from now on for all who
     * ask, without a question; what is read next holds.
     *
     * @param userId of whomever; nothing happens where nobody has asked about them lately
     */
    public synchronized void punched(String userId, Instant at) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (at.isAfter(now.plus(AHEAD))) {
            return;
        }
        parts.replaceAll((asked, part) -> {
            boolean running = asked.asOf() == null && !asked.workDate().isBefore(today.minusDays(1));
            return running ? part.thenApply(one -> one.punched(finder, userId, at)) : part;
        });
    }

    /** The instant that {@code finding} of {@code day}, the roll call of an earlier date, speaks of. */
    public static Instant asOf(RollCall day, Finding finding) {
        return new PastMidnight(day, day.asOf(), day.readAt()).asOf(finding);
    }

    private Instant lastSecond(LocalDate workDate) {
        return workDate.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
    }

    /** As of now where {@code asOf} is null; then what is younger than {@code fresh} is good enough. */
    private CompletableFuture<RollCall> read(
            Collection<Long> wanted, LocalDate workDate, @Nullable Instant asOf, Duration fresh) {
        List<Long> known =
                departments.keySet().stream().filter(wanted::contains).toList();
        List<CompletableFuture<LivePart>> all = parts(known, workDate, asOf, asOf == null ? fresh : OVER);
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .thenApply(done ->
                        together(all.stream().map(CompletableFuture::join).toList(), workDate));
    }

    private synchronized List<CompletableFuture<LivePart>> parts(
            List<Long> wanted, LocalDate workDate, @Nullable Instant asOf, Duration goodFor) {
        Instant now = clock.instant();
        List<CompletableFuture<LivePart>> all = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        for (Long id : wanted) {
            CompletableFuture<LivePart> part = parts.get(new Asked(id, workDate, asOf));
            if (part != null && good(part, now, goodFor, asOf == null)) {
                all.add(part);
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            readAnew(missing, workDate, asOf, now);
            all = wanted.stream()
                    .map(id -> Objects.requireNonNull(parts.get(new Asked(id, workDate, asOf))))
                    .toList();
        }
        drop(now);
        return all;
    }

    private void readAnew(List<Long> missing, LocalDate workDate, @Nullable Instant asOf, Instant now) {
        Instant until = asOf == null ? now : asOf;
        CompletableFuture<RollCall> reading =
                CompletableFuture.supplyAsync(() -> find(missing, workDate, until), executor);
        for (int index = 0; index < missing.size(); index++) {
            int own = index;
            Asked asked = new Asked(missing.get(index), workDate, asOf);
            int incomplete = incomplete(parts.remove(asked)); // Removed, so that the order is that of the readings.
            parts.put(
                    asked,
                    reading.thenApply(whole -> new LivePart(whole.departments().get(own), whole, incomplete)));
        }
    }

    /** How many readings in a row could not be whole, {@code last} included. */
    private static int incomplete(@Nullable CompletableFuture<LivePart> last) {
        if (last == null || !last.isDone() || last.isCompletedExceptionally()) {
            return 0;
        }
        LivePart part = last.join();
        return part.department().complete() ? 0 : part.incomplete() + 1;
    }

    /** With {@code patient} as {@link LivePart#good} has it. */
    private static boolean good(CompletableFuture<LivePart> part, Instant now, Duration goodFor, boolean patient) {
        return !part.isCompletedExceptionally()
                && (!part.isDone() || part.join().good(now, goodFor, FRESH, patient));
    }

    /** Old work dates that somebody asked about go; never what is still fresh, or it would be read again too soon. */
    private void drop(Instant now) {
        LocalDate yesterday = LocalDate.ofInstant(now, zone).minusDays(1);
        parts.entrySet()
                .removeIf(part ->
                        part.getKey().workDate().isBefore(yesterday) && !good(part.getValue(), now, OVER, false));
        int surplus = parts.size() - Math.max(1, departments.size()) * DATES;
        Iterator<CompletableFuture<LivePart>> oldest = parts.values().iterator();
        while (surplus > 0 && oldest.hasNext()) {
            if (!good(oldest.next(), now, FRESH, false)) {
                oldest.remove();
                surplus--;
            }
        }
    }

    private RollCall find(List<Long> ids, LocalDate workDate, Instant asOf) {
        List<Department.Wanted> wanted = new ArrayList<>();
        List<Department.Wanted> others = new ArrayList<>();
        departments.forEach((id, one) -> (ids.contains(id) ? wanted : others).add(one));
        Question question = new Question(wanted, others, asOf, workDate, exempt);
        return finder.find(question, new Run(Deadline.in(LONGEST, waiting)));
    }

    /** The same parts make the same roll call, which many ask for one after the other. */
    private RollCall together(List<LivePart> some, LocalDate workDate) {
        Joined<LivePart> known = last;
        if (known == null || !known.isOf(some)) {
            known = new Joined<>(some, joined(some, workDate));
            last = known;
        }
        return known.whole();
    }

    private RollCall joined(List<LivePart> some, LocalDate workDate) {
        List<DepartmentRollCall> own = some.stream().map(LivePart::department).toList();
        Map<String, Finding> people = new LinkedHashMap<>();
        own.forEach(department -> department
                .findings()
                .forEach(finding -> people.putIfAbsent(finding.employee().id(), finding)));
        List<RollCall> readings = some.stream().map(LivePart::whole).distinct().toList();
        Map<String, Integer> calls = new HashMap<>();
        readings.forEach(
                reading -> reading.apiCalls().forEach((path, count) -> calls.merge(path, count, Integer::sum)));
        return new RollCall(
                first(readings, RollCall::asOf),
                first(readings, RollCall::readAt),
                workDate,
                zone,
                own,
                Counts.of(people.values()),
                calls,
                readings.stream()
                        .flatMap(reading -> reading.troubles().stream())
                        .toList());
    }

    private Instant first(List<RollCall> readings, Function<RollCall, Instant> time) {
        return readings.stream().map(time).min(Comparator.naturalOrder()).orElseGet(clock::instant);
    }

    /** One department on one work date, as of an instant; null: as of the moment of reading. */
    private record Asked(
            long department, LocalDate workDate, @Nullable Instant asOf) {}
}
