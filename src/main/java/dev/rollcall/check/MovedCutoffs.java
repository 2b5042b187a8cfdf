package dev.rollcall.check;

import dev.rollcall.ledger.Horizon.Known;
import dev.rollcall.ledger.Horizon.Moved;
import dev.rollcall.ledger.Horizon.Watched;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.Slots.Planned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What becomes of a day on which a cutoff is moved: it fires once. Its new time counts if that is still to come; if that is
 * over, the day's digest is posted when it was promised (where the program was away then, by whichever time is worth it), and the new time counts from the next day on. A day on which the
 * cutoff is not to fire any more has none.
 */
final class MovedCutoffs {
    /** No longer outage is gone through day by day. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Ledger ledger;
    private final Timetable timetable;
    private final Instant moved;

    /** @param moved when what {@code timetable} says came into force */
    MovedCutoffs(Ledger ledger, Timetable timetable, Instant moved) {
        this.ledger = ledger;
        this.timetable = timetable;
        this.moved = moved;
    }

    /** When each of {@code watched} is, as a text. */
    Map<Watched, String> schedules(Set<Watched> watched) {
        return watched.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        one -> Schedule.of(cutoff(one), timetable.zone()).text()));
    }

    /**
     * Of those of {@code watched} that are not as they were: what the schedule of before promised, and what it promised and
     * is not to be.
     *
     * @param planned until when what is due has been written down
     */
    Moved of(Set<Watched> watched, Instant planned) {
        Map<Watched, Known> known = ledger.horizon().known();
        List<Planned> promised = new ArrayList<>();
        schedules(watched).forEach((one, now) -> {
            Known before = known.get(one);
            if (before != null && before.schedule() != null && before.movedTo(now)) {
                Instant from = planned.isBefore(before.since()) ? before.since() : planned;
                promised.addAll(promised(one, Schedule.parse(before.schedule()), from));
            }
        });
        List<SlotKey> broken = new PromisedSlots(ledger.slots(), timetable.zone())
                .after(moved).stream()
                        .map(Slot::key)
                        .filter(key -> isNotToBe(key, watched))
                        .toList();
        return new Moved(broken, promised);
    }

    private boolean isNotToBe(SlotKey key, Set<Watched> watched) {
        Watched one = new Watched(key.department(), key.cutoff());
        return !watched.contains(one) || over(cutoff(one), key.workDate()).isEmpty();
    }

    private List<Planned> promised(Watched one, Schedule schedule, Instant from) {
        CutoffConfig old = schedule.cutoff(one.cutoff());
        CutoffConfig now = cutoff(one);
        Instant longest = moved.minus(LONGEST);
        Instant tomorrow = moved.atZone(schedule.zone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(schedule.zone())
                .toInstant();
        List<Planned> all = new ArrayList<>();
        for (ZonedDateTime fire : Timetable.of(schedule.zone(), List.of(old), Duration.ZERO, Duration.ZERO)
                .firings(old, from.isBefore(longest) ? longest : from, tomorrow.minusMillis(1))) {
            Instant asOf = fire.toInstant();
            LocalDate workDate = now.workDate(asOf.atZone(timetable.zone()));
            Optional<Instant> over = over(now, workDate);
            if (over.isPresent()) {
                boolean stale = !asOf.plus(now.maxLate()).isAfter(moved);
                Instant best = stale && over.get().isAfter(asOf) ? over.get() : asOf;
                SlotKey key = new SlotKey(one.department(), workDate, one.cutoff());
                all.add(new Planned(key, best, best.plus(now.maxLate()), timetable.startAt(now, best)));
            }
        }
        return all;
    }

    /** When {@code cutoff} as it is now would have fired for {@code workDate}, if that is before it was so. */
    private Optional<Instant> over(CutoffConfig cutoff, LocalDate workDate) {
        LocalDate date = cutoff.previousWorkDate() ? workDate.plusDays(1) : workDate;
        return cutoff.on(date, timetable.zone()).map(ZonedDateTime::toInstant).filter(fire -> fire.isBefore(moved));
    }

    private CutoffConfig cutoff(Watched one) {
        return timetable.cutoff(one.cutoff()).orElseThrow();
    }
}
