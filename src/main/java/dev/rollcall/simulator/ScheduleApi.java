package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The plan of the day, three ways [KB 0205, 0206, 0209]. */
final class ScheduleApi {
    private static final int LISTSCHEDULE_PEOPLE = 10_000;

    private ScheduleApi() {}

    static List<Api> all() {
        return List.of(
                Api.post("/topapi/attendance/listschedule", ScheduleApi::listSchedule, "workDate", "offset", "size"),
                Api.post(
                        "/topapi/attendance/schedule/listbyusers",
                        ScheduleApi::listByUsers,
                        "op_user_id",
                        "userids",
                        "from_date_time",
                        "to_date_time"),
                Api.post(
                        "/topapi/attendance/schedule/listbyday",
                        ScheduleApi::listByDay,
                        "op_user_id",
                        "user_id",
                        "date_time"));
    }

    /** The whole company, 200 rows a page, for less than 10,000 people [KB 0209]. */
    private static ObjectNode listSchedule(Request request) {
        LocalDate date = Dates.day(request.params(), "workDate");
        long offset = request.params().number("offset", 0);
        int size = request.params().size("size", 1, 200, 40035);
        if (request.settings().listScheduleRefusedFrom10000()
                && request.company().people().size() >= LISTSCHEDULE_PEOPLE) {
            throw Refusal.of(40035, "企业人数超过10000，不支持调用该接口");
        }
        SimulatedCompany then = request.company().on(date);
        List<Plans.Row> rows = then == null ? List.of() : then.plans().rows(request.now());
        Page<Plans.Row> page = Page.of(rows, offset, size, request);
        ObjectNode result = Json.object().put("has_more", page.hasMore());
        ArrayNode schedules = result.putArray("schedules");
        page.rows().forEach(row -> schedules.add(scheduleRow(row, request.now())));
        return Json.result(result);
    }

    /** People without a shift have only userid and group_id. */
    private static ObjectNode scheduleRow(Plans.Row row, Instant now) {
        Person person = row.person();
        if (row.shift() == null) {
            return Json.object().put("userid", person.id()).put("group_id", person.group().id);
        }
        ObjectNode json = Json.object()
                .put("plan_id", row.planId())
                .put("userid", person.id())
                .put("group_id", person.group().id)
                .put("class_id", row.shift().id())
                .put("class_setting_id", row.shift().id() - 10_000)
                .put("check_type", row.shift().points().get(row.index()).checkType())
                .put("plan_check_time", Shanghai.text(row.planTime()));
        if (!row.effectiveTime().equals(row.planTime())) {
            json.put("changed_check_time", Shanghai.text(row.effectiveTime()));
        }
        int approval = Approvals.on(row, now);
        if (approval >= 0) {
            json.put("approve_id", person.approveId(approval));
        }
        return json;
    }

    /** 50 users, 7 days; shift_id 0 and is_rest Y on a day of rest [KB 0206]. */
    private static ObjectNode listByUsers(Request request) {
        if (request.settings().listByUsersRefused()) {
            throw Refusal.of(40035, "不合法的参数");
        }
        request.checkOperator();
        List<String> users = request.params().commas("userids", 50);
        Instant from = Instant.ofEpochMilli(request.params().number("from_date_time"));
        Instant to = Instant.ofEpochMilli(request.params().number("to_date_time"));
        Dates.checkSpan(from, to, Duration.ofDays(7));
        ArrayNode result = Json.array();
        Shanghai.date(from).datesUntil(Shanghai.date(to).plusDays(1)).forEach(date -> {
            SimulatedCompany then = request.company().on(date);
            if (then != null) {
                users.forEach(id -> addByUser(request.about(then), id, result));
            } else if (SimulatedCompany.isWeekend(date)) {
                users.forEach(id -> addAtWeekend(request, id, date, result));
            }
        });
        return Json.success(result);
    }

    private static void addAtWeekend(Request request, String id, LocalDate date, ArrayNode result) {
        Person person = request.company().person(id);
        if (person != null && person.group().id != 0 && !person.exemptInGroup()) {
            addRest(person, Shanghai.text(Shanghai.midnight(date)), result);
        }
    }

