package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Raw punches: /attendance/listRecord, with the places, networks and devices that nobody should keep [KB 0196]. */
final class PunchRows {
    private PunchRows() {}

    /** 50 users, 7 days between exact instants, no paging; nothing for who did not punch [KB 0196]. */
    static ObjectNode listRecord(Request request) {
        Instant from = Dates.instant(Dates.dateTime(request.params(), "checkDateFrom"));
        Instant to = Dates.instant(Dates.dateTime(request.params(), "checkDateTo"));
        Dates.checkSpan(from, to, Duration.ofDays(7));
        List<String> users = request.params().array("userIds", 50);
        ObjectNode answer = Json.plain();
        ArrayNode rows = answer.putArray("recordresult");
        if (request.params().flag("isI18n") || ResultsApi.isBlank(request, users)) {
            return answer;
        }
        Instant last = to.isBefore(request.now()) ? to : request.now();
        // Somebody's day may begin on the evening before it and end on the morning after it.
        for (SimulatedCompany then : request.company()
                .between(Shanghai.date(from).minusDays(1), Shanghai.date(last).plusDays(1))) {
            for (String id : users) {
                Person person = then.person(id);
                if (person != null && person.knownToAttendance()) {
                    addPunches(request.about(then), person, from, last, rows);
                }
            }
        }
        return answer;
    }

    private static void addPunches(Request request, Person person, Instant from, Instant last, ArrayNode rows) {
        int cap = request.settings().listRecordCap();
        List<Punch> punches = person.workday().punches();
        for (int i = 0; i < punches.size(); i++) {
            Punch punch = punches.get(i);
            boolean inside = !punch.at().isBefore(from) && !punch.at().isAfter(last);
            boolean shown = inside && person.workday().isShown(punch, request.now());
            if (shown && punch.raw() && (cap == 0 || rows.size() < cap)) {
                rows.add(row(request.company(), person, i));
            }
        }
    }

    private static ObjectNode row(SimulatedCompany company, Person person, int index) {
        Punch punch = person.workday().punches().get(index);
        ObjectNode row = Json.object()
                .put("id", person.recordId(index))
                .put("userId", person.id())
                .put("corpId", company.corpId())
                .put("workDate", Shanghai.midnight(company.workDate()).toEpochMilli());
        if (!punch.valid()) {
            row.put("invalidRecordType", "Other").put("invalidRecordMsg", punch.invalidMessage());
        } else {
            judgement(company, person, punch, row);
        }
        place(person, punch, row);
        long created = person.workday().shownFrom(punch).toEpochMilli() + 1000;
        return row.put("bizId", "SIMBIZ" + person.recordId(index))
                .put("userCheckTime", punch.at().toEpochMilli())
                .put("gmtCreate", created)
                .put("gmtModified", created);
    }

    /** A row that is tied to no point has neither planId nor checkType; isLegal Y only when all is Normal [KB 0196]. */
    private static void judgement(SimulatedCompany company, Person person, Punch punch, ObjectNode row) {
        boolean normal = !punch.outside()
                && (punch.timeResult() == null || punch.timeResult().equals(Script.NORMAL));
        row.put("locationResult", punch.outside() ? "Outside" : "Normal").put("isLegal", normal ? "Y" : "N");
        Shift shift = person.workday().shift();
        if (punch.point() == Punch.NO_POINT || shift == null) {
            return;
        }
        row.put("groupId", person.group().id).put("classId", shift.id()).put("timeResult", punch.timeResult());
        if (punch.point() == Punch.YESTERDAY_OFF) {
            long end = yesterdaysEnd(company, person).toEpochMilli();
            row.put("workDate", yesterday(company)).put("planId", person.yesterdayOffPlanId());
            row.put("checkType", "OffDuty").put("baseCheckTime", end).put("planCheckTime", end);
            return;
        }
        Plans.Row plan = new Plans.Row(
                person,
                shift,
                punch.point(),
                company.plans().at(shift.points().get(punch.point()).minutes()));
        row.put("planId", plan.planId())
                .put("checkType", shift.points().get(punch.point()).checkType())
                .put("baseCheckTime", baseTime(plan).toEpochMilli())
                .put("planCheckTime", plan.planTime().toEpochMilli());
    }

    /** A machine knows no coordinates, its address is its name [KB 0196]. */
    private static void place(Person person, Punch punch, ObjectNode row) {
        row.put("sourceType", punch.source().name()).put("deviceId", "CANARY-device-" + person.number());
        if (punch.source() == Punch.Source.ATM) {
            row.put("userAddress", "CANARY-machine-1").put("deviceSN", "CANARY-SN-1");
            return;
        }
        row.put("locationMethod", "MAP")
                .put("userAddress", "CANARY-address-" + person.number())
                .put("userLatitude", 30.7654321)
                .put("userLongitude", 120.7654321)
                .put("userAccuracy", 30)
                .put("userSsid", "CANARY-ssid-" + person.number())
                .put("userMacAddr", "CANARY-mac-" + person.number())
                .put("photoUrl", "https://CANARY-photo.example/" + person.id() + ".jpg");
        if (punch.outside()) {
            row.put("outsideRemark", "CANARY-remark-" + person.number());
        }
    }

    /** The time from which a punch is late: moved with the point, and by the minutes that the shift permits. */
    static Instant baseTime(Plans.Row row) {
        Shift shift = row.shift();
        int permit = shift == null ? 0 : shift.points().get(row.index()).permitMinutes();
        return row.effectiveTime().plus(Duration.ofMinutes(permit));
    }

    static long yesterday(SimulatedCompany company) {
        return Shanghai.midnight(company.workDate().minusDays(1)).toEpochMilli();
    }

    static Instant yesterdaysEnd(SimulatedCompany company, Person person) {
        Shift shift = person.workday().shift();
        int end = shift == null
                ? 540
                : shift.points().get(shift.points().size() - 1).minutes();
        return company.plans().at(end - 24 * 60);
    }
}
