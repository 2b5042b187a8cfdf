package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Roster;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of plans, as both ways of asking for them give them [KB 0209, 0206]. Pure. */
final class PlanRows {
    private PlanRows() {}

    /** The plan of everybody in {@code rows}. */
    static Roster roster(Collection<JsonNode> rows, Set<String> unread) {
        Map<String, Map<List<Object>, PlanPoint>> points = new HashMap<>();
        Set<String> unreadable = new HashSet<>(unread);
        for (JsonNode row : rows) {
            String userId = Json.text(row, "userid");
            if (scheduled(row)) {
                PlanPoint point = point(row);
                if (point == null) {
                    unreadable.add(userId);
                } else {
                    // Where it was moved between two pages, what was read last holds.
                    points.computeIfAbsent(userId, key -> new HashMap<>()).put(identity(point), point);
                }
            }
        }
        Map<String, List<PlanPoint>> sorted = points.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().values().stream()
                                .sorted(Comparator.comparing(PlanPoint::at).thenComparing(PlanPoint::planned))
                                .toList()));
        return new Roster(sorted, unreadable);
    }

    /** Rows of people who rest or are not planned have no class, or 0, or a negative one. */
    private static boolean scheduled(JsonNode row) {
        String shift = shiftId(row);
        return !shift.isEmpty() && !shift.equals("0") && !shift.startsWith("-") && !Json.yes(row, "is_rest");
    }

    private static String shiftId(JsonNode row) {
        String shift = Json.text(row, new String[] {"class_id", "shift_id"});
        return shift == null ? "" : shift;
    }

    /** The point of a row; null where it cannot be read. */
    private static @Nullable PlanPoint point(JsonNode row) {
        Instant planned = Json.instant(row, "plan_check_time");
        Instant moved = Json.instant(row, "changed_check_time");
        String type = Json.text(row, "check_type");
        boolean onDuty = type.equalsIgnoreCase("OnDuty");
        boolean known = onDuty || type.equalsIgnoreCase("OffDuty");
        boolean whereIsNotSaid =
                moved == null && !Json.text(row, "changed_check_time").isEmpty();
        if (planned == null || !known || whereIsNotSaid) {
            return null;
        }
        return new PlanPoint(
                Json.text(row, new String[] {"plan_id", "id"}), onDuty, planned, moved, shiftId(row), approval(row));
    }

    private static List<Object> identity(PlanPoint point) {
        return List.of(String.valueOf(point.planId()), point.onDuty(), point.planned());
    }

    private static boolean approval(JsonNode row) {
        String approval = Json.text(row, "approve_id");
        return !approval.isEmpty() && !approval.equals("0");
    }
}
