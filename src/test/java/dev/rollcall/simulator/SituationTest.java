package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each situation by hand, both sides of it: what the book says at six instants, and what the APIs show.
 *
 * <p>Book: . not due, P present, L late, E excused, I pending, A absent; at 08:40, 09:40, 10:30, 14:10, 18:30 and 22:30 of a
 * day whose main shift is 09:00 to 18:00. Plan: the points of listschedule at 23:00, {@code a} when an approval hangs on
 * one, {@code >} where it is moved to. Punches: listRecord at 23:00, {@code none} where no point is given, {@code !} when
 * not accepted, {@code ~} when tied to the day before. Results: attendance/list at 14:10.
 */
class SituationTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 16);
    private static final List<String> TIMES = List.of("08:40", "09:40", "10:30", "14:10", "18:30", "22:30");
    private static final String TABLE = """
            ON_TIME                               |.PPPPP| On09:00 Off18:00                      | On:Normal Off:Normal              | On:Normal
            EXACTLY_ON_TIME                       |.PPPPP| On09:00 Off18:00                      | On:Normal Off:Normal              | On:Normal
            LATE                                  |.LLLLL| On09:00 Off18:00                      | On:Late Off:Normal                | On:Late
            SERIOUS_LATE                          |.LLLLL| On09:00 Off18:00                      | On:SeriousLate Off:Normal         | On:SeriousLate
            VERY_LATE_ABSENTEEISM                 |.ALLLL| On09:00 Off18:00                      | On:Absenteeism Off:Normal         | On:Absenteeism
            PERMITTED_LATE                        |.PPPPP| On09:00 Off18:00                      | On:Normal Off:Normal              | On:Normal
            STAYS_AWAY                            |.AAAAA| On09:00 Off18:00                      |                                   | On:NotSigned
            ARRIVES_AFTER                         |.AALLL| On09:00 Off18:00                      | On:Absenteeism Off:Normal         | On:Absenteeism
            STAYS_AWAY_WINDOW_CLOSED              |.AAAAA| On09:00 Off18:00                      |                                   | On:NotSigned
            REST_DAY                              |......|                                       |                                   |
            NO_CLASS                              |......| unplanned                             |                                   |
            NO_GROUP                              |......|                                       |                                   |
            FREE_HOURS                            |......|                                       |                                   |
            EXEMPT_IN_GROUP                       |......|                                       |                                   |
            EXEMPT_IN_CONFIG                      |......| On09:00 Off18:00                      |                                   | On:NotSigned
            NIGHT_SHIFT_PRESENT                   |.....P| On22:00 Off06:00                      | On:Normal                         |
            NIGHT_SHIFT_ABSENT                    |.....A| On22:00 Off06:00                      | ~Off:Normal                       |
            OTHER_SHIFT                           |...PPP| On10:30 Off19:30                      | On:Normal Off:Normal              | On:Normal
            OTHER_SHIFT_AWAY                      |...AAA| On10:30 Off19:30                      |                                   |
            AFTERNOON_SHIFT                       |...LLL| On13:00 Off22:00                      | On:Late Off:Normal                | On:Late
            FOUR_PUNCH_DAY                        |.PPPPP| On09:00 Off12:00 On13:00 Off18:00     | On:Normal Off:Normal On:Normal Off:Normal | Off:Normal On:Normal On:Normal
            FOUR_PUNCH_BACK_WITHOUT_PLAN          |.PPPPP| On09:00 Off12:00 On13:00 Off18:00     | On:Normal none none               | Off:NotSigned On:Normal
            FOUR_PUNCH_NOT_BACK                   |.PPAAA| On09:00 Off12:00 On13:00 Off18:00     | On:Normal Off:Normal              | Off:Normal On:Normal
            FOUR_PUNCH_OUT_WITHOUT_PLAN_NOT_BACK  |.PPAAA| On09:00 Off12:00 On13:00 Off18:00     | On:Normal none                    | Off:NotSigned On:Normal
            FLEXIBLE_SHIFT                        |.PPPPP| On09:00 Off18:00                      | On:Normal Off:Normal              | On:Normal
            FLEXIBLE_SHIFT_AWAY                   |.AAAAA| On09:00 Off18:00                      |                                   | On:NotSigned
            FLEXIBLE_SHIFT_LATE                   |.ALLLL| On09:00 Off18:00                      | On:Late                           | On:Late
            FREE_CHECK                            |......| On09:00 Off18:00                      |                                   |
            CHANGED_CHECK_TIME                    |..AAAA| On09:00>10:00 Off18:00                |                                   | On:NotSigned
            CHANGED_CHECK_TIME_CAME               |..PPPP| On09:00>10:00 Off18:00                | On:Normal Off:Normal              | On:Normal
            LEAVE_DAY                             |.EEEEE| On09:00a Off18:00a                    |                                   | On:NotSigned
            LEAVE_DAY_CAME                        |.PPPPP| On09:00a Off18:00a                    | On:Normal                         | On:Normal
            LEAVE_FIRST_HALF                      |.EEPPP| On09:00a Off18:00                     | On:Normal Off:Normal              | On:Normal
            LEAVE_FIRST_HALF_NOT_BACK             |.EEAAA| On09:00a Off18:00                     |                                   | On:NotSigned
            LEAVE_SECOND_HALF                     |.AAAAA| On09:00 Off18:00a                     |                                   | On:NotSigned
            LEAVE_SECOND_HALF_CAME                |.PPPPP| On09:00 Off18:00a                     | On:Normal                         | On:Normal
            LEAVE_HALF_RECORDED_0900_ON_0830_SHIFT|EEEPPP| On08:30a Off17:30                     | On:Normal Off:Normal              | On:Normal
            LEAVE_HOURS_COVERING                  |.EEPPP| On09:00a Off18:00                     | On:Normal Off:Normal              | On:Normal
            LEAVE_HOUR_ENDED                      |.EAAAA| On09:00a Off18:00                     |                                   | On:NotSigned
            LEAVE_HOUR_ENDED_CAME                 |.EPPPP| On09:00a Off18:00                     | On:Normal Off:Normal              | On:Normal
            LEAVE_ENDED_BEFORE_SHIFT              |.AAAAA| On09:00 Off18:00                      |                                   | On:NotSigned
            TRIP_ONE_DAY_BEGIN_EQUALS_END         |.EEEEE| On09:00a Off18:00a                    |                                   | On:NotSigned
            TRIP_MULTI_DAY                        |.EEEEE| On09:00a Off18:00a                    |                                   | On:NotSigned
            OUTING_HOURS                          |.EEPPP| On09:00a Off18:00                     | On:Normal Off:Normal              | On:Normal
            OVERTIME_APPROVAL_ONLY                |.AAAAA| On09:00a Off18:00                     |                                   | On:NotSigned
            INVALID_PUNCH_AWAITING                |.IIIII| On09:00 Off18:00                      | !                                 | On:NotSigned
            INVALID_PUNCH_LATER                   |.IIIII| On09:00 Off18:00                      | !                                 | On:NotSigned
            INVALID_PUNCH_THEN_VALID              |.LLLLL| On09:00 Off18:00                      | ! On:Late                         | On:Late
            PUNCH_WITHOUT_PLAN                    |.PPPPP| On09:00 Off18:00                      | none                              | On:NotSigned
            PUNCH_WITHOUT_PLAN_LATE               |.LLLLL| On09:00 Off18:00                      | none                              | On:NotSigned
            PUNCH_FROM_MACHINE                    |.PPPPP| On09:00 Off18:00                      | On:Normal Off:Normal              | On:Normal
            PUNCH_OUTSIDE                         |.PPPPP| On09:00 Off18:00                      | On:Normal                         | On:Normal
            BOSS_CORRECTION_ONLY_IN_LIST          |.PPPPP| On09:00 Off18:00                      | Off:Normal                        | On:Normal
            FIRST_PUNCH_AFTER_MIDSHIFT            |.AALLL| On09:00 Off18:00                      | Off:Early                         | Off:Early On:NotSigned
            FORGOT_MORNING_CARD                   |.AAALL| On09:00 Off18:00                      | Off:Normal                        | On:NotSigned
            OVERTIME_CLOCK_OUT_LAST_NIGHT         |.AAAAA| On09:00 Off18:00                      | ~Off:Normal                       | On:NotSigned
            OVERTIME_CLOCK_OUT_AT_DAWN            |.AAAAA| On09:00 Off18:00                      | ~Off:Normal                       | On:NotSigned
            SHIFT_SWAPPED_AT_0850                 |...PPP| On13:00 Off22:00                      | On:Normal Off:Normal              | On:Normal
            SHIFT_SWAPPED_IN_AT_0850              |.AAAAA| On09:00 Off18:00                      |                                   | On:NotSigned
            INACTIVE                              |......| On09:00 Off18:00                      |                                   | On:NotSigned
            HIRED_TODAY_NO_PUNCH                  |......| On09:00 Off18:00                      |                                   | On:NotSigned
            HIRED_TODAY_PUNCHED                   |.PPPPP| On09:00 Off18:00                      | On:Normal                         | On:Normal
            HIRED_TODAY_PUNCHED_LATE              |.LLLLL| On09:00 Off18:00                      | On:Late                           | On:Late
            HIRED_IN_FUTURE                       |......| On09:00 Off18:00                      |                                   | On:NotSigned
            TWO_DEPARTMENTS                       |.AAAAA| On09:00 Off18:00                      |                                   | On:NotSigned
            """;
    private static final MovableClock CLOCK = MovableClock.at("2026-03-16T08:00");
    private static SimulatedCompany company;
    private static DingTalkSimulator simulator;
    private static Client client;

    record Row(Situation situation, String book, String plan, String punches, String results) {
        static Row parse(String line) {
            String[] cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            return new Row(Situation.valueOf(cells[0]), cells[1], cells[2], cells[3], cells[4]);
        }
    }

    static List<Row> rows() {
        return TABLE.lines().map(Row::parse).toList();
    }

    @BeforeAll
    static void start() {
        company = SimulatedCompany.generate(
                CompanyPlan.of(Situation.values().length * 3, 2, 11, DAY).withOnly(Situation.values()));
        simulator = DingTalkSimulator.start(
                company,
                SimulatorSettings.defaults()
                        .withClock(CLOCK)
                        .withCallsPerSecond(0)
                        .withTokenLife(Duration.ofDays(2)));
        client = new Client(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void everySituationIsInTheTable() {
        assertThat(rows()).extracting(Row::situation).containsExactlyInAnyOrder(Situation.values());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theBookTellsTheTruth(Row row) {
        for (String id : company.userIds(row.situation())) {
            StringBuilder told = new StringBuilder();
            for (String time : TIMES) {
                Book book = company.bookAt(MovableClock.instant("2026-03-16T" + time));
                told.append(letter(book.standings().get(id)));
            }
            assertThat(told.toString()).isEqualTo(row.book());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theRowsShowIt(Row row) {
        String id = company.userIds(row.situation()).get(1);
        CLOCK.set("2026-03-16T23:00");
        assertThat(plan(id)).isEqualTo(row.plan());
        assertThat(punches(id)).isEqualTo(row.punches());
        CLOCK.set("2026-03-16T14:10");
        assertThat(results(id)).isEqualTo(row.results());
    }

    /** The instant of a punch is the instant from which the book has it, to the second. */
    @ParameterizedTest
    @MethodSource("rows")
    void thePunchThatIsShownIsThePunchInTheBook(Row row) {
        if (!row.book().matches("\\.A*L+") || row.punches().contains("!")) {
            return;
        }
        for (String id : company.userIds(row.situation())) {
            CLOCK.set("2026-03-16T23:00");
            long first = Long.MAX_VALUE;
            for (JsonNode punch : record(id)) {
                first = Math.min(first, punch.path("userCheckTime").asLong());
            }
            Instant came = Instant.ofEpochMilli(first);
            Standing before = company.bookAt(came.minusSeconds(1)).standings().get(id);
            assertThat(before).isIn(Standing.ABSENT, Standing.NOT_DUE);
            assertThat(company.bookAt(came).standings()).containsEntry(id, Standing.LATE);
        }
    }

    @Test
    void nobodyIsDueAtThePlanTimeItselfAndEverybodyASecondLater() {
        String away = company.userIds(Situation.STAYS_AWAY).get(0);
        Instant nine = MovableClock.instant("2026-03-16T09:00");

        assertThat(company.bookAt(nine).standings()).containsEntry(away, Standing.NOT_DUE);
        assertThat(company.bookAt(nine.plusSeconds(1)).standings()).containsEntry(away, Standing.ABSENT);
        assertThat(company.bookAt(nine.plusSeconds(1)).company().absent()).containsEntry(away, nine);
    }

    @Test
    void theDueTimeIsThatOfThePointThatDecides() {
        Map<String, Instant> absent = company.bookAt(MovableClock.instant("2026-03-16T22:30"))
                .company()
                .absent();

        Map<Situation, String> due = Map.of(
                Situation.FLEXIBLE_SHIFT_AWAY, "09:30",
                Situation.CHANGED_CHECK_TIME, "10:00",
                Situation.LEAVE_HOUR_ENDED, "10:00",
                Situation.OTHER_SHIFT_AWAY, "10:30",
                Situation.FOUR_PUNCH_NOT_BACK, "13:00",
                Situation.LEAVE_FIRST_HALF_NOT_BACK, "13:30",
                Situation.NIGHT_SHIFT_ABSENT, "22:00",
                Situation.LEAVE_SECOND_HALF, "09:00");
        due.forEach((situation, time) -> assertThat(
                        absent.get(company.userIds(situation).get(0)))
                .as(situation.name())
                .isEqualTo(MovableClock.instant("2026-03-16T" + time)));
    }

    @Test
    void whoBelongsToTwoDepartmentsIsInBothAndOnceInTheCompany() {
        String id = company.userIds(Situation.TWO_DEPARTMENTS).get(0);
        Book book = company.bookAt(MovableClock.instant("2026-03-16T09:40"));

        assertThat(book.department(4100).absent()).containsKey(id);
        assertThat(book.department(4200).absent()).containsKey(id);
        assertThat(book.company().due())
                .isLessThan(book.department(4100).due() + book.department(4200).due());
    }

    @Test
    void aSwapShowsOnlyFromTheMomentItIsMade() {
        String id = company.userIds(Situation.SHIFT_SWAPPED_AT_0850).get(0);
        CLOCK.set("2026-03-16T08:49");
        assertThat(plan(id)).isEqualTo("On09:00 Off18:00");
        CLOCK.set("2026-03-16T08:50");
        assertThat(plan(id)).isEqualTo("On13:00 Off22:00");
    }

    @Test
    void approvalsAreToldApart() {
        CLOCK.set("2026-03-16T23:00");
        assertThat(approvals(Situation.OVERTIME_APPROVAL_ONLY))
                .isEqualTo("1 加班 2026-03-16 18:00:00 2026-03-16 20:00:00 HOUR");
        assertThat(approvals(Situation.TRIP_ONE_DAY_BEGIN_EQUALS_END))
                .isEqualTo("2 出差 2026-03-16 00:00:00 2026-03-16 00:00:00 DAY");
        assertThat(approvals(Situation.TRIP_MULTI_DAY)).isEqualTo("2 出差 2026-03-15 00:00:00 2026-03-17 00:00:00 DAY");
        assertThat(approvals(Situation.OUTING_HOURS)).isEqualTo("2 外出 2026-03-16 08:50:00 2026-03-16 13:30:00 HOUR");
        assertThat(approvals(Situation.LEAVE_HALF_RECORDED_0900_ON_0830_SHIFT))
                .isEqualTo("3 请假 2026-03-16 09:00:00 2026-03-16 13:00:00 HALF_DAY");
    }

    @Test
    void leaveHasItsUnitAndTripsAreNotLeave() {
        assertThat(leave(Situation.LEAVE_DAY)).isEqualTo("00:00 00:00 percent_day 100");
        assertThat(leave(Situation.LEAVE_FIRST_HALF)).isEqualTo("09:00 13:30 percent_day 50");
        assertThat(leave(Situation.LEAVE_HALF_RECORDED_0900_ON_0830_SHIFT)).isEqualTo("09:00 13:00 percent_day 50");
        assertThat(leave(Situation.LEAVE_HOUR_ENDED)).isEqualTo("09:00 10:00 percent_hour 100");
        assertThat(leave(Situation.TRIP_MULTI_DAY)).isEmpty();
        assertThat(leave(Situation.OUTING_HOURS)).isEmpty();
    }

    private static String approvals(Situation situation) {
        String id = company.userIds(situation).get(0);
        JsonNode all = client.post(
                        "/topapi/attendance/getupdatedata", "{'userid':'%s','work_date':'2026-03-16'}".formatted(id))
                .at("/result/approve_list");
        return texts(
                all,
                one -> one.path("biz_type").asText() + " "
                        + one.path("tag_name").asText() + " "
                        + one.path("begin_time").asText() + " "
                        + one.path("end_time").asText() + " "
                        + one.path("duration_unit").asText());
    }

    private static String leave(Situation situation) {
        String id = company.userIds(situation).get(0);
        long from = MovableClock.instant("2026-03-16T00:00").toEpochMilli();
        JsonNode all = client.post(
                        "/topapi/attendance/getleavestatus",
                        "{'userid_list':'%s','start_time':%d,'end_time':%d,'offset':0,'size':20}"
                                .formatted(id, from, from + 86_400_000L))
                .at("/result/leave_status");
        return texts(
                all,
                one -> clock(one.path("start_time").asLong()) + " "
                        + clock(one.path("end_time").asLong()) + " "
                        + one.path("duration_unit").asText() + " "
                        + one.path("duration_percent").asInt());
    }

    private static String plan(String id) {
        Map<String, List<String>> all = new TreeMap<>();
        for (int offset = 0, more = 1; more > 0; offset += 200) {
            JsonNode result = client.post(
                            "/topapi/attendance/listschedule",
                            "{'workDate':'2026-03-16','offset':%d,'size':200}".formatted(offset))
                    .path("result");
            for (JsonNode row : result.path("schedules")) {
                all.computeIfAbsent(row.path("userid").asText(), any -> new ArrayList<>())
                        .add(point(row));
            }
            more = result.path("has_more").asBoolean() ? 1 : 0;
        }
        return String.join(" ", all.getOrDefault(id, List.of()));
    }

    private static String point(JsonNode row) {
        if (!row.has("class_id")) {
            assertThat(row.properties()).extracting(Map.Entry::getKey).containsExactly("userid", "group_id");
            return "unplanned";
        }
        String time = row.path("plan_check_time").asText().substring(11, 16);
        String moved = row.has("changed_check_time")
                ? ">" + row.path("changed_check_time").asText().substring(11, 16)
                : "";
        return type(row.path("check_type")) + time + moved + (row.has("approve_id") ? "a" : "");
    }

    private static JsonNode record(String id) {
        return client.post(
                        "/attendance/listRecord",
                        "{'userIds':['%s'],'checkDateFrom':'2026-03-15 20:00:00','checkDateTo':'2026-03-17 00:00:00'}"
                                .formatted(id))
                .path("recordresult");
    }

    private static String punches(String id) {
        return texts(record(id), SituationTest::punch);
    }

    private static String punch(JsonNode row) {
        if (row.has("invalidRecordType")) {
            assertThat(row.properties())
                    .extracting(Map.Entry::getKey)
                    .doesNotContain("checkType", "timeResult", "locationResult", "planId", "groupId", "isLegal");
            return "!";
        }
        if (!row.has("planId")) {
            assertThat(row.has("checkType")).isFalse();
            return "none";
        }
        boolean yesterday = row.path("workDate").asLong()
                < MovableClock.instant("2026-03-16T00:00").toEpochMilli();
        return (yesterday ? "~" : "") + type(row.path("checkType")) + ":"
                + row.path("timeResult").asText();
    }

    private static String results(String id) {
        JsonNode rows = client.post(
                        "/attendance/list",
                        "{'workDateFrom':'2026-03-16 10:00:00','workDateTo':'2026-03-16 10:00:00','userIdList':['%s'],'offset':0,'limit':50}"
                                .formatted(id))
                .path("recordresult");
        List<String> all = new ArrayList<>();
        for (JsonNode row : rows) {
            all.add(type(row.path("checkType")) + ":" + row.path("timeResult").asText());
        }
        Collections.sort(all);
        return String.join(" ", all);
    }

    private static String type(JsonNode checkType) {
        return checkType.asText().replace("Duty", "");
    }

    private static String texts(JsonNode array, Function<JsonNode, String> text) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(i -> text.apply(array.get(i)))
                .collect(Collectors.joining(" "));
    }

    private static String clock(long millis) {
        return Instant.ofEpochMilli(millis)
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toLocalTime()
                .toString();
    }

    private static char letter(Standing standing) {
        return switch (standing) {
            case NOT_DUE -> '.';
            case PRESENT -> 'P';
            case LATE -> 'L';
            case EXCUSED -> 'E';
            case PENDING -> 'I';
            case UNVERIFIED -> 'U';
            case ABSENT -> 'A';
        };
    }
}
