package dev.rollcall.absence;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is planned to work on a work date, each with the points of their shift.
 *
 * @param points by user id, in order of time; people who rest, have no shift or no attendance group are missing
 * @param unread people whose plan could not be read as a whole: their shift is <em>unknown</em>, they are not resting
 */
public record Roster(Map<String, List<PlanPoint>> points, Set<String> unread) {
    public Roster {
        points = Map.copyOf(points);
        unread = Set.copyOf(unread);
    }

    /** The points of {@code userId}, in order; empty where there are none. */
    public List<PlanPoint> of(String userId) {
        return points.getOrDefault(userId, List.of());
    }

    /** Whether all points of {@code userId} are known. */
    boolean complete(String userId) {
        return !unread.contains(userId);
    }
}
