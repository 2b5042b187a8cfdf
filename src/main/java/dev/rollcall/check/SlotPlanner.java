package dev.rollcall.check;

import dev.rollcall.ledger.Horizon.Watched;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.Slots.Planned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which slots are due by now? Writes them down, once each, whatever was slept through.
 *
 * <p>It looks back over {@code max_late} each time, and after a restart over a day and to where planning had stopped, but
 * never to before a department was first seen with a cutoff at its time. What is written down already stays as it is: a
 * cutoff that is moved, a clock that is set back, a second process or a second call plan nothing twice. Not thread-safe.
 */
final class SlotPlanner {
    /** No longer outage is gone through day by day. */
    private static final Duration LONGEST = Duration.ofDays(31);

    /** So far back the first look of a process goes at least, whatever those before it have written down. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** How often it is written down until when planning has come. */
    private static final Duration NOTED = Duration.ofSeconds(10);

    /** Until when planning has come is written down so seldom that less than that is no interruption. */
    private static final Duration NO_GAP = NOTED.multipliedBy(2);

    private final Ledger ledger;
    private final CheckSettings settings;
    private final Timetable timetable;
    private final Recipients recipients;
    private final Instant started;
    private final Set<SlotKey> done = new HashSet<>();
    private @Nullable Map<Watched, Instant> since;
    private @Nullable Instant gapFrom;
    private Instant planned;
    private Instant noted = Instant.EPOCH;

    /** @param started when this process began to start: a cutoff after that is not lost, however slow the start is */
    SlotPlanner(Ledger ledger, CheckSettings settings, Timetable timetable, Recipients recipients, Instant started) {
        this.ledger = ledger;
        this.settings = settings;
        this.timetable = timetable;
        this.recipients = recipients;
        this.started = started;
        this.planned = started;
    }

    /** Writes down since when this program has promised its cutoffs. */
    void begin() {
        known();
    }

    /** Writes down what is due at {@code now}. */
    void plan(Instant now) {
        Map<Watched, Instant> known = known();
        if (now.isBefore(planned)) { // The clock was set back.
            done.clear();
        }
        List<Planned> due = new ArrayList<>();
        for (CutoffConfig cutoff : timetable.cutoffs().values()) {
            Instant window = now.minus(cutoff.maxLate());
            Instant from = planned.isBefore(window) ? planned : window;
            Instant longest = now.minus(LONGEST);
            for (ZonedDateTime fire : timetable.firings(cutoff, from.isBefore(longest) ? longest : from, now)) {
                due.addAll(slots(cutoff, fire, known));
            }
        }
        if (!due.isEmpty()) {
            LocalDate longAgo = now.minus(LONGEST).atZone(timetable.zone()).toLocalDate();
            done.removeIf(key -> key.workDate().isBefore(longAgo.minusDays(1)));
        }
        if (!due.isEmpty() || Duration.between(noted, now).abs().compareTo(NOTED) >= 0) {
            ledger.slots().plan(due);
            ledger.horizon().planned(now);
            noted = now;
        }
        due.forEach(one -> done.add(one.key()));
        planned = now;
    }

    /** Since when each department has each of its cutoffs; also finds out where planning had stopped. */
    private Map<Watched, Instant> known() {
        Map<Watched, Instant> known = since;
        if (known == null) {
            Optional<Instant> stopped = ledger.horizon().plannedUntil();
            Instant yesterday = started.minus(A_DAY);
            planned = stopped.filter(yesterday::isAfter).orElse(yesterday);
            gapFrom = stopped.filter(started.minus(NO_GAP)::isAfter).orElse(null);
            MovedCutoffs moved = new MovedCutoffs(ledger, timetable, started);
            known = ledger.horizon().since(moved.schedules(watched()), moved.of(watched(), planned), started);
            since = known;
        }
        return known;
    }

    private Set<Watched> watched() {
        Set<Watched> watched = new HashSet<>();
        for (DepartmentConfig department : settings.departments()) {
            if (recipients.of(department, department.name()).isPresent()) {
                department.cutoffs().forEach(cutoff -> watched.add(new Watched(department.id(), cutoff)));
            }
        }
        CompanyConfig company = settings.company();
        if (company != null) {
            company.cutoffs().forEach(cutoff -> watched.add(new Watched(SlotKey.COMPANY, cutoff)));
        }
        return watched;
    }

    private List<Planned> slots(CutoffConfig cutoff, ZonedDateTime fire, Map<Watched, Instant> known) {
        Instant asOf = fire.toInstant();
        List<Planned> slots = new ArrayList<>();
        known.forEach((one, from) -> {
            SlotKey key = new SlotKey(one.department(), cutoff.workDate(fire), cutoff.name());
            if (one.cutoff().equals(cutoff.name()) && !asOf.isBefore(from) && !done.contains(key)) {
                slots.add(new Planned(key, asOf, asOf.plus(cutoff.maxLate()), timetable.startAt(cutoff, asOf)));
            }
        });
        return slots;
    }

    /** When the interruption began that {@code asOf} fell into and that ended with this start; null: into none. */
    @Nullable
    Instant interruptedFrom(Instant asOf) {
        Instant from = gapFrom;
        return from != null && !asOf.isBefore(from) && asOf.isBefore(started) ? from : null;
    }

    Instant started() {
        return started;
    }
}
