package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Shifts and attendance groups [KB 0180, 0183, 0204]. */
final class GroupApi {
    private static final int MEMBERS_PER_PAGE = 100;

    private GroupApi() {}

    static List<Api> all() {
        return List.of(
                Api.post("/topapi/attendance/shift/query", GroupApi::shift, "op_user_id", "shift_id"),
                Api.post("/topapi/attendance/getusergroup", GroupApi::userGroup, "userid"),
                Api.post(
                        "/topapi/attendance/group/member/list", GroupApi::members, "op_user_id", "group_id", "cursor"));
    }

    /** What a shift allows: free_check, flexible, how late one may come [KB 0204]. */
    private static ObjectNode shift(Request request) {
        request.checkOperator();
        Shift shift = request.company().shifts().byId(request.params().number("shift_id"));
        if (shift == null) {
            throw Refusal.of(40035, "班次不存在");
        }
        ObjectNode result = Json.object().put("id", shift.id()).put("name", shift.name());
        result.set("sections", sections(request.company(), shift));
        boolean flexible = shift.flexibleMinutes() > 0;
        result.putObject("shift_setting").put("is_flexible", flexible).put("work_time_minutes", 480);
        return Json.success(result);
    }

    private static ArrayNode sections(SimulatedCompany company, Shift shift) {
        ArrayNode sections = Json.array();
        for (int i = 0; i < shift.points().size(); i += 2) {
            ArrayNode punches = sections.addObject().putArray("punches");
            punches.add(punch(company, shift.points().get(i)));
            punches.add(punch(company, shift.points().get(i + 1)));
        }
        return sections;
    }

    private static ObjectNode punch(SimulatedCompany company, Shift.Point point) {
        int minute = company.plan().shiftStart().toSecondOfDay() / 60 + point.minutes();
        int inDay = Math.floorMod(minute, 24 * 60);
        return Json.object()
                .put("check_type", point.checkType())
                .put("check_time", "1970-01-01 %02d:%02d:00".formatted(inDay / 60, inDay % 60))
                .put("across", minute >= 24 * 60 ? 1 : 0)
                .put("begin_min", -1)
                .put("end_min", point.lastMinute())
                .put("permit_minutes", point.permitMinutes())
                .put("free_check", point.freeCheck())
                .put("serious_late_minutes", point.onDuty() ? 30 : -1)
                .put("absenteeism_late_minutes", point.onDuty() ? 60 : -1);
    }

    /** Who has no group gets an empty result; no page says what DingTalk does [U]. */
    private static ObjectNode userGroup(Request request) {
        Person person = request.contact(request.params().text("userid"));
        ObjectNode result = Json.object();
        if (person.group().id != 0) {
            result.put("group_id", person.group().id)
                    .put("name", person.group().title)
                    .put("type", person.group().type);
            ArrayNode classes = result.putArray("classes");
            Shift shift = person.workday().shift();
            if (shift != null) {
                classes.addObject().put("class_id", shift.id()).put("name", shift.name());
            }
        }
        return Json.result(result);
    }

    /** The only place that names who is exempt: atc_flag 1 [KB 0183]. */
    private static ObjectNode members(Request request) {
        request.checkOperator();
        long group = request.params().number("group_id");
        long cursor = request.params().number("cursor", 0);
        List<Person> all = request.company().people().stream()
                .filter(person -> person.group().id == group && person.knownToAttendance())
                .toList();
        Page<Person> page = Page.of(all, cursor, MEMBERS_PER_PAGE, request);
        ObjectNode result = Json.object().put("has_more", page.hasMore()).put("cursor", cursor + MEMBERS_PER_PAGE);
        ArrayNode rows = result.putArray("result");
        for (Person person : page.rows()) {
            rows.addObject()
                    .put("member_id", person.id())
                    .put("type", "0")
                    .put("atc_flag", person.exemptInGroup() ? "1" : "0");
        }
        return Json.success(result);
    }
}
