package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a work date's plan: the whole company's by pages of 200 points [KB 0209], or by 50 people a call [KB 0206] from
 * 10,000 people on, where DingTalk does not answer the former.
 */
final class PlanReader {
    private static final int MANY_PEOPLE = 10_000;
    private static final int PAGE = 200;
    private static final int MANY_WITHOUT_PLAN = 10;

    private final DingTalkClient client;
    private final SideBySide lanes;

    PlanReader(DingTalkClient client, SideBySide lanes) {
        this.client = client;
        this.lanes = lanes;
    }

    /** Begins with the whole company's plan while {@code people} are still being found out. */
    Roster read(LocalDate workDate, CompletableFuture<? extends Collection<String>> people, Run run) {
        try {
            if (!many(people)) {
                Roster everybody = roster(wholeCompany(workDate, people, run), Set.of());
                if (!people.join().isEmpty() && !many(people)) {
                    return everybody.only(Set.copyOf(people.join()));
                }
            }
            return byUsers(workDate, people.join(), run);
        } catch (SourceException e) {
            // The organisation may be larger than what is configured: then DingTalk refuses the question as such.
            Roster roster = e.reason() == Reason.REFUSED || many(people)
                    ? byUsers(workDate, people.join(), run)
                    : new Roster(Map.of(), Set.copyOf(people.join()));
            if (!roster.unread().isEmpty() || people.join().isEmpty()) {
                run.trouble(e);
            }
            return roster;
        }
    }

    private static boolean many(CompletableFuture<? extends Collection<String>> people) {
        return people.isDone() && people.join().size() >= MANY_PEOPLE;
    }

    private List<JsonNode> wholeCompany(
            LocalDate workDate, CompletableFuture<? extends Collection<String>> people, Run run)
            throws SourceException {
        return Pages.read(
                Api.SCHEDULE.path(),
                offset -> {
                    run.deadline().plan(client.floor(1));
                    if (many(people)) {
                        return new Pages.Page(List.of(), false, offset);
                    }
                    ObjectNode body = Json.object();
                    body.put("workDate", workDate + " 00:00:00");
                    body.put("offset", offset);
                    body.put("size", PAGE);
                    JsonNode result = client.result(Api.SCHEDULE, body, run);
                    JsonNode rows = Pages.rows(Api.SCHEDULE.path(), result, "schedules");
                    return new Pages.Page(rows, Json.yes(result, "has_more"), offset + PAGE);
                },
                row -> row.toString());
    }

    private Roster byUsers(LocalDate workDate, Collection<String> people, Run run) {
        run.deadline().plan(client.floor(people.size() / Api.PEOPLE_A_CALL));
        Set<String> unread = ConcurrentHashMap.newKeySet();
        List<JsonNode> rows = new ArrayList<>();
        lanes.each(Chunks.of(people, Api.PEOPLE_A_CALL), chunk -> {
            try {
                JsonNode result = client.result(Api.SCHEDULE_BY_USERS, usersBody(workDate, chunk), run);
                if (result.isEmpty() && chunk.size() >= MANY_WITHOUT_PLAN) {
                    throw new SourceException(
                            Reason.IMPLAUSIBLE,
                            true,
                            "Cannot read " + Api.SCHEDULE_BY_USERS.path() + ": no plan at all for " + chunk.size()
                                    + " people");
                }
                synchronized (rows) {
                    result.forEach(rows::add);
                }
            } catch (SourceException e) {
                run.trouble(e);
                unread.addAll(chunk);
            }
        });
        List<JsonNode> ofTheDay = rows.stream()
                .filter(row -> Json.date(row, "work_date") == null || workDate.equals(Json.date(row, "work_date")))
                .toList();
        Roster roster = roster(ofTheDay, unread).only(Set.copyOf(people));
        return new Roster(roster.points(), roster.unread(), roster.points().keySet());
    }

    private ObjectNode usersBody(LocalDate workDate, List<String> chunk) {
        ObjectNode body = Json.object();
        body.put("op_user_id", client.config().opUserId());
        body.put("userids", String.join(",", chunk));
        long from = workDate.atStartOfDay(Json.ZONE).toInstant().toEpochMilli();
        body.put("from_date_time", from);
        body.put("to_date_time", from);
        return body;
    }

    /** The plan of everybody in {@code rows}. */
    private static Roster roster(Collection<JsonNode> rows, Set<String> unread) {
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
