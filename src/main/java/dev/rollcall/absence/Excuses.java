package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        List<Leave> all = new ArrayList<>();
        Stream.of(day.leaves(), day.approvals()).filter(Objects::nonNull).forEach(all::addAll);
        return new Excuses(all.stream()
                .map(leave -> span(leave, day))
                .flatMap(Optional::stream)
                .toList());
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
        Instant at = due;
        Optional<Instant> end = endAt(at);
        while (end.isPresent()) {
            at = end.get();
            boolean partOver = clockOut != null && !at.isBefore(clockOut);
            if (partOver || at.isAfter(asOf)) {
                return null;
            }
            end = endAt(at);
        }
        boolean stillExcused = at.isAfter(due) && !at.plus(grace).isBefore(asOf);
        return stillExcused ? null : at;
    }

    private Optional<Instant> endAt(Instant at) {
        return spans.stream()
                .filter(span -> !at.isBefore(span.from()) && at.isBefore(span.to()))
                .map(Span::to)
                .max(Instant::compareTo);
    }

    private static Optional<Span> span(Leave leave, PersonDay day) {
        if (leave.unit() == Leave.Unit.HOUR) {
            return Optional.of(new Span(leave.from(), leave.to()));
        }
        if (day.workDate().isBefore(leave.firstDay()) || day.workDate().isAfter(leave.lastDay())) {
            return Optional.empty();
        }
        return Optional.of(wholeDays(leave) ? new Span(Instant.MIN, Instant.MAX) : byHalves(leave, day));
    }

    private static boolean wholeDays(Leave leave) {
        if (leave.days() == null) {
            return leave.unit() == Leave.Unit.DAY;
        }
        return leave.days() >= ChronoUnit.DAYS.between(leave.firstDay(), leave.lastDay()) + 1;
    }

    private static Span byHalves(Leave leave, PersonDay day) {
        Instant begin = day.points().get(0).planned();
        Instant end = Optional.ofNullable(day.shiftEnd()).orElse(begin.plus(USUAL_SHIFT));
        Instant half = half(day, begin, end);
        boolean fromTheStart =
                day.workDate().isAfter(leave.firstDay()) || leave.from().isBefore(middle(begin, half));
        boolean toTheEnd =
                day.workDate().isBefore(leave.lastDay()) || leave.to().isAfter(middle(half, end));
        if (fromTheStart) {
            return new Span(Instant.MIN, toTheEnd ? Instant.MAX : half);
        }
        return new Span(half, Instant.MAX);
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

    /** From, inclusive, to, exclusive. */
    private record Span(Instant from, Instant to) {}
}
