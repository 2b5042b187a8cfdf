package dev.rollcall.absence;

import dev.rollcall.absence.Evidence.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times of one shift that approved leave, trips and outings excuse.
 *
 * <p>Hours count by the clock. Whole and half days count by day and half shift, whatever clock times were recorded: a
 * half day recorded from 09:00 excuses the first half of a shift that begins at 08:30.
 */
final class Excuses {
    private static final Duration USUAL_SHIFT = Duration.ofHours(9);

    private final List<Span> spans;

    private Excuses(List<Span> spans) {
        this.spans = spans;
    }

    static Excuses of(PersonDay day) {
        return new Excuses(
                Stream.concat(spans(Source.LEAVE, day.leaves(), day), spans(Source.APPROVAL, day.approvals(), day))
                        .toList());
    }

    private static Stream<Span> spans(Source source, @Nullable List<Leave> leaves, PersonDay day) {
        List<Leave> read = leaves == null ? List.of() : leaves;
        return read.stream().map(leave -> span(source, leave, day)).flatMap(Optional::stream);
    }

    /**
     * When somebody due at {@code due} is due after all: at {@code due} without an excuse, at the end of an excuse that
     * ended inside the shift more than {@code grace} before {@code asOf}, and null while they are excused.
     *
     * @param clockOut the clock-out that follows; from then on nobody is due again: the shift is over, or its first part
     *     is and the next clock-in decides; null where none follows
     */
    @Nullable
    Instant dueAgain(Instant due, @Nullable Instant clockOut, Duration grace, Instant asOf) {
        List<Span> run = run(due, clockOut, asOf);
        if (run.isEmpty()) {
            return due;
        }
        Instant end = run.get(run.size() - 1).to();
        boolean excused = decides(end, clockOut, asOf) || !end.plus(grace).isBefore(asOf);
        return excused ? null : end;
    }

    /** What excuses somebody due at {@code due} at the point {@code planId}; asked only of those who are excused. */
    Evidence evidence(@Nullable String planId, Instant due, @Nullable Instant clockOut, Instant asOf) {
        List<Span> run = run(due, clockOut, asOf);
        Span first = run.get(0);
        return new Evidence(
                first.source(),
                planId,
                null,
                first.leave().from(),
                run.get(run.size() - 1).leave().to());
    }

    /** The excuses of which the first covers {@code due} and each runs into the next, up to the one that decides. */
    private List<Span> run(Instant due, @Nullable Instant clockOut, Instant asOf) {
        List<Span> run = new ArrayList<>();
        Optional<Span> next = spanAt(due);
        while (next.isPresent()) {
            run.add(next.get());
            Instant end = next.get().to();
            next = decides(end, clockOut, asOf) ? Optional.empty() : spanAt(end);
        }
        return run;
    }

    /** Whether it does not matter what follows an excuse that ends at {@code end}. */
    private static boolean decides(Instant end, @Nullable Instant clockOut, Instant asOf) {
        boolean partOver = clockOut != null && !end.isBefore(clockOut);
        return partOver || end.isAfter(asOf);
    }

    private Optional<Span> spanAt(Instant at) {
        return spans.stream()
                .filter(span -> !at.isBefore(span.from()) && at.isBefore(span.to()))
                .max(Comparator.comparing(Span::to));
    }

    private static Optional<Span> span(Source source, Leave leave, PersonDay day) {
        if (leave.unit() == Leave.Unit.HOUR) {
            return Optional.of(new Span(leave.from(), leave.to(), source, leave));
        }
        if (day.workDate().isBefore(leave.firstDay()) || day.workDate().isAfter(leave.lastDay())) {
            return Optional.empty();
        }
        return Optional.of(
                wholeDays(leave) ? new Span(Instant.MIN, Instant.MAX, source, leave) : byHalves(source, leave, day));
    }

    private static boolean wholeDays(Leave leave) {
        if (leave.days() == null) {
            return leave.unit() == Leave.Unit.DAY;
        }
        return leave.days() >= ChronoUnit.DAYS.between(leave.firstDay(), leave.lastDay()) + 1;
    }

    private static Span byHalves(Source source, Leave leave, PersonDay day) {
        Instant begin = day.points().get(0).planned();
        Instant end = Optional.ofNullable(day.shiftEnd()).orElse(begin.plus(USUAL_SHIFT));
        Instant half = half(day, begin, end);
        boolean fromTheStart =
                day.workDate().isAfter(leave.firstDay()) || leave.from().isBefore(middle(begin, half));
        boolean toTheEnd =
                day.workDate().isBefore(leave.lastDay()) || leave.to().isAfter(middle(half, end));
        if (fromTheStart) {
            return new Span(Instant.MIN, toTheEnd ? Instant.MAX : half, source, leave);
        }
        return new Span(half, Instant.MAX, source, leave);
    }

    /** Where the second half of a shift begins: with its second part where it has parts, else at the middle. */
    private static Instant half(PersonDay day, Instant begin, Instant end) {
        List<PlanPoint> parts = day.points().stream().filter(PlanPoint::onDuty).toList();
        return parts.size() < 2
                ? middle(begin, end)
                : parts.get((parts.size() + 1) / 2).planned();
    }

    private static Instant middle(Instant one, Instant other) {
        return one.plus(Duration.between(one, other).dividedBy(2));
    }

    /**
     * When a leave excuses, which is not always when it was recorded.
     *
     * @param from inclusive
     * @param to exclusive
     */
    private record Span(Instant from, Instant to, Source source, Leave leave) {}
}
