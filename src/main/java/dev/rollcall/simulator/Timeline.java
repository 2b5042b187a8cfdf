package dev.rollcall.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one person on the work date, written down at generation: which standing holds from when on. Steps are in
 * the order of time; the last one that has begun holds.
 */
final class Timeline {
    private record Step(
            Instant at,
            boolean inclusive,
            Standing standing,
            @Nullable Instant dueAt) {
        boolean begun(Instant asOf) {
            return inclusive ? !asOf.isBefore(at) : asOf.isAfter(at);
        }
    }

    /** What holds at an instant; {@code dueAt} is null when not due. */
    record Entry(Standing standing, @Nullable Instant dueAt) {}

    private static final Entry NOT_DUE = new Entry(Standing.NOT_DUE, null);
    private final List<Step> steps;

    private Timeline(List<Step> steps) {
        this.steps = steps;
    }

    static Timeline neverDue() {
        return new Timeline(List.of());
    }

    /** From {@code at} on, not yet at {@code at} itself: how being due begins. */
    Timeline after(Instant at, Standing standing, Instant dueAt) {
        return with(new Step(at, false, standing, dueAt));
    }

    Timeline after(Instant due, Standing standing) {
        return after(due, standing, due);
    }

    /** From {@code at} on, {@code at} included: how a punch counts. */
    Timeline from(Instant at, Standing standing, Instant dueAt) {
        return with(new Step(at, true, standing, dueAt));
    }

    /** The same with leave all day: whoever is in is in, everybody else who is due is excused. */
    Timeline excused() {
        return new Timeline(steps.stream()
                .map(step -> step.standing() == Standing.ABSENT || step.standing() == Standing.PENDING
                        ? new Step(step.at(), step.inclusive(), Standing.EXCUSED, step.dueAt())
                        : step)
                .toList());
    }

    Entry at(Instant asOf) {
        Entry entry = NOT_DUE;
        for (Step step : steps) {
            if (step.begun(asOf)) {
                entry = new Entry(step.standing(), step.dueAt());
            }
        }
        return entry;
    }

    private Timeline with(Step step) {
        if (!steps.isEmpty() && steps.get(steps.size() - 1).at().isAfter(step.at())) {
            throw new IllegalArgumentException("Steps must be in the order of time: " + step);
        }
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Timeline(List.copyOf(longer));
    }
}
