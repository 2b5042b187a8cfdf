package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Does the app have each permission point that Rollcall's calls need (60011)? A finding for each. */
final class PermissionPoints implements Examination {
    @Override
    public String id() {
        return "permission";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        Collection<Seen> seen = visit.departments().values();
        Attendance attendance = visit.attendance();
        return List.of(
                finding(
                        visit,
                        "qyapi_get_department_list",
                        "v2/department/get, listsub, listsubid",
                        all(seen, one -> Stream.of(one.name(), one.children(), one.childIds()))),
                finding(
                        visit,
                        "qyapi_get_department_member",
                        "v2/user/list",
                        all(seen, one -> Stream.of(one.members()))),
                finding(visit, "qyapi_base", "attendance/listschedule", List.of(attendance.plan())),
                finding(
                        visit,
                        "qyapi_get_attendance_data",
                        "attendance/list, listRecord, getleavestatus, getupdatedata",
                        List.of(attendance.punches(), attendance.results(), attendance.leave(), attendance.day())),
                finding(
                        visit,
                        "qyapi_attendance_group_read",
                        "attendance/shift/query, schedule/listbyday, listbyusers",
                        attendance.operator()),
                finding(
                        visit,
                        "qyapi_robot_sendmsg",
                        "robot/oToMessages/batchSend, groupMessages/send",
                        visit.tests().people().stream().toList()));
    }

    private static List<Trial<?>> all(Collection<Seen> seen, Function<Seen, Stream<Trial<?>>> trials) {
        return seen.stream().flatMap(trials).toList();
    }

    private static Finding finding(Visit visit, String point, String calls, List<? extends Trial<?>> trials) {
        String id = "permission." + point;
        List<Refused> refused =
                trials.stream().flatMap(trial -> trial.refused().stream()).toList();
        Optional<Refused> missing = refused.stream()
                .filter(why -> why.reason() == Reason.PERMISSION)
                .min((one, other) ->
                        Boolean.compare(one.named().isEmpty(), other.named().isEmpty()));
        if (missing.isPresent()) {
            String named =
                    missing.get().named().isEmpty() ? point : missing.get().named();
            String appKey = URLEncoder.encode(visit.patient().dingtalk().appKey(), StandardCharsets.UTF_8);
            return Finding.failed(id, title(named), Sentence.of("permission.missing", calls, named, appKey));
        }
        // Another refusal is DingTalk's own answer, and such a one is given to those alone who may ask.
        if (refused.size() < trials.size() || refused.stream().anyMatch(why -> !Unasked.is(why))) {
            return Finding.ok(id, title(point), Sentence.of("permission.ok", calls));
        }
        Sentence why = refused.stream().findFirst().map(Unasked::why).orElse(untried(visit, point));
        return Finding.skipped(id, title(point), why);
    }

    private static Sentence untried(Visit visit, String point) {
        boolean byMessage = point.equals("qyapi_robot_sendmsg") && !visit.sendTest();
        return Sentence.of(byMessage ? "permission.sending" : "permission.nobody");
    }

    private static Sentence title(String point) {
        return Sentence.of("permission.title", point);
    }
}
