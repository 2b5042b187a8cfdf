package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation forbids is refused, in the shape of the gateway that refuses. */
class RefusalTest {
    private static final String LIST = "/attendance/list";
    private static final String RECORD = "/attendance/listRecord";
    private final MovableClock clock = MovableClock.at("2026-03-16T12:00");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(60, 2, 5, LocalDate.of(2026, 3, 16)));
    private DingTalkSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        serve(SimulatorSettings.defaults());
    }

    private void serve(SimulatorSettings settings) {
        if (simulator != null) {
            simulator.close();
        }
        simulator = DingTalkSimulator.start(company, settings.withClock(clock));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String ids(int number) {
        return IntStream.range(0, number).mapToObj("sim%05d"::formatted).collect(Collectors.joining(","));
    }

    private static String array(int number) {
        return "['" + ids(number).replace(",", "','") + "']";
    }

    private static String list(int users, String from, String to, String limit) {
        return "{'workDateFrom':'%s','workDateTo':'%s','userIdList':%s,'offset':0,'limit':%s}"
                .formatted(from, to, array(users), limit);
    }

    private static String code(JsonNode answer) {
        return answer.path("errcode").asInt() == 88
                ? "88/" + answer.path("sub_code").textValue()
                : answer.path("errcode").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "50, 2026-03-16 00:00:00, 2026-03-16 00:00:00, 50,   0",
        "50, 2026-03-10 00:00:00, 2026-03-16 23:59:59, '\"50\"', 0",
        "51, 2026-03-16 00:00:00, 2026-03-16 00:00:00, 50,   40035",
        "50, 2026-03-16 00:00:00, 2026-03-16 00:00:00, 51,   40035",
        "50, 2026-03-09 00:00:00, 2026-03-16 00:00:00, 50,   41041",
        "50, 2026-03-16,          2026-03-16 00:00:00, 50,   41100",
        "50, 2026-02-30 00:00:00, 2026-03-01 00:00:00, 50,   41100",
        "50, 2026-03-17 00:00:00, 2026-03-16 00:00:00, 50,   41100"
    })
    void attendanceListTakesFiftyPeopleFiftyRowsAndSevenDays(
            int users, String from, String to, String limit, String code) {
        assertThat(code(client.post(LIST, list(users, from, to, limit)))).isEqualTo(code);
    }

    @Test
    void listRecordTakesFiftyPeopleAndSevenDays() {
        String body = "{'userIds':%s,'checkDateFrom':'2026-03-%s 00:00:00','checkDateTo':'2026-03-16 00:00:00'}";
        assertThat(code(client.post(RECORD, body.formatted(array(50), "09")))).isEqualTo("0");
        assertThat(code(client.post(RECORD, body.formatted(array(50), "08")))).isEqualTo("41041");
        assertThat(code(client.post(RECORD, body.formatted(array(51), "09")))).isEqualTo("40035");
        assertThat(code(client.post(RECORD, body.formatted("'" + ids(3) + "'", "09"))))
                .as("a comma list where an array is due")
                .isEqualTo("40035");
        assertThat(simulator.calls().refused()).as("oversized calls").isEqualTo(1);
        assertThat(simulator.calls().refusals())
                .hasSize(3)
                .anyMatch(text -> text.contains("must not have more than 50"));
    }

    @Test
    void topApisRefuseInsideEightyEight() {
        assertThat(code(client.post(
                        "/topapi/attendance/listschedule", "{'workDate':'2026-03-16','offset':0,'size':201}")))
                .isEqualTo("88/40035");
        assertThat(code(client.post("/topapi/v2/user/list", "{'dept_id':4100,'cursor':0,'size':101}")))
                .isEqualTo("88/40035");
        assertThat(code(client.post("/topapi/v2/department/listsub", "{'dept_id':987654}")))
                .isEqualTo("88/60003");
        String leave = "{'userid_list':%s,'start_time':1,'end_time':%s,'offset':0,'size':%s}";
        String path = "/topapi/attendance/getleavestatus";
        assertThat(code(client.post(path, leave.formatted("'" + ids(100) + "'", "2", "'20'"))))
                .isEqualTo("0");
        assertThat(code(client.post(path, leave.formatted("'" + ids(101) + "'", "2", "20"))))
                .isEqualTo("88/40035");
        assertThat(code(client.post(path, leave.formatted("'" + ids(2) + "'", "2", "21"))))
                .isEqualTo("88/40035");
        assertThat(code(client.post(path, leave.formatted("'" + ids(2) + "'", "99999999999", "20"))))
                .isEqualTo("88/41041");
        assertThat(code(client.post(path, leave.formatted(array(2), "2", "20"))))
                .as("an array where a comma list is due")
                .isEqualTo("41");
        assertThat(code(client.post("/topapi/attendance/shift/query", "{'shift_id':660001}")))
                .as("op_user_id missing")
                .isEqualTo("40");
    }

    @Test
    void eightyEightCarriesTheRealCodeAsTextAndInItsMessage() {
        JsonNode answer = client.post("/topapi/v2/department/listsub", "{'dept_id':987654}");

        assertThat(answer.path("sub_msg").asText()).isEqualTo("部门不存在");
        assertThat(answer.path("errmsg").asText()).isEqualTo("ding talk error[subcode=60003,submsg=部门不存在]");
    }

    @Test
    void codesOnTopapiCanBePlain() {
        serve(SimulatorSettings.defaults().withPlainErrorCodesOnTopapi(true));

        assertThat(code(client.post("/topapi/v2/department/listsub", "{'dept_id':987654}")))
                .isEqualTo("60003");
    }

    @Test
    void anUnknownPathIsAnInvalidMethod() {
        JsonNode answer = client.post("/topapi/v2/user/notexist", "{}");

        assertThat(answer.path("errcode").asInt()).isEqualTo(22);
        assertThat(answer.path("errmsg").asText())
                .isEqualTo("Invalid method[submsg=不合法ApiName，ApiName = dingtalk.oapi.v2.user.notexist]");
    }

    @Test
    void aMisspeltParameterIsRefused() {
        assertThat(code(client.post("/topapi/attendance/listschedule", "{'work_date':'2026-03-16','size':10}")))
                .isEqualTo("88/40035");
    }

    @Test
    void getWherePostIsDueAndFormsOnAttendanceAreRefused() {
        assertThat(code(client.post(LIST, "no json"))).isEqualTo("43009");
        HttpResponse<String> form =
                simulatorCall("POST", RECORD, "application/x-www-form-urlencoded", "userIds=sim00001");
        assertThat(code(Client.json(form))).isEqualTo("43009");
        assertThat(code(Client.json(simulatorCall("GET", LIST, "", "")))).isEqualTo("43002");
        HttpResponse<String> topForm =
                simulatorCall("POST", "/topapi/user/listid", "application/x-www-form-urlencoded", "dept_id=4100");
        assertThat(code(Client.json(topForm))).as("/topapi takes forms").isEqualTo("0");
    }

    private HttpResponse<String> simulatorCall(String method, String path, String type, String body) {
        return client.send(method, path + "?access_token=" + client.token(), type, body);
    }

    @Test
    void withoutAValidTokenNothingIsAnswered() {
        assertThat(code(Client.json(client.send("POST", LIST + "?access_token=x", "application/json", "{}"))))
                .isEqualTo("40014");
        assertThat(code(Client.json(client.send("POST", "/topapi/user/count", "application/json", "{}"))))
                .isEqualTo("88/40014");
        String path = "/v1.0/robot/oToMessages/batchSend";
        HttpResponse<String> missing = client.modernResponse(path, "{}", "");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(Client.json(missing).path("code").asText()).isEqualTo("AuthenticationFailed.MissingParameter");
        HttpResponse<String> wrong = client.modernResponse(path, "{}", "x");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Client.json(wrong).path("code").asText()).isEqualTo("InvalidAuthentication");
    }

    @Test
    void aTokenStaysTheSameWhileItIsValidAndIsRenewedByAskingAgain() {
        String first = client.token();
        clock.forward(Duration.ofMinutes(119));
        assertThat(client.token()).isEqualTo(first);
        clock.forward(Duration.ofMinutes(119));
        assertThat(code(client.post("/topapi/user/count", "{}"))).isEqualTo("0");
        clock.forward(Duration.ofMinutes(2));
        assertThat(code(client.post("/topapi/user/count", "{}"))).isEqualTo("88/40014");
        assertThat(client.token()).isNotEqualTo(first);
    }

    @Test
    void bothGatewaysGiveTheSameTokenAndRefuseTheWrongSecret() {
        String query = "/gettoken?appkey=%s&appsecret=%s";
        JsonNode legacy =
                Client.json(client.send("GET", query.formatted(company.appKey(), company.appSecret()), "", ""));
        assertThat(legacy.path("access_token").asText()).isEqualTo(client.token());
        assertThat(legacy.path("expires_in").asInt()).isEqualTo(7200);
        assertThat(code(Client.json(client.send("GET", query.formatted(company.appKey(), "x"), "", ""))))
                .isEqualTo("40096");
        assertThat(code(Client.json(client.send("GET", "/gettoken?appkey=x", "", ""))))
                .isEqualTo("40035");
        HttpResponse<String> modern = client.send(
                "POST", "/v1.0/oauth2/accessToken", "application/json", "{\"appKey\":\"x\",\"appSecret\":\"y\"}");
        assertThat(modern.statusCode()).isEqualTo(400);
        assertThat(Client.json(modern).path("code").asText()).isEqualTo("invalidClientIdOrSecret");
    }

    @Test
    void theQuotaStopsMeteredCallsOnly() {
        serve(SimulatorSettings.defaults().withMonthlyQuota(2));
        String schedule = "{'workDate':'2026-03-16','offset':0,'size':1}";
        client.post("/topapi/attendance/listschedule", schedule);
        client.post("/topapi/attendance/listschedule", schedule);

        assertThat(code(client.post("/topapi/attendance/listschedule", schedule)))
                .isEqualTo("88/90020");
        assertThat(code(client.post("/topapi/user/count", "{}"))).isEqualTo("0");
        assertThat(simulator.calls().metered()).isEqualTo(2);
    }

    @Test
    void theCallBeyondTheLimitOfASecondIsRefusedAndCounted() {
        serve(SimulatorSettings.defaults().withCallsPerSecond(3));
        for (int i = 0; i < 3; i++) {
            assertThat(code(client.post("/topapi/user/count", "{}"))).isEqualTo("0");
        }
        assertThat(code(client.post("/topapi/user/count", "{}"))).isEqualTo("88/90018");
        assertThat(code(client.post("/topapi/user/listid", "{'dept_id':1}")))
                .as("another path")
                .isEqualTo("0");
        assertThat(simulator.calls().refused()).isEqualTo(1);
        assertThat(simulator.calls().maxInAnySecond("/topapi/user/count")).isEqualTo(4);
        assertThat(simulator.calls().counts()).containsEntry("/topapi/user/count", 4);
    }

    @Test
    void tenThousandPeopleAreTooManyForListschedule() {
        simulator.company(SimulatedCompany.generate(
                CompanyPlan.of(10_000, 5, 1, LocalDate.of(2026, 3, 16)).withCalm(true)));

        assertThat(code(new Client(simulator)
                        .post("/topapi/attendance/listschedule", "{'workDate':'2026-03-16','offset':0,'size':200}")))
                .isEqualTo("88/40035");
    }
}
