package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator has set up wrongly is refused in DingTalk's own words (reference 1.4 and 8). */
class AppSetupTest {
    private static final String LIST =
            "{'workDateFrom':'2026-03-16 00:00:00','workDateTo':'2026-03-16 00:00:00','userIdList':['sim00000'],'offset':0,'limit':50}";

    private final MovableClock clock = MovableClock.at("2026-03-16T12:00");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(60, 2, 5, LocalDate.of(2026, 3, 16)));
    private DingTalkSimulator simulator;
    private Client client;

    private void serve(UnaryOperator<AppSetup> wrong) {
        serve(SimulatorSettings.defaults().withSetup(wrong.apply(AppSetup.right())));
    }

    private void serve(SimulatorSettings settings) {
        simulator = DingTalkSimulator.start(company, settings.withClock(clock));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qyapi_base|/topapi/attendance/listschedule|{'workDate':'2026-03-16','offset':0,'size':200}",
                "qyapi_get_department_list|/topapi/v2/department/get|{'dept_id':4100}",
                "qyapi_get_department_list|/topapi/v2/department/listsubid|{'dept_id':4100}",
                "qyapi_get_department_member|/topapi/v2/user/list|{'dept_id':4100,'cursor':0,'size':100}",
                "qyapi_get_member|/topapi/v2/user/get|{'userid':'simadmin'}",
                "qyapi_attendance_group_read|/topapi/attendance/shift/query|{'op_user_id':'0','shift_id':1}",
                "qyapi_get_attendance_data|/topapi/attendance/getupdatedata|{'userid':'sim00000','work_date':'2026-03-16'}"
            })
    void aMissingPermissionPointIsNamedBehindTheGatewaysCode(String point, String path, String body) {
        serve(setup -> setup.withholding(point));

        JsonNode answer = client.post(path, body);

        assertThat(answer.path("errcode").asInt()).isEqualTo(88);
        assertThat(answer.path("sub_code").textValue()).isEqualTo("60011");
        assertThat(answer.path("errmsg").asText())
                .isEqualTo("ding talk error[subcode=60011,submsg=应用尚未开通所需的权限：[" + point
                        + "]，点击链接申请并开通即可：https://open-dev.dingtalk.com/appscope/apply?content=" + company.appKey()
                        + "%23"
                        + point + ", {requiredScopes=[" + point + "]}]");
        assertThat(simulator.calls().metered()).isZero();
    }

    @Test
    void outsideTheTopGatewayTheCodeIsPlainAndOnTheNewOneAWord() {
        serve(setup -> setup.withholding("qyapi_get_attendance_data", "qyapi_robot_sendmsg"));

        assertThat(client.post("/attendance/list", LIST).path("errcode").asInt())
                .isEqualTo(60011);
        HttpResponse<String> modern = client.modernResponse(
                "/v1.0/robot/oToMessages/batchSend",
                "{'robotCode':'x','userIds':['a'],'msgKey':'sampleText','msgParam':'{}'}",
                client.token());
        assertThat(modern.statusCode()).isEqualTo(403);
        assertThat(Client.json(modern).path("code").asText())
                .isEqualTo("Forbidden.AccessDenied.AccessTokenPermissionDenied");
        assertThat(Client.json(modern)
                        .at("/accessdenieddetail/requiredScopes/0")
                        .asText())
                .isEqualTo("qyapi_robot_sendmsg");
    }

    @Test
    void anAddressThatIsNotOnTheWhiteListIsShown() {
        serve(setup -> setup.callingFrom("203.0.113.9"));

        JsonNode answer = client.post("/attendance/list", LIST);

        assertThat(answer.path("errcode").asInt()).isEqualTo(60020);
        assertThat(answer.path("errmsg").asText())
                .isEqualTo("访问ip不在白名单之中,request ip=203.0.113.9 appKey(" + company.appKey() + ")");
    }

    @Test
    void whatIsOutsideTheContactScopeIsLeftOutOfListsButNotOfTheIdsAlone() {
        serve(setup -> setup.hiding(4200L));

        for (String path : new String[] {"department/get", "department/listsub", "user/list"}) {
            String body = path.startsWith("user") ? "{'dept_id':4200,'cursor':0,'size':100}" : "{'dept_id':4200}";
            assertThat(client.post("/topapi/v2/" + path, body).path("sub_code").asText())
                    .as(path)
                    .isEqualTo("50004");
        }
        assertThat(client.post("/topapi/v2/department/listsub", "{'dept_id':1}")
                        .path("result")
                        .findValuesAsText("dept_id"))
                .contains("4100")
                .doesNotContain("4200");
        assertThat(client.post("/topapi/v2/department/listsubid", "{'dept_id':1}")
                        .at("/result/dept_id_list")
                        .toString())
                .contains("4100", "4200");
    }

    @Test
    void whereZeroIsNoOperatorSomebodyElseIs() {
        serve(setup -> setup.refusingZero());

        String body = "{'op_user_id':'%s','user_id':'sim00000','date_time':1773590400000}";
        assertThat(client.post("/topapi/attendance/schedule/listbyday", body.formatted("0"))
                        .path("sub_code")
                        .asText())
                .isEqualTo("33012");
        assertThat(client.post("/topapi/attendance/schedule/listbyday", body.formatted("simadmin"))
                        .path("errcode")
                        .asInt())
                .isZero();
    }

    @Test
    void abroadThereAreNoResultsThoughNothingIsRefused() {
        serve(setup -> setup.movedAbroad());

        assertThat(client.post("/attendance/list", LIST).toString())
                .isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\",\"hasMore\":false,\"recordresult\":[]}");
    }

    @Test
    void everyAnswerSaysWhatTheTimeIsByTheClock() {
        serve(SimulatorSettings.defaults().withDateAhead(Duration.ofMinutes(3)));

        assertThat(client.send("GET", "/gettoken?appkey=x&appsecret=y", "", "")
                        .headers()
                        .firstValue("Date"))
                .contains("Mon, 16 Mar 2026 04:03:00 GMT");
    }
}
