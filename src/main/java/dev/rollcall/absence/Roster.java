package dev.rollcall.absence;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who is planned to work on a work date, each with the points of their shift.
 *
 * @param points by user id, in order of time; people who rest, have no shift or no attendance group are missing
 * @param unread people whose plan could not be read as a whole: their shift is <em>unknown</em>, they are not resting
 * @param movable people whose points may have been moved without the plan saying so: the plan of large organisations
 *     has no moved times (DingTalk 0206)
 */
public record Roster(Map<String, List<PlanPoint>> points, Set<String> unread, Set<String> movable) {
    public Roster {
        points = Map.copyOf(points);
        unread = Set.copyOf(unread);
        movable = Set.copyOf(movable);
    }

    /** A plan that says which points were moved. */
    public Roster(Map<String, List<PlanPoint>> points, Set<String> unread) {
        this(points, unread, Set.of());
    }

    /**
     * This plan, with the times in {@code read} for those of {@code people} who are in it; those who are not could not be
     * read.
     *
     * @param read by user id
     */
    Roster withTimes(Collection<String> people, Map<String, RosterSource.DayTimes> read) {
        Map<String, List<PlanPoint>> known = new HashMap<>(points);
        Set<String> unknown = new HashSet<>(unread);
        for (String id : people) {
            RosterSource.DayTimes times = read.get(id);
            if (times == null) {
                unknown.add(id);
            } else {
                known.computeIfPresent(
                        id,
                        (same, own) -> own.stream()
                                .map(point -> point.movedTo(times.at().get(String.valueOf(point.planId()))))
                                .toList());
            }
        }
        return new Roster(known, unknown, Set.of());
    }

    /** This plan, with {@code moved} points in place of those of people whose moved times are known, if they are {@code such}. */
    Roster moved(Map<String, List<PlanPoint>> moved, Predicate<String> such) {
        Map<String, List<PlanPoint>> all = new HashMap<>(points);
        Set<String> others = new HashSet<>(movable);
        moved.forEach((id, own) -> {
            if (such.test(id)) {
                all.put(id, own);
                others.remove(id);
            }
        });
        return new Roster(all, unread, others);
    }

    /** The same without anybody but {@code people}. */
    public Roster only(Set<String> people) {
        Map<String, List<PlanPoint>> own = new HashMap<>(points);
        own.keySet().retainAll(people);
        return new Roster(own, both(unread, people), both(movable, people));
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    /** The points of {@code userId}, in order; empty where there are none. */
    public List<PlanPoint> of(String userId) {
        return points.getOrDefault(userId, List.of());
    }

    /** The earliest that the first point of {@code people} may be; empty where they have none. */
    Optional<Instant> begin(Collection<String> people) {
        return people.stream()
                .flatMap(id -> of(id).stream())
                .map(PlanPoint::earliest)
                .min(Comparator.naturalOrder());
    }

    /** The last point of {@code people}; empty where they have none. */
    Optional<Instant> end(Collection<String> people) {
        return people.stream().flatMap(id -> of(id).stream()).map(PlanPoint::at).max(Comparator.naturalOrder());
    }

    /** Whether all points of {@code userId} are known. */
    boolean complete(String userId) {
        return !unread.contains(userId);
    }
}
