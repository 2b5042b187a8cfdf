package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documentation's samples replayed: the same names, in the same case, with values of the same kind. */
class ShapeTest {
    private static final MovableClock CLOCK = MovableClock.at("2026-03-16T23:30");
    private static SimulatedCompany company;
    private static DingTalkSimulator simulator;
    private static Client client;

    @BeforeAll
    static void start() {
        company = SimulatedCompany.generate(CompanyPlan.of(200, 3, 3, LocalDate.of(2026, 3, 16))
                .withOnly(
                        Situation.ON_TIME,
                        Situation.STAYS_AWAY,
                        Situation.INVALID_PUNCH_AWAITING,
                        Situation.NO_CLASS,
                        Situation.LEAVE_DAY,
                        Situation.FLEXIBLE_SHIFT_AWAY,
                        Situation.PUNCH_FROM_MACHINE,
                        Situation.FREE_CHECK));
        simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(CLOCK).withTokenLife(Duration.ofDays(2)));
        client = new Client(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static String first(Situation situation) {
        return company.userIds(situation).get(0);
    }

    /** Every field of the sample is there and of the same kind. */
    private static void assertShape(JsonNode actual, String sample) {
        JsonNode expected;
        try {
            expected = new JsonMapper().readTree(sample.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Map<String, String> kinds = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            kinds.put(name, kind(expected.get(name)));
            found.put(name, kind(actual.path(name)));
        }
        assertThat(found).isEqualTo(kinds);
    }

    private static String kind(JsonNode node) {
        boolean date = node.isTextual() && node.asText().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        return date ? "DATE" : node.getNodeType().name();
    }

    private static JsonNode list(String id) {
        return client.post(
                "/attendance/list",
                "{'workDateFrom':'2026-03-16 00:00:00','workDateTo':'2026-03-16 00:00:00','userIdList':['%s'],'offset':'0','limit':'50','isI18n':'false'}"
                        .formatted(id));
    }

    private static JsonNode record(String id) {
        return client.post(
                "/attendance/listRecord",
                "{'userIds':['%s'],'checkDateFrom':'2026-03-16 00:00:00','checkDateTo':'2026-03-16 23:59:59'}"
                        .formatted(id));
    }

    @Test
    void attendanceListWithAPunch() {
        JsonNode answer = list(first(Situation.ON_TIME));
        assertShape(answer, "{'errcode':0,'errmsg':'ok','hasMore':false,'recordresult':[]}");
        assertShape(
                answer.path("recordresult").get(0),
                "{'checkType':'OnDuty','corpId':'dingSIM','locationResult':'Normal','baseCheckTime':1773622800000,'groupId':880001,'timeResult':'Normal','userId':'sim0101','recordId':99000011,'workDate':1773590400000,'sourceType':'USER','userCheckTime':1773622331000,'planId':77000011,'id':55000011}");
    }

    @Test
    void aNotSignedRowHasThePlanTimeAndNoRecordId() {
        JsonNode row = list(first(Situation.STAYS_AWAY)).path("recordresult").get(0);

        assertThat(row.path("timeResult").asText()).isEqualTo("NotSigned");
        assertThat(row.path("sourceType").asText()).isEqualTo("SYSTEM");
        assertThat(row.path("userCheckTime")).isEqualTo(row.path("baseCheckTime"));
        assertThat(row.path("baseCheckTime").asLong()).isEqualTo(1773622800000L);
        assertThat(row.path("workDate").asLong()).isEqualTo(1773590400000L);
        assertThat(row.has("recordId")).isFalse();
    }

    @Test
    void listRecordWithItsPersonalData() {
        JsonNode row = record(first(Situation.ON_TIME)).path("recordresult").get(0);
        assertShape(
                row,
                "{'id':99000011,'userId':'sim0101','corpId':'dingSIM','workDate':1773590400000,'groupId':880001,'classId':660001,'planId':77000011,'checkType':'OnDuty','timeResult':'Normal','locationResult':'Normal','isLegal':'Y','sourceType':'USER','locationMethod':'MAP','baseCheckTime':1773622800000,'planCheckTime':1773622800000,'userCheckTime':1773622331000,'userAddress':'模拟园区1号楼','userLatitude':30.1,'userLongitude':120.1,'userAccuracy':30,'deviceId':'sim-dev-1','bizId':'SIMBIZ1','gmtCreate':1773622332000,'gmtModified':1773622332000}");
        for (String canary : List.of("userAddress", "userSsid", "userMacAddr", "photoUrl", "deviceId")) {
            assertThat(row.path(canary).asText()).contains("CANARY-");
        }
    }

    @Test
    void aMachineHasNoCoordinatesAndAnInvalidRowNoPlan() {
        JsonNode machine =
                record(first(Situation.PUNCH_FROM_MACHINE)).path("recordresult").get(0);
        assertThat(machine.path("sourceType").asText()).isEqualTo("ATM");
        assertThat(machine.has("userLatitude")).isFalse();
        assertShape(
                record(first(Situation.INVALID_PUNCH_AWAITING))
                        .path("recordresult")
                        .get(0),
                "{'id':99000021,'userId':'sim0103','corpId':'dingSIM','workDate':1773590400000,'invalidRecordType':'Other','invalidRecordMsg':'需要二次确认','sourceType':'USER','locationMethod':'MAP','userCheckTime':1773623860000,'deviceId':'sim-dev-3','bizId':'SIMBIZ3','gmtCreate':1773623861000,'gmtModified':1773623861000}");
    }

    @Test
    void listschedule() {
        JsonNode answer = client.post(
                "/topapi/attendance/listschedule", "{'workDate':'2026-03-16 00:00:00','offset':'0','size':'200'}");
        assertShape(answer, "{'errcode':0,'errmsg':'ok','result':{},'request_id':'x'}");
        assertShape(answer.path("result"), "{'has_more':false,'schedules':[]}");
        assertThat(answer.at("/result/schedules").size()).isEqualTo(200);
        assertShape(
                answer.at("/result/schedules").get(0),
                "{'plan_id':77000011,'userid':'sim0101','group_id':880001,'class_id':660001,'class_setting_id':650001,'check_type':'OnDuty','plan_check_time':'2026-03-16 09:00:00'}");
    }

    @Test
    void listbydayAndItsFlexibleMinutes() {
        JsonNode answer = client.post(
                "/topapi/attendance/schedule/listbyday",
                "{'op_user_id':'0','user_id':'%s','date_time':1773622800000}"
                        .formatted(first(Situation.FLEXIBLE_SHIFT_AWAY)));
        assertShape(answer, "{'errcode':0,'success':true,'request_id':'x','result':[]}");
        JsonNode row = answer.path("result").get(0);
        assertShape(
                row,
                "{'id':77000013,'user_id':'sim0102','corp_id':'dingSIM','work_date':'2026-03-16 00:00:00','group_id':880001,'class_id':660001,'class_name':'白班','class_setting_id':650001,'check_type':'OnDuty','plan_check_time':'2026-03-16 09:00:00','real_plan_time':'2026-03-16 09:00:00','base_check_time':'2026-03-16 09:00:00','check_status':'Init','is_rest':'N','features':'x'}");
        assertThat(row.path("features").asText()).contains("\"flexMinutes\":[30,30]");
        assertThat(row.path("check_status").asText()).isEqualTo("Timeout");
    }

    @Test
    void shiftQueryKnowsWhatAShiftAllows() {
        JsonNode free = client.post(
                "/topapi/attendance/shift/query",
                "{'op_user_id':'%s','shift_id':'660007'}".formatted(company.adminUserId()));
        assertThat(free.at("/result/sections/0/punches/0/free_check").isBoolean())
                .isTrue();
        assertThat(free.at("/result/sections/0/punches/0/free_check").asBoolean())
                .isTrue();
        assertThat(free.at("/result/sections/0/punches/1/free_check").asBoolean())
                .isFalse();
        assertThat(free.at("/result/shift_setting/is_flexible").asBoolean()).isFalse();
        JsonNode flexible = client.post("/topapi/attendance/shift/query", "{'op_user_id':'0','shift_id':660006}");
        assertThat(flexible.at("/result/shift_setting/is_flexible").asBoolean()).isTrue();
        assertThat(flexible.at("/result/sections/0/punches/0/check_time").asText())
                .isEqualTo("1970-01-01 09:00:00");
    }

    @Test
    void getleavestatus() {
        JsonNode answer = client.post(
                "/topapi/attendance/getleavestatus",
                "{'userid_list':'%s','start_time':'1773590400000','end_time':1773676800000,'offset':0,'size':20}"
                        .formatted(String.join(
                                ",", company.userIds(Situation.LEAVE_DAY).subList(0, 25))));
        assertShape(answer, "{'errcode':0,'success':true,'request_id':'x','result':{}}");
        assertThat(answer.at("/result/has_more").asBoolean()).isTrue();
        assertThat(answer.at("/result/leave_status").size()).isEqualTo(20);
        assertShape(
                answer.at("/result/leave_status/0"),
                "{'userid':'sim0109','start_time':1773590400000,'end_time':1773676800000,'duration_unit':'percent_day','duration_percent':100,'leave_code':'sim-lc-annual'}");
    }

    @Test
    void listbyusers() {
        JsonNode answer = client.post(
                "/topapi/attendance/schedule/listbyusers",
                "{'op_user_id':'0','userids':'%s','from_date_time':1773590400000,'to_date_time':1773676799000}"
                        .formatted(first(Situation.STAYS_AWAY)));
        assertThat(answer.path("result").size()).isEqualTo(2);
        assertShape(
                answer.at("/result/0"),
                "{'id':1,'userid':'x','work_date':'2026-03-16 00:00:00','check_type':'OnDuty','plan_check_time':'2026-03-16 09:00:00','group_id':1,'shift_id':1,'is_rest':'N'}");
    }

    @Test
    void contactsArePagedAndCarryCanaries() {
        JsonNode sub = client.post("/topapi/v2/department/listsub", "{}").path("result");
        assertShape(sub.get(0), "{'dept_id':1,'name':'x','parent_id':1,'create_dept_group':true,'auto_add_user':true}");
        JsonNode page = client.post("/topapi/v2/user/list", "{'dept_id':4100,'cursor':0,'size':2}")
                .path("result");
        assertShape(page, "{'has_more':true,'next_cursor':2,'list':[]}");
        assertShape(
                page.at("/list/0"),
                "{'userid':'sim0101','unionid':'uSim0101','name':'林一','dept_id_list':[4101,4100],'dept_order':1,'leader':false,'active':true,'admin':false,'boss':false,'title':'测试工程师'}");
        assertThat(page.at("/list/0/avatar").asText()).contains("CANARY-");
        assertThat(page.at("/list/0/mobile").asText()).contains("CANARY-");
        JsonNode parents = client.post("/topapi/v2/department/listparentbydept", "{'dept_id':4100}");
        assertThat(parents.at("/result/parent_id_list").toString()).isEqualTo("[4100,1]");
    }

    @Test
    void nothingInTheFutureOfTheClockIsShown() {
        String id = first(Situation.ON_TIME);
        CLOCK.set("2026-03-16T08:00");
        try {
            assertThat(record(id).path("recordresult").size()).isZero();
            assertThat(list(id).path("recordresult").size()).isZero();
            Instant noon = MovableClock.instant("2026-03-16T12:00");
            CLOCK.forward(Duration.between(CLOCK.instant(), noon));
            assertThat(record(id).path("recordresult").size()).isEqualTo(1);
        } finally {
            CLOCK.set("2026-03-16T23:30");
        }
    }
}
