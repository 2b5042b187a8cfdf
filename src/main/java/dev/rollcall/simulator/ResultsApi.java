package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the plan points: /attendance/list [KB 0195]. */
final class ResultsApi {
    private ResultsApi() {}

    static List<Api> all() {
        return List.of(
                Api.post(
                        "/attendance/list",
                        ResultsApi::list,
                        "workDateFrom",
                        "workDateTo",
                        "userIdList",
                        "offset",
                        "limit",
                        "isI18n"),
                Api.post(
                        "/attendance/listRecord",
                        PunchRows::listRecord,
                        "userIds",
                        "checkDateFrom",
                        "checkDateTo",
                        "isI18n"));
    }

    /** Whole days whatever the time of day says, at most 7, 50 users, 50 rows a page in no particular order [KB 0195]. */
    private static ObjectNode list(Request request) {
        LocalDate from = Dates.dateTime(request.params(), "workDateFrom").toLocalDate();
        LocalDate to = Dates.dateTime(request.params(), "workDateTo").toLocalDate();
        Dates.checkSpan(Shanghai.midnight(from), Shanghai.midnight(to), Duration.ofDays(6));
        List<String> users = request.params().array("userIdList", 50);
        long offset = request.params().number("offset");
        int limit = request.params().size("limit", 1, 50, 40035);
        List<Shown> rows = new ArrayList<>();
        boolean foreign =
                request.params().flag("isI18n") || request.settings().setup().abroad();
        if (!foreign && !isBlank(request, users)) { // isI18n: nothing in the mainland [KB 0243]
            for (SimulatedCompany then : request.company().between(from, to.plusDays(1))) {
                users.forEach(id -> addRows(request.about(then), id, from, to, rows));
            }
            rows.sort(Comparator.comparingLong(row -> row.id * 0x9E3779B97F4A7C15L));
        }
        Page<Shown> page = Page.of(rows, offset, limit, request);
        ObjectNode answer = Json.plain().put("hasMore", page.hasMore());
        ArrayNode list = answer.putArray("recordresult");
        page.rows().forEach(row -> list.add(row.json));
        return answer;
    }

    /** Whether an id that attendance does not know empties the whole answer [KB 0195, 0196: U]. */
    static boolean isBlank(Request request, List<String> users) {
        return request.settings().wrongIdBlanksCall()
                && users.stream().anyMatch(id -> !isKnown(request.company().person(id)));
    }

    static boolean isKnown(@Nullable Person person) {
        return person != null && person.knownToAttendance();
    }

    private record Shown(long id, ObjectNode json) {}

    private static void addRows(Request request, String id, LocalDate from, LocalDate to, List<Shown> rows) {
        Person person = request.company().person(id);
        if (person == null || !person.knownToAttendance()) {
            return; // wrong ids are not an error [KB 0195]
        }
        LocalDate day = request.company().workDate();
        if (!day.isBefore(from) && !day.isAfter(to)) {
            for (Plans.Row row : request.company().plans().of(person, request.now())) {
                addRow(request, row, rows);
            }
        }
        LocalDate yesterday = day.minusDays(1);
        if (!yesterday.isBefore(from) && !yesterday.isAfter(to)) {
            addYesterday(request, person, rows);
        }
    }

    private static void addRow(Request request, Plans.Row row, List<Shown> rows) {
        Results result = Results.of(request, row);
        Punch punch = result.punch();
        if (row.shift() == null || (punch == null && !result.missing())) {
            return;
        }
        Person person = row.person();
        Instant base = PunchRows.baseTime(row);
        ObjectNode json = head(request, row.shift().points().get(row.index()).checkType(), base, person)
                .put("workDate", Shanghai.midnight(request.company().workDate()).toEpochMilli())
                .put("planId", row.planId())
                .put("id", row.planId() + 1_000_000_000L);
        if (punch == null) {
            notSigned(json, base); // no recordId, and userCheckTime is the plan's [K 3199225]
        } else {
            signed(json, punch, person.recordId(result.punchIndex()));
        }
        int approval = Approvals.on(row, request.now());
        if (approval >= 0) {
            json.put("approveId", person.approveId(approval)).put("procInstId", "proc-" + person.approveId(approval));
        }
        rows.add(new Shown(row.planId(), json));
    }

    private static void addYesterday(Request request, Person person, List<Shown> rows) {
        List<Punch> punches = person.workday().punches();
        for (int i = 0; i < punches.size(); i++) {
            Punch punch = punches.get(i);
            if (punch.point() == Punch.YESTERDAY_OFF && person.workday().isShown(punch, request.now())) {
                Instant base = PunchRows.yesterdaysEnd(request.company(), person);
                ObjectNode json = head(request, "OffDuty", base, person)
                        .put("workDate", PunchRows.yesterday(request.company()))
                        .put("planId", person.yesterdayOffPlanId())
                        .put("id", person.yesterdayOffPlanId() + 1_000_000_000L);
                signed(json, punch, person.recordId(i));
                rows.add(new Shown(person.yesterdayOffPlanId(), json));
            }
        }
    }

    private static ObjectNode head(Request request, String checkType, Instant base, Person person) {
        return Json.object()
                .put("checkType", checkType)
                .put("corpId", request.company().corpId())
                .put("baseCheckTime", base.toEpochMilli())
                .put("groupId", person.group().id)
                .put("userId", person.id());
    }

    private static void notSigned(ObjectNode json, Instant base) {
        json.put("locationResult", "NotSigned")
                .put("timeResult", "NotSigned")
                .put("sourceType", "SYSTEM")
                .put("userCheckTime", base.toEpochMilli());
    }

    private static void signed(ObjectNode json, Punch punch, long recordId) {
        json.put("locationResult", punch.outside() ? "Outside" : "Normal")
                .put("timeResult", punch.timeResult())
                .put("sourceType", punch.source().name())
                .put("userCheckTime", punch.at().toEpochMilli());
        if (punch.raw()) {
            json.put("recordId", recordId);
        }
    }
}
