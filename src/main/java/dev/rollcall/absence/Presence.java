package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Do a person's punches show that they are there? Those count that belong to the due point or come after it.
 *
 * <p>A punch that DingTalk tied to a point belongs to that point. One that it tied to none is assigned in order: to the
 * point whose half of the time between two points it falls into, but a clock-out that is satisfied already is not
 * satisfied again, so that somebody who is out at 12:02 and back at 12:20 is back.
 */
final class Presence {
    /** So long before the time due a punch may lie and still belong to it. */
    private static final Duration BEFORE = Duration.ofHours(4);

    private static final int NONE = -1;

    private final PersonDay day;
    private final PlanPoint due;
    private final int dueIndex;
    private final Set<Integer> satisfied = new HashSet<>();

    private Presence(PersonDay day, PlanPoint due) {
        this.day = day;
        this.due = due;
        this.dueIndex = day.points().indexOf(due);
    }

    /** The arrival for {@code due} at or before {@code asOf}; empty without one, or where no punches were read. */
    static Optional<Arrival> of(PersonDay day, PlanPoint due, Instant asOf) {
        Presence presence = new Presence(day, due);
        List<Punch> shown = punches(day, asOf)
                .filter(Punch::accepted)
                .filter(presence::shows)
                .toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(presence.arrival(shown));
    }

    /** The first punch for {@code due} that DingTalk has not accepted yet. */
    static Optional<Punch> awaiting(PersonDay day, PlanPoint due, Instant asOf) {
        Presence presence = new Presence(day, due);
        Instant since = due.earliest().minus(BEFORE);
        return punches(day, asOf)
                .filter(punch -> !punch.accepted() && !punch.at().isBefore(since))
                .filter(punch -> !presence.ofALaterShift(punch))
                .findFirst();
    }

    private static Stream<Punch> punches(PersonDay day, Instant asOf) {
        List<Punch> all = new ArrayList<>();
        Stream.of(day.punches(), day.results()).filter(Objects::nonNull).forEach(all::addAll);
        return all.stream().filter(punch -> !punch.at().isAfter(asOf)).sorted(Comparator.comparing(Punch::at));
    }

    private Arrival arrival(List<Punch> shown) {
        Punch judged = shown.stream()
                .filter(this::ofTheDuePoint)
                .filter(punch -> punch.result() != Punch.Result.OTHER)
                .findFirst()
                .orElse(null);
        return new Arrival(shown.get(0), judged);
    }

    /** By its id, and where one of the two has none, by its time. */
    private boolean ofTheDuePoint(Punch punch) {
        if (due.planId() != null && punch.planId() != null) {
            return due.planId().equals(punch.planId());
        }
        boolean sameTime = due.planned().equals(punch.planned()) || due.at().equals(punch.planned());
        return Boolean.TRUE.equals(punch.onDuty()) && sameTime;
    }

    /** Called in order of time: each clock-out that a punch satisfies is remembered for the next. */
    private boolean shows(Punch punch) {
        int index = indexOf(punch);
        if (index != NONE) {
            satisfied.add(index);
            return index >= dueIndex || cameAfter(punch, index);
        }
        satisfyNearest(punch);
        boolean early = punch.at().isBefore(due.earliest().minus(BEFORE));
        return !early && !ofAnEarlierShift(punch) && !ofALaterShift(punch);
    }

    /** A clock-out that DingTalk ties to no point of the plan satisfies one all the same: the nearest in time. */
    private void satisfyNearest(Punch punch) {
        List<PlanPoint> points = day.points();
        Instant tiedTo = punch.planned() == null ? punch.at() : punch.planned();
        boolean ofToday =
                !ofAnEarlierDate(punch) && !tiedTo.isBefore(points.get(0).at());
        if (punch.planId() == null && punch.tiedToOffDuty() && ofToday) {
            IntStream.range(0, points.size())
                    .filter(index -> !points.get(index).onDuty())
                    .boxed()
                    .min(Comparator.comparing(index ->
                            Duration.between(tiedTo, points.get(index).at()).abs()))
                    .ifPresent(satisfied::add);
        }
    }

    /** A punch at a later time than the one due was made at work, whichever clock-in DingTalk ties it to. */
    private boolean cameAfter(Punch punch, int index) {
        return day.points().get(index).onDuty() && !punch.at().isBefore(due.at());
    }

    /** Tied to a point that is not in today's plan: last night's clock-out, or a point of a shift since swapped. */
    private boolean ofAnEarlierShift(Punch punch) {
        if (ofAnEarlierDate(punch)) {
            return true;
        }
        if (!punch.tiedToOffDuty()) {
            return false;
        }
        Instant tiedTo = punch.planned() == null ? punch.at() : punch.planned();
        return tiedTo.isBefore(due.at());
    }

    private boolean ofAnEarlierDate(Punch punch) {
        return punch.workDate() != null && punch.workDate().isBefore(day.workDate());
    }

    /**
     * Counted to a later date and tied to a point that is not in this plan, or made when this shift was over: the next
     * morning's clock-in says nothing of the day before. Where DingTalk names no date, the time of the point does.
     */
    private boolean ofALaterShift(Punch punch) {
        Instant end = day.shiftEnd();
        if (punch.workDate() == null) {
            return end != null && punch.planned() != null && punch.planned().isAfter(end);
        }
        boolean tiedElsewhere = punch.planId() != null || punch.onDuty() != null;
        boolean over = end != null && punch.at().isAfter(end);
        return punch.workDate().isAfter(day.workDate()) && (tiedElsewhere || over);
    }

    /** The index of the point to which {@code punch} belongs; {@code NONE} where it belongs to no point of the plan. */
    private int indexOf(Punch punch) {
        if (punch.planId() != null) {
            for (int index = 0; index < day.points().size(); index++) {
                if (punch.planId().equals(day.points().get(index).planId())) {
                    return index;
                }
            }
        }
        boolean untied = punch.planId() == null && punch.onDuty() == null;
        boolean inTime = !punch.at().isBefore(day.points().get(0).earliest().minus(BEFORE));
        boolean ofThisShift = !ofAnEarlierShift(punch) && !ofALaterShift(punch);
        return untied && inTime && ofThisShift ? inOrder(punch.at()) : NONE;
    }

    private int inOrder(Instant at) {
        List<PlanPoint> points = day.points();
        int index = 0;
        while (index + 1 < points.size() && !at.isBefore(middle(points.get(index), points.get(index + 1)))) {
            index++;
        }
        boolean takenClockOut = !points.get(index).onDuty() && satisfied.contains(index);
        return takenClockOut && index + 1 < points.size() ? index + 1 : index;
    }

    private static Instant middle(PlanPoint one, PlanPoint next) {
        return one.at().plus(Duration.between(one.at(), next.at()).dividedBy(2));
    }

    /**
     * How somebody came.
     *
     * @param first the first punch that shows it
     * @param judged the punch with which DingTalk has judged the due point; null where it has not
     */
    record Arrival(Punch first, @Nullable Punch judged) {}
}