    private static void addRest(Person person, String day, ArrayNode result) {
        result.addObject()
                .put("userid", person.id())
                .put("work_date", day)
                .put("group_id", person.group().id)
                .put("shift_id", 0)
                .put("is_rest", "Y");
    }

    private static void addByUser(Request request, String id, ArrayNode result) {
        Person person = request.company().person(id);
        if (person == null || person.group().id == 0 || person.exemptInGroup()) {
            return;
        }
        List<Plans.Row> rows = request.company().plans().of(person, request.now());
        String day = Shanghai.text(Shanghai.midnight(request.company().workDate()));
        if (person.workday().shiftAt(request.now()) == null) {
            addRest(person, day, result);
            return;
        }
        for (Plans.Row row : rows) {
            result.add(byUserRow(row, day, request.now()));
        }
    }

    private static ObjectNode byUserRow(Plans.Row row, String day, Instant now) {
        ObjectNode json = Json.object()
                .put("id", row.planId())
                .put("userid", row.person().id())
                .put("work_date", day)
                .put("plan_check_time", Shanghai.text(row.planTime()))
                .put("group_id", row.person().group().id)
                .put("shift_version", 1)
                .put("is_rest", "N");
        if (row.shift() != null) {
            json.put("check_type", row.shift().points().get(row.index()).checkType());
            json.put("shift_id", row.shift().id());
        }
        int approval = Approvals.on(row, now);
        if (approval >= 0) {
            json.put("approve_id", row.person().approveId(approval));
        }
        return json;
    }

    /** One user and day, with the flexible minutes and what kind of approval hangs on a point [KB 0205]. */
    private static ObjectNode listByDay(Request request) {
        request.checkOperator();
        LocalDate date = Shanghai.date(Instant.ofEpochMilli(request.params().number("date_time")));
        SimulatedCompany then = request.company().on(date);
        Person person = then == null ? null : then.person(request.params().text("user_id"));
        ArrayNode result = Json.array();
        if (then == null || person == null || person.exemptInGroup()) {
            return Json.success(result);
        }
        for (Plans.Row row : then.plans().of(person, request.now())) {
            if (row.shift() != null) {
                result.add(byDayRow(request.about(then), row, row.shift()));
            }
        }
        if (result.isEmpty() && person.group().id != 0) {
            result.addObject()
                    .put("user_id", person.id())
                    .put("work_date", Shanghai.text(Shanghai.midnight(date)))
                    .put("group_id", person.group().id)
                    .put("is_rest", "Y");
        }
        return Json.success(result);
    }

    private static ObjectNode byDayRow(Request request, Plans.Row row, Shift shift) {
        Person person = row.person();
        Shift.Point point = shift.points().get(row.index());
        String effective = Shanghai.text(row.effectiveTime());
        ObjectNode json = Json.object()
                .put("id", row.planId())
                .put("user_id", person.id())
                .put("corp_id", request.company().corpId())
                .put(
                        "work_date",
                        Shanghai.text(Shanghai.midnight(request.company().workDate())))
                .put("group_id", person.group().id)
                .put("class_id", shift.id())
                .put("class_name", shift.name())
                .put("class_setting_id", shift.id() - 10_000)
                .put("check_type", point.checkType())
                .put("plan_check_time", Shanghai.text(row.planTime()))
                .put("real_plan_time", effective)
                .put("base_check_time", effective)
                .put("check_status", Results.of(request, row).checkStatus())
                .put("is_rest", "N");
        if (shift.flexibleMinutes() > 0) {
            int minutes = shift.flexibleMinutes();
            json.put("features", "{\"flexMinutes\":[%d,%d],\"punchId\":346266563}".formatted(minutes, minutes));
        }
        int index = Approvals.on(row, request.now());
        if (index >= 0) {
            Approval approval = person.workday().approvals().get(index);
            json.put("approve_id", person.approveId(index))
                    .put("approve_biz_type", approval.kind().bizType)
                    .put("approve_tag_name", approval.kind().tag);
        }
        return json;
    }
}
