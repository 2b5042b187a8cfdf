package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the documentation leaves open, both ways. */
class SwitchesTest {
    private final MovableClock clock = MovableClock.at("2026-03-16T09:30");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(300, 1, 5, LocalDate.of(2026, 3, 16))
                    .withOnly(Situation.ON_TIME, Situation.STAYS_AWAY, Situation.STAYS_AWAY_WINDOW_CLOSED)
                    .withDirectMembersOnly(true)
                    .withWrongIds(1));
    private final SimulatorSettings settings =
            SimulatorSettings.defaults().withClock(clock).withTokenLife(Duration.ofDays(2));
    private DingTalkSimulator simulator;
    private Client client;

    private void serve(SimulatorSettings changed) {
        simulator = DingTalkSimulator.start(company, changed);
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String results(String... ids) {
        JsonNode rows = client.post(
                        "/attendance/list",
                        "{'workDateFrom':'2026-03-16 00:00:00','workDateTo':'2026-03-16 00:00:00','userIdList':['%s'],'offset':0,'limit':50}"
                                .formatted(String.join("','", ids)))
                .path("recordresult");
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(
                row.path("checkType").asText() + ":" + row.path("timeResult").asText()));
        return String.join(" ", texts.stream().sorted().toList());
    }

    private int punches(String... ids) {
        return client.post(
                        "/attendance/listRecord",
                        "{'userIds':['%s'],'checkDateFrom':'2026-03-16 00:00:00','checkDateTo':'2026-03-16 23:59:59'}"
                                .formatted(String.join("','", ids)))
                .path("recordresult")
                .size();
    }

    @Test
    void lazilyNotSignedIsWrittenHalfAnHourAfterTheMiddleOrTheWindow() {
        serve(settings);
        assertThat(results("sim00001")).isEmpty();
        clock.set("2026-03-16T10:59");
        assertThat(results("sim00002")).isEmpty();
        clock.set("2026-03-16T11:00");
        assertThat(results("sim00002")).isEqualTo("OnDuty:NotSigned");
        clock.set("2026-03-16T13:59");
        assertThat(results("sim00001")).isEmpty();
        clock.set("2026-03-16T14:00");
        assertThat(results("sim00001")).isEqualTo("OnDuty:NotSigned");
        clock.set("2026-03-17T02:00");
        assertThat(results("sim00001")).isEqualTo("OffDuty:NotSigned OnDuty:NotSigned");
    }

    @Test
    void asPlaceholdersAllPointsAreNotSignedFromMidnightOn() {
        serve(settings.withResultMode(SimulatorSettings.ResultMode.PLACEHOLDER));
        clock.set("2026-03-16T00:00");
        assertThat(results("sim00000")).isEqualTo("OffDuty:NotSigned OnDuty:NotSigned");
        clock.set("2026-03-16T09:30");
        assertThat(results("sim00000")).isEqualTo("OffDuty:NotSigned OnDuty:Normal");
    }

    @Test
    void notSignedCanBeMissingAltogether() {
        serve(settings.withMissingNotSignedRows(true));
        clock.set("2026-03-17T12:00");
        assertThat(results("sim00001")).isEmpty();
    }

    @Test
    void aWrongIdIsIgnoredOrBlanksTheCall() {
        serve(settings);
        assertThat(punches("sim00000", "gone0000")).isEqualTo(1);
        stop();
        serve(settings.withWrongIdBlanksCall(true));
        assertThat(punches("sim00000", "gone0000")).isZero();
        assertThat(punches("sim00000")).isEqualTo(1);
        assertThat(results("sim00000", "gone0000")).isEmpty();
    }

    @Test
    void aFullLastPageMaySayThatThereIsMore() {
        String hundred = "{'dept_id':4100,'cursor':%d,'size':43}"; // 301 members are seven pages
        serve(settings);
        assertThat(more(hundred.formatted(258))).isFalse();
        stop();
        serve(settings.withHasMoreOnFullLastPage(true));
        assertThat(more(hundred.formatted(258))).isTrue();
        assertThat(more(hundred.formatted(301))).isFalse();
    }

    private boolean more(String body) {
        return client.post("/topapi/v2/user/list", body).at("/result/has_more").asBoolean();
    }

    @Test
    void listRecordMayDropRowsSilently() {
        serve(settings.withListRecordCap(2));
        assertThat(punches("sim00000", "sim00003", "sim00006")).isEqualTo(2);
    }

    @Test
    void resultsMayComeLaterThanPunches() {
        serve(settings.withResultSyncDelay(Duration.ofHours(2)));
        assertThat(punches("sim00000")).isEqualTo(1);
        assertThat(results("sim00000")).isEmpty();
    }

    @Test
    void listbyusersMayNeverWork() {
        serve(settings.withListByUsersRefused(true));
        JsonNode answer = client.post(
                "/topapi/attendance/schedule/listbyusers",
                "{'op_user_id':'0','userids':'sim00000','from_date_time':1,'to_date_time':2}");
        assertThat(answer.path("sub_code").asText()).isEqualTo("40035");
    }

    @Test
    void theControlAddressesServeAnyProcess() {
        serve(settings);
        String config = client.send("GET", "/simulator/config?at=10:15", "", "").body();
        assertThat(config).contains("oapi_url: \"" + simulator.url() + "\"", "at: \"10:15\"");
        JsonNode book = Client.json(client.send("GET", "/simulator/book?at=2026-03-16T02:00:00Z", "", ""));
        assertThat(book.at("/company/absent").size()).isEqualTo(200);
        assertThat(book.at("/departments/0/due").asInt()).isEqualTo(300);
        client.send(
                "POST", "/simulator/faults", "application/json", "{\"path\":\"*\",\"fault\":\"ERR_15\",\"times\":-1}");
        assertThat(client.post("/topapi/user/count", "{}").path("errcode").asInt())
                .isEqualTo(15);
        client.send("DELETE", "/simulator/faults", "", "");
        assertThat(client.post("/topapi/user/count", "{}").path("errcode").asInt())
                .isZero();
        JsonNode calls = Client.json(client.send("GET", "/simulator/calls", "", ""));
        assertThat(calls.at("/counts").path("/topapi/user/count").asInt()).isEqualTo(2);
        JsonNode chats = Client.json(client.send("GET", "/simulator/chats", "", ""));
        assertThat(chats.size()).isEqualTo(2);
        assertThat(client.send("GET", "/simulator/book?at=tomorrow", "", "").statusCode())
                .isEqualTo(400);
    }
}
