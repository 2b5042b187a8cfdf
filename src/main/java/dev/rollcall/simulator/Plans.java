package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plan of the work date, flattened into the rows that listschedule pages through [KB 0209]. */
final class Plans {
    /** One row: a point of somebody's shift, or somebody without one. */
    record Row(Person person, @Nullable Shift shift, int index, Instant planTime) {
        boolean onDuty() {
            return shift != null && shift.points().get(index).onDuty();
        }

        /** Before a swap the points had other ids. */
        long planId() {
            return person.planId(person.workday().follows(shift) ? index : index + 4);
        }

        Instant effectiveTime() {
            Instant moved = person.workday().movedTo();
            return moved != null && onDuty() ? moved : planTime;
        }
    }

    private final List<Person> people;
    private final Instant start;
    private final Instant swaps;
    private volatile @Nullable List<Row> before;
    private volatile @Nullable List<Row> after;

    Plans(List<Person> people, Instant start) {
        this.people = people;
        this.start = start;
        this.swaps = start.minus(Duration.ofMinutes(10));
    }

    /** All rows as the plan stands now; made once before and once after the swaps. */
    List<Row> rows(Instant now) {
        boolean early = now.isBefore(swaps);
        List<Row> known = early ? before : after;
        if (known != null) {
            return known;
        }
        List<Row> rows = new ArrayList<>();
        people.forEach(person -> rows.addAll(of(person, now)));
        if (early) {
            before = rows;
        } else {
            after = rows;
        }
        return rows;
    }

    List<Row> of(Person person, Instant now) {
        Workday day = person.workday();
        Shift shift = day.shiftAt(now);
        if (shift == null) {
            return day.rowWithoutClass() ? List.of(new Row(person, null, 0, start)) : List.of();
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < shift.points().size(); i++) {
            rows.add(new Row(person, shift, i, at(shift.points().get(i).minutes())));
        }
        return rows;
    }

    Instant at(int minutes) {
        return start.plus(Duration.ofMinutes(minutes));
    }
}
