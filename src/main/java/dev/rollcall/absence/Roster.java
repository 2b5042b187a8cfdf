package dev.rollcall.absence;

import java.util.List;
import java.util.Map;

/**
 * Who is planned to work on a work date, each with the points of their shift.
 *
 * @param points by user id, in order of time; people who rest, have no shift or no attendance group are missing
 * @param complete false when a part could not be read: then a missing person is of <em>unknown</em> shift, not resting
 */
public record Roster(Map<String, List<PlanPoint>> points, boolean complete) {
    public Roster {
        points = Map.copyOf(points);
    }

    /** The points of {@code userId}, in order; empty where there are none. */
    public List<PlanPoint> of(String userId) {
        return points.getOrDefault(userId, List.of());
    }
}
