package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Leave of many people, and everything of one person and day [KB 0216, 0231]. */
final class LeaveApi {
    private record Leave(Person person, Approval approval) {}

    private LeaveApi() {}

    static List<Api> all() {
        return List.of(
                Api.post(
                        "/topapi/attendance/getleavestatus",
                        LeaveApi::leaveStatus,
                        "userid_list",
                        "start_time",
                        "end_time",
                        "offset",
                        "size"),
                Api.post("/topapi/attendance/getupdatedata", LeaveApi::updateData, "userid", "work_date"));
    }

    /** 100 users, 180 days, 20 rows a page; leave only, no trips [KB 0231]. */
    private static ObjectNode leaveStatus(Request request) {
        List<String> users = request.params().commas("userid_list", 100);
        Instant from = Instant.ofEpochMilli(request.params().number("start_time"));
        Instant to = Instant.ofEpochMilli(request.params().number("end_time"));
        Dates.checkSpan(from, to, Duration.ofDays(180));
        long offset = request.params().number("offset");
        int size = request.params().size("size", 1, 20, 40035);
        List<Leave> leaves = new ArrayList<>();
        for (SimulatedCompany then :
                request.company().between(Shanghai.date(from), Shanghai.date(to).plusDays(7))) {
            for (String id : users) {
                Person person = then.person(id);
                if (person == null || !person.knownToAttendance()) {
                    continue;
                }
                person.workday().approvals().stream()
                        .filter(approval -> approval.kind() == Approval.Kind.LEAVE && approval.isShown(request.now()))
                        .filter(approval ->
                                !approval.begin().isAfter(to) && !approval.end().isBefore(from))
                        .forEach(approval -> leaves.add(new Leave(person, approval)));
            }
        }
        Page<Leave> page = Page.of(leaves, offset, size, request);
        ObjectNode result = Json.object().put("has_more", page.hasMore());
        ArrayNode rows = result.putArray("leave_status");
        page.rows().forEach(leave -> rows.add(leaveRow(leave)));
        return Json.success(result);
    }

    private static ObjectNode leaveRow(Leave leave) {
        return Json.object()
                .put("userid", leave.person().id())
                .put("start_time", leave.approval().begin().toEpochMilli())
                .put("end_time", leave.approval().end().toEpochMilli())
                .put("duration_unit", leave.approval().unit().leaveUnit)
                .put("duration_percent", leave.approval().percent())
                .put("leave_code", "sim-lc-annual");
    }

    /** The only read that tells a trip from an outing from overtime [KB 0216]. */
    private static ObjectNode updateData(Request request) {
        Person person = request.contact(request.params().text("userid"));
        LocalDate date = Dates.day(request.params(), "work_date");
        if (request.settings().setup().abroad()) {
            return Json.result(Json.object());
        }
        SimulatedCompany then = request.company().on(date);
        Person worker = then == null ? null : then.person(person.id());
        ObjectNode result = Json.object()
                .put("userid", person.id())
                .put("corpId", request.company().corpId())
                .put("work_date", Shanghai.text(Shanghai.midnight(date)));
        ArrayNode results = result.putArray("attendance_result_list");
        ArrayNode records = result.putArray("check_record_list");
        if (then != null && worker != null && worker.knownToAttendance()) {
            for (Plans.Row row : then.plans().of(worker, request.now())) {
                addResult(request.about(then), row, results);
            }
            addRecords(request, worker, records);
        }
        ArrayNode approvals = result.putArray("approve_list");
        Person approved = worker == null ? person : worker;
        approved.workday().approvals().stream()
                .filter(approval -> touches(approval, date) && approval.isShown(request.now()))
                .forEach(approval -> approvals.add(approveRow(approved, approval)));
        result.putObject("class_setting_info");
        return Json.result(result);
    }

    private static boolean touches(Approval approval, LocalDate date) {
        return !Shanghai.date(approval.begin()).isAfter(date)
                && !Shanghai.date(approval.end()).isBefore(date);
    }

    private static void addResult(Request request, Plans.Row row, ArrayNode results) {
        Results result = Results.of(request, row);
        Punch punch = result.punch();
        if (row.shift() == null || (punch == null && !result.missing())) {
            return;
        }
        ObjectNode json = results.addObject()
                .put("plan_id", row.planId())
                .put("plan_check_time", Shanghai.text(row.planTime()))
                .put("check_type", row.shift().points().get(row.index()).checkType())
                .put("time_result", punch == null ? "NotSigned" : punch.timeResult())
                .put("location_result", punch == null ? "NotSigned" : punch.outside() ? "Outside" : "Normal")
                .put("user_check_time", Shanghai.text(punch == null ? row.planTime() : punch.at()))
                .put("source_type", punch == null ? "SYSTEM" : punch.source().name())
                .put("class_id", row.shift().id())
                .put("group_id", row.person().group().id);
        if (punch != null && punch.raw()) {
            json.put("record_id", row.person().recordId(result.punchIndex()));
        }
    }

    private static void addRecords(Request request, Person person, ArrayNode records) {
        List<Punch> punches = person.workday().punches();
        for (int i = 0; i < punches.size(); i++) {
            Punch punch = punches.get(i);
            boolean today = punch.raw() && punch.point() != Punch.YESTERDAY_OFF;
            if (!today || !person.workday().isShown(punch, request.now())) {
                continue;
            }
            ObjectNode json = records.addObject()
                    .put("record_id", person.recordId(i))
                    .put("user_check_time", Shanghai.text(punch.at()))
                    .put("source_type", punch.source().name())
                    .put("user_address", "CANARY-address-" + person.number())
                    .put("valid_matched", punch.valid() && punch.point() >= 0);
            if (!punch.valid()) {
                json.put("invalid_record_type", "Other").put("invalid_record_msg", punch.invalidMessage());
            }
        }
    }

    private static ObjectNode approveRow(Person person, Approval approval) {
        int index = person.workday().approvals().indexOf(approval);
        return Json.object()
                .put("biz_type", approval.kind().bizType)
                .put("tag_name", approval.kind().tag)
                .put("sub_type", approval.kind() == Approval.Kind.LEAVE ? "年假" : approval.kind().tag)
                .put("begin_time", Shanghai.text(approval.begin()))
                .put("end_time", Shanghai.text(approval.end()))
                .put("duration", String.valueOf(approval.percent() / 100.0))
                .put("duration_unit", approval.unit().approveUnit)
                .put("gmt_finished", Shanghai.text(approval.finished()))
                .put("procInst_id", "proc-" + person.approveId(index));
    }
}
