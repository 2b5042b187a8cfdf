package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    private static final String COUNT = "/topapi/user/count";
    private static final String RECORD = "/attendance/listRecord";
    private static final String RECORD_BODY =
            "{'userIds':['sim00001'],'checkDateFrom':'2026-03-16 00:00:00','checkDateTo':'2026-03-16 10:00:00'}";
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(250, 1, 5, LocalDate.of(2026, 3, 16)));
    private DingTalkSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(MovableClock.at("2026-03-16T12:00")));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ERR_MINUS_1,  88/-1,     -1,    500, system.error",
        "ERR_15,       15/,       15,    504, gateway.timeout",
        "ERR_88_NO_SUB,88/,       88,    504, gateway.timeout",
        "ERR_90018,    88/90018,  90018, 403, Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
        "ERR_90002,    88/90002,  90002, 403, Forbidden.AccessDenied.QpsLimitForApi",
        "ERR_90020,    88/90020,  90020, 403, Forbidden.AccessDenied.ApiCountLimitForOrg",
        "ERR_40014,    88/40014,  40014, 400, InvalidAuthentication",
        "ERR_42001,    88/42001,  42001, 400, InvalidAuthentication",
        "ERR_60011,    88/60011,  60011, 403, Forbidden.AccessDenied.AccessTokenPermissionDenied",
        "ERR_60020,    88/60020,  60020, 403, Forbidden.AccessDenied.IpNotInWhiteList"
    })
    void aCodeTakesTheShapeOfItsGateway(Fault fault, String top, int plain, int status, String modern) {
        simulator.faults().on("*", fault, -1);
        simulator.faults().on("/v1.0/robot/oToMessages/batchSend", fault, -1);

        JsonNode wrapped = client.post(COUNT, "{}");
        assertThat(wrapped.path("errcode").asText() + "/"
                        + wrapped.path("sub_code").asText())
                .isEqualTo(top);
        assertThat(client.post(RECORD, RECORD_BODY).path("errcode").asInt()).isEqualTo(plain);
        HttpResponse<String> answer = client.modernResponse("/v1.0/robot/oToMessages/batchSend", "{}", "x");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Client.json(answer).path("code").asText()).isEqualTo(modern);
    }

    @ParameterizedTest
    @CsvSource({"HTTP_500,500", "HTTP_503,503", "HTTP_504,504", "HTML_500,500", "HTML_200,200"})
    void aStatusIsAStatus(Fault fault, int status) {
        simulator.faults().on(COUNT, fault, 1);

        HttpResponse<String> answer = client.send("POST", COUNT, "application/json", "{}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith(fault.name().startsWith("HTML") ? "text/html" : "application/json");
    }

    @Test
    void aFaultIsUsedUpAndLeavesOtherPathsAlone() {
        simulator.faults().on(COUNT, Fault.ERR_15, 2);

        assertThat(client.post(RECORD, RECORD_BODY).path("errcode").asInt()).isZero();
        assertThat(client.post(COUNT, "{}").path("errcode").asInt()).isEqualTo(15);
        assertThat(client.post(COUNT, "{}").path("errcode").asInt()).isEqualTo(15);
        assertThat(client.post(COUNT, "{}").path("errcode").asInt()).isZero();
    }

    @Test
    void theBlockOfAnAddressHoldsForEveryPathOnceItHasBegun() {
        simulator.faults().on(COUNT, Fault.IP_BLOCK_1111, -1);
        assertThat(client.post(RECORD, RECORD_BODY).path("errcode").asInt()).isZero();
        assertThat(client.post(COUNT, "{}").path("status").asInt()).isEqualTo(1111);

        assertThat(client.post(RECORD, RECORD_BODY).toString())
                .isEqualTo("{\"status\":1111,\"wait\":5,\"source\":\"x5\",\"punish\":\"deny\",\"uuid\":\"sim\"}");
        simulator.faults().clear();
        assertThat(client.post(RECORD, RECORD_BODY).path("errcode").asInt()).isZero();
    }

    @Test
    void answersCanBeBroken() {
        simulator.faults().on(COUNT, Fault.TRUNCATED_JSON, 1);
        simulator.faults().on(COUNT, Fault.EMPTY_OBJECT, 1);
        simulator.faults().on(COUNT, Fault.MISSING_ERRCODE, 1);
        simulator.faults().on(COUNT, Fault.DROPPED_CONNECTION, 1);

        assertThatThrownBy(() -> client.post(COUNT, "{}")).hasCauseInstanceOf(JsonProcessingException.class);
        assertThat(client.post(COUNT, "{}").toString()).isEqualTo("{}");
        JsonNode without = client.post(COUNT, "{}");
        assertThat(without.has("errcode")).isFalse();
        assertThat(without.at("/result/count").asInt()).isEqualTo(252);
        assertThatThrownBy(() -> client.post(COUNT, "{}")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void pagesCanGoOnForEver() {
        String body = "{'dept_id':4100,'cursor':%d,'size':2}";
        simulator.faults().on("/topapi/v2/user/list", Fault.SAME_PAGE_FOREVER, 2);
        JsonNode first = client.post("/topapi/v2/user/list", body.formatted(0)).path("result");
        JsonNode second =
                client.post("/topapi/v2/user/list", body.formatted(100)).path("result");
        assertThat(second.path("list")).isEqualTo(first.path("list"));
        assertThat(second.path("has_more").asBoolean()).isTrue();
        assertThat(second.path("next_cursor").asInt()).isEqualTo(102);

        simulator.faults().on("/topapi/attendance/listschedule", Fault.EMPTY_PAGES_FOREVER, 1);
        JsonNode empty = client.post(
                        "/topapi/attendance/listschedule", "{'workDate':'2026-03-16','offset':400,'size':200}")
                .path("result");
        assertThat(empty.path("schedules").size()).isZero();
        assertThat(empty.path("has_more").asBoolean()).isTrue();
    }

    @Test
    void theGlobalLimitPrintsWhenItEnds() {
        simulator.faults().on(COUNT, Fault.ERR_90002, 1);

        Matcher end = Pattern.compile("限制将在 (\\S+ \\S+) 结束")
                .matcher(client.post(COUNT, "{}").path("errmsg").asText());

        assertThat(end.find()).isTrue();
        Instant ends = MovableClock.instant(end.group(1).replace(' ', 'T'));
        assertThat(ends).isEqualTo(MovableClock.instant("2026-03-16T12:00").plusSeconds(1));
    }

    @Test
    void aSlowAnswerBlocksNoOtherAndEndsWithTheSimulator() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        simulator.watch((path, phase) -> {
            if (path.equals(RECORD) && phase == Phase.ARRIVED) {
                asked.countDown();
            }
        });
        simulator.faults().on(RECORD, Fault.SLOW, -1);
        CompletableFuture<JsonNode> slow = CompletableFuture.supplyAsync(() -> client.post(RECORD, RECORD_BODY));

        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.post(COUNT, "{}").path("errcode").asInt()).isZero();
        assertThat(slow).isNotDone();
        long begin = System.nanoTime();
        simulator.close();
        assertThatThrownBy(() -> slow.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void everyAnswerTakesTheLatency() {
        try (DingTalkSimulator late =
                DingTalkSimulator.start(company, SimulatorSettings.defaults().withLatency(Duration.ofMillis(40)))) {
            Client patient = new Client(late);
            long begin = System.nanoTime();
            assertThat(patient.post(COUNT, "{}").path("errcode").asInt()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        }
    }
}
