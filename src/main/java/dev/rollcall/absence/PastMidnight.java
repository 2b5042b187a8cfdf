package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When has a date's roll call to be read so that nobody of a night shift is judged before it is over? Pure.
 *
 * <p>At the date's last second whoever is late for 23:56 has not come yet. Each shift is read as of its own end, because
 * what somebody punches after it may belong to the next day's.
 */
final class PastMidnight {
    /** So long after a shift its clock-out may come, which shows that somebody was there who forgot to clock in. */
    private static final Duration CLOCK_OUT = Duration.ofHours(4);

    /** A plan without clock-outs does not say when the shift ends; few are longer. */
    private static final Duration LONG_SHIFT = Duration.ofHours(12);

    private final RollCall untilMidnight;
    private final Instant lastSecond;
    private final Instant now;

    /** @param untilMidnight the date's roll call as of {@code lastSecond}, which lies before {@code now} */
    PastMidnight(RollCall untilMidnight, Instant lastSecond, Instant now) {
        this.untilMidnight = untilMidnight;
        this.lastSecond = lastSecond;
        this.now = now;
    }

    /** By the instant as of which they have to be read once more: ids of departments; mostly none. */
    SortedMap<Instant, List<Long>> readings() {
        SortedMap<Instant, List<Long>> readings = new TreeMap<>();
        untilMidnight
                .departments()
                .forEach(department -> department.findings().stream()
                        .map(this::asOf)
                        .filter(asOf -> asOf.isAfter(lastSecond))
                        .distinct()
                        .forEach(asOf -> readings.computeIfAbsent(asOf, same -> new ArrayList<>())
                                .add(department.id())));
        return readings;
    }

    /** {@code rollCall}, in which those whom {@code asOf} is for stand as in {@code later}, which was read as of it. */
    RollCall with(RollCall rollCall, RollCall later, Instant asOf) {
        Map<Long, DepartmentRollCall> read = new HashMap<>();
        later.departments().forEach(one -> read.put(one.id(), one));
        List<DepartmentRollCall> all = new ArrayList<>();
        for (DepartmentRollCall one : rollCall.departments()) {
            DepartmentRollCall again = read.get(one.id());
            all.add(again == null ? one : together(one, again, asOf));
        }
        return rollCall.with(all, later);
    }

    private DepartmentRollCall together(DepartmentRollCall one, DepartmentRollCall again, Instant asOf) {
        Map<String, Finding> found = new HashMap<>();
        again.findings().forEach(finding -> found.put(finding.employee().id(), finding));
        return one.with(one.findings().stream()
                .map(finding -> asOf(finding).equals(asOf)
                        ? found.getOrDefault(finding.employee().id(), finding)
                        : finding)
                .toList());
    }

    /** As of when somebody has to be judged; the same by either reading, because it goes by the plan. */
    Instant asOf(Finding finding) {
        Instant end = finding.shiftEnd();
        if (end == null && !finding.points().isEmpty()) {
            end = finding.points().get(finding.points().size() - 1).at().plus(LONG_SHIFT);
        }
        if (end == null || !end.isAfter(lastSecond)) {
            return lastSecond;
        }
        Instant over = end.plus(CLOCK_OUT);
        return over.isBefore(now) ? over : now;
    }
}
