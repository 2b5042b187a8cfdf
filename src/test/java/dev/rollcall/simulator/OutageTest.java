package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DingTalk away altogether, and robots that cannot be relied upon. */
class OutageTest {
    private static final String HELLO = "{'msgUuid':'%s','msgtype':'markdown','markdown':{'title':'考勤','text':'x'}}";
    private static final String COUNT = "/topapi/user/count";
    private final MovableClock clock = MovableClock.at("2026-03-16T09:00");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(20, 2, 5, LocalDate.of(2026, 3, 16)));
    private final SimulatedDepartment robot = company.departments().get(0);
    private final DingTalkSimulator simulator = start();
    private final Client client = new Client(simulator);

    private DingTalkSimulator start() {
        return DingTalkSimulator.start(
                company,
                SimulatorSettings.defaults()
                        .withClock(clock)
                        .withSlowness(Duration.ofMillis(1))
                        .withRobotMessagesPerMinute(0));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode say(String uuid) {
        return client.robot(robot, clock.instant(), HELLO.formatted(uuid));
    }

    private HttpResponse<String> control(String method, String address, String body) {
        return client.send(method, "/simulator/" + address, "application/json", body.replace('\'', '"'));
    }

    private void assertAway() {
        assertThatThrownBy(() -> client.post(COUNT, "{}")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> client.token()).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> say("away")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> client.modern("/v1.0/robot/oToMessages/batchSend", "{}"))
                .isInstanceOf(UncheckedIOException.class);
    }

    private void assertBack() {
        assertThat(client.post(COUNT, "{}").path("errcode").asInt()).isZero();
        assertThat(client.token()).startsWith("sim-tok-");
        assertThat(say("back").path("errcode").asInt(-1)).isZero();
    }

    @Test
    void anOutageHoldsForEveryPathFromItsFirstInstantToItsLast() {
        Instant nine = clock.instant();
        simulator.faults().outage(nine.plusSeconds(60), nine.plusSeconds(120));
        assertBack();
        clock.forward(Duration.ofSeconds(60));
        assertAway();
        clock.set("2026-03-16T09:02");
        assertBack();
        assertThat(simulator.chats().of(robot.robotToken()))
                .extracting(ChatMessage::msgUuid)
                .containsExactly("back");
    }

    @Test
    void anOutageCanBeOfAnotherKindAndUsesUpNothing() {
        simulator.faults().on(COUNT, Fault.ERR_15, 1);
        simulator.faults().outage(clock.instant(), Instant.MAX, Fault.HTTP_503);
        for (int i = 0; i < 30; i++) {
            assertThat(client.send("POST", COUNT, "application/json", "{}").statusCode())
                    .isEqualTo(503);
        }
        assertThat(client.send("POST", "/robot/send", "application/json", "{}").statusCode())
                .isEqualTo(503);

        simulator.faults().clear();
        simulator.faults().on(COUNT, Fault.ERR_15, 1);
        simulator.faults().outage(clock.instant(), clock.instant().plusSeconds(1), Fault.HTTP_503);
        clock.forward(Duration.ofSeconds(1));
        assertThat(client.post(COUNT, "{}").path("errcode").asInt()).isEqualTo(15);
        assertThat(client.post(COUNT, "{}").path("errcode").asInt()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator.faults().outage(clock.instant(), clock.instant()));
    }

    @Test
    void aSwitchCanMeanEverything() {
        simulator.faults().on(Faults.EVERYTHING, Fault.DROPPED_CONNECTION, -1);
        assertAway();
        simulator.faults().clear();
        assertBack();
    }

    @Test
    void outagesAreSwitchedOverTheControlApiWhichTheyLeaveAlone() {
        assertThat(control("POST", "faults", "{'outage':{}}").statusCode()).isEqualTo(200);
        assertAway();
        assertThat(control("DELETE", "faults", "").statusCode()).isEqualTo(200);
        assertBack();

        control(
                "POST",
                "faults",
                "{'outage':{'from':'2026-03-16T01:10:00Z','until':'2026-03-16T01:20:00Z','fault':'HTTP_504'}}");
        assertBack();
        clock.set("2026-03-16T09:10");
        assertThat(client.send("POST", COUNT, "application/json", "{}").statusCode())
                .isEqualTo(504);
        clock.set("2026-03-16T09:20");
        assertBack();

        control("POST", "faults", "{'path':'*all*','fault':'HTTP_503','times':1}");
        assertThat(client.send("POST", "/robot/send", "application/json", "{}").statusCode())
                .isEqualTo(503);
        assertThat(control("POST", "faults", "{'outage':{'until':'yesterday'}}").statusCode())
                .isEqualTo(400);
        assertThat(control("POST", "faults", "{'outage':{'fault':'RAIN'}}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void unreliableRobotsFailAsOftenAsSaidAndTheSameWayForTheSameSeed() {
        List<Attempt> first = unluckyMorning(7);
        assertThat(share(first, Fault.HTTP_500)).isBetween(0.2, 0.4);
        assertThat(share(first, Fault.SLOW)).isBetween(0.02, 0.15);
        assertThat(share(first, Fault.ACCEPTED_THEN_DROPPED)).isBetween(0.02, 0.15);
        assertThat(share(first, Fault.RESET_CONNECTION)).isBetween(0.05, 0.2);
        for (Attempt attempt : first) {
            Fault fault = attempt.fault();
            Attempt.Outcome outcome = fault == Fault.HTTP_500
                    ? Attempt.Outcome.REFUSED
                    : fault == Fault.RESET_CONNECTION ? Attempt.Outcome.LOST : Attempt.Outcome.SHOWN;
            assertThat(attempt.outcome()).isEqualTo(outcome);
            assertThat(attempt.code()).isEqualTo(fault == Fault.HTTP_500 ? 500 : 0);
        }
        assertThat(simulator.chats().of(robot.robotToken()))
                .extracting(ChatMessage::msgUuid)
                .isEqualTo(first.stream()
                        .filter(attempt -> attempt.outcome() == Attempt.Outcome.SHOWN)
                        .map(Attempt::msgUuid)
                        .toList());

        assertThat(unluckyMorning(7)).extracting(Attempt::fault).isEqualTo(faultsOf(first));
        assertThat(unluckyMorning(8)).extracting(Attempt::fault).isNotEqualTo(faultsOf(first));
    }

    private List<Attempt> unluckyMorning(long seed) {
        simulator.company(company);
        simulator.faults().unreliable(0.3, 0.15, 0.1, seed);
        for (int i = 0; i < 200; i++) {
            try {
                say("u" + i);
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).isInstanceOf(IOException.class); // dropped, reset, or no JSON with HTTP 500
            }
        }
        assertThat(simulator.attempts()).hasSize(200);
        return simulator.attempts();
    }

    private static List<Fault> faultsOf(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::fault).toList();
    }

    private static double share(List<Attempt> attempts, Fault fault) {
        return attempts.stream().filter(attempt -> attempt.fault() == fault).count() / (double) attempts.size();
    }

    @Test
    void sharesThatCannotBeAreRefusedAndOthersLeaveTheApisAlone() {
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.faults().unreliable(0.6, 0.3, 0.2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.faults().unreliable(-0.1, 0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.faults().unreliable(Double.NaN, 0, 0, 1));

        control("POST", "faults", "{'unreliable':{'refuse500':1,'seed':3}}");
        assertThat(client.send("POST", "/robot/send", "application/json", "{}").statusCode())
                .isEqualTo(500);
        assertThat(client.post(COUNT, "{}").path("errcode").asInt()).isZero();
        assertThat(control("POST", "faults", "{'unreliable':{'reset':2}}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRobotThatHangsTakesNothingHoldsUpNobodyAndEndsWithTheSimulator() {
        simulator.faults().on("/robot/send?access_token=" + robot.robotToken(), Fault.HANGS, -1);
        List<CompletableFuture<JsonNode>> hanging = List.of(
                CompletableFuture.supplyAsync(() -> say("one")), CompletableFuture.supplyAsync(() -> say("two")));

        JsonNode other = client.robot(company.departments().get(1), clock.instant(), HELLO.formatted("three"));
        assertThat(other.path("errcode").asInt(-1)).isZero();
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
        simulator.close();
        for (CompletableFuture<JsonNode> one : hanging) {
            assertThatThrownBy(one::get).isInstanceOf(ExecutionException.class);
        }
        assertThat(simulator.chats().of(robot.robotToken())).isEmpty();
    }

    @Test
    void aResetIsAResetAndADropAnEnd() throws IOException {
        simulator.faults().on("/robot/send", Fault.DROPPED_CONNECTION, 1);
        simulator.faults().on("/robot/send", Fault.RESET_CONNECTION, 1);

        assertThat(answerOf("POST /robot/send HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))
                .isEmpty();
        assertThatThrownBy(() -> answerOf("POST /robot/send HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private String answerOf(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
