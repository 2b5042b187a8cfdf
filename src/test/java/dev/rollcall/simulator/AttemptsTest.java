package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.simulator.Attempt.Outcome;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a checker of deliveries sees: every attempt, and each call at the moment it happens. */
class AttemptsTest {
    private static final String MESSAGE = "{'msgUuid':'%s','msgtype':'markdown','markdown':{'title':'考勤','text':'%s'}}";
    private final MovableClock clock = MovableClock.at("2026-03-16T09:40");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(20, 2, 5, LocalDate.of(2026, 3, 16)));
    private final SimulatedDepartment robot = company.departments().get(0);
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

    private int say(String uuid, String text) {
        return client.robot(robot, clock.instant(), MESSAGE.formatted(uuid, text))
                .path("errcode")
                .asInt(-1);
    }

    @Test
    void eachAttemptIsKeptWithWhatBecameOfIt() {
        say("a", "one");
        say("a", "one");
        say("a", "other");
        clock.forward(Duration.ofSeconds(7));
        simulator.faults().on("/robot/send", Fault.ROBOT_CONTENT_REFUSED, 1);
        say("b", "one");
        client.send("POST", "/robot/send?access_token=x", "application/json", "{}");
        client.send("POST", "/robot/send", "application/json", "no json");

        List<Attempt> all = simulator.attempts();
        assertThat(all)
                .extracting(attempt -> attempt.msgUuid() + " " + attempt.outcome() + " " + attempt.code())
                .containsExactly(
                        "a SHOWN 0",
                        "a REPEATED 0",
                        "a REPEATED 0",
                        "b REFUSED 430104",
                        "null REFUSED 300005",
                        "null REFUSED 40035");
        assertThat(all)
                .extracting(Attempt::robot)
                .containsExactly(
                        robot.robotToken(), robot.robotToken(), robot.robotToken(), robot.robotToken(), "x", "");
        assertThat(all.get(0).content())
                .hasSize(64)
                .isEqualTo(all.get(1).content())
                .isEqualTo(all.get(3).content())
                .isNotEqualTo(all.get(2).content());
        assertThat(all.get(3).fault()).isEqualTo(Fault.ROBOT_CONTENT_REFUSED);
        assertThat(Duration.between(all.get(0).at(), all.get(3).at())).isEqualTo(Duration.ofSeconds(7));
        assertThat(all).extracting(Attempt::nanos).isSorted();
    }

    @Test
    void anAttemptInAnOutageIsLostAndAnotherCompanyBeginsAnew() {
        simulator.faults().on("/robot/send", Fault.DROPPED_CONNECTION, 1);
        try {
            say("a", "one");
        } catch (java.io.UncheckedIOException expected) {
            assertThat(expected).isNotNull();
        }
        assertThat(simulator.attempts()).extracting(Attempt::outcome).containsExactly(Outcome.LOST);

        simulator.company(company);
        assertThat(simulator.attempts()).isEmpty();
    }

    @Test
    void manyAtOnceWithOneMsgUuidAreOneMessageAndTheFirstOfThemIsShown() {
        serve(SimulatorSettings.defaults().withRobotMessagesPerMinute(1));
        IntStream.range(0, 60)
                .parallel()
                .forEach(i -> assertThat(say("same", "one")).isZero());

        assertThat(simulator.chats().of(robot.robotToken())).hasSize(1);
        List<Attempt> all = simulator.attempts();
        assertThat(all).hasSize(60);
        assertThat(all.get(0).outcome()).isEqualTo(Outcome.SHOWN);
        assertThat(all.subList(1, 60)).extracting(Attempt::outcome).containsOnly(Outcome.REPEATED);
    }

    @Test
    void attemptsAreReadOverTheControlApiOneByOne() {
        say("a", "one");
        say("a", "one");

        JsonNode all = Client.json(client.send("GET", "/simulator/attempts", "", ""));
        assertThat(all.path("forgotten").asInt(-1)).isZero();
        assertThat(all.path("attempts")).hasSize(2);
        JsonNode later = Client.json(client.send("GET", "/simulator/attempts?after=1", "", ""))
                .path("attempts");
        assertThat(later).hasSize(1);
        assertThat(later.get(0).path("outcome").asText()).isEqualTo("repeated");
        assertThat(later.get(0).path("at").asText()).isEqualTo("2026-03-16T01:40:00Z");
        assertThat(later.get(0).path("content"))
                .isEqualTo(all.path("attempts").get(0).path("content"));
        assertThat(client.send("GET", "/simulator/attempts?after=x", "", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aHistoryThatIsNotWholeIsNotHandedOut() {
        History history = new History();
        for (int i = 0; i <= History.KEPT; i++) {
            history.add(new Attempt(clock.instant(), i, "r", "u", "c", Outcome.SHOWN, 0, null));
        }

        assertThatIllegalStateException().isThrownBy(history::whole).withMessageContaining("forgotten");
        assertThat(history.forgotten()).isEqualTo(1);
        assertThat(history.after(History.KEPT)).extracting(Attempt::nanos).containsExactly((long) History.KEPT);
        assertThat(history.after(0)).hasSize(History.KEPT);
    }

    @Test
    void aMsgUuidIsKnownOnlyForItsTime() {
        serve(SimulatorSettings.defaults().withMsgUuidMemory(Duration.ofMinutes(5)));
        say("a", "one");
        clock.forward(Duration.ofSeconds(299));
        say("a", "one");
        clock.forward(Duration.ofSeconds(1));
        say("a", "one");
        clock.forward(Duration.ofSeconds(299));
        say("a", "one");

        assertThat(simulator.attempts())
                .extracting(Attempt::outcome)
                .containsExactly(Outcome.SHOWN, Outcome.REPEATED, Outcome.SHOWN, Outcome.REPEATED);
        assertThat(simulator.chats().of(robot.robotToken())).hasSize(2);
    }

    @Test
    void aMsgUuidIsKnownForEverUnlessSaidOtherwise() {
        say("a", "one");
        clock.forward(Duration.ofDays(4000));

        assertThat(say("a", "one")).isZero();
        assertThat(simulator.chats().of(robot.robotToken())).hasSize(1);
    }

    @Test
    void whoWatchesIsToldWhatHappensWhenItHappens() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        simulator.watch((path, phase) -> {
            if (!path.endsWith("accessToken")) { // That of before may end only now.
                told.add(path.substring(path.lastIndexOf('/') + 1) + " " + phase);
            }
        });

        say("a", "one");
        assertThat(next(told, 3)).containsExactly("send ARRIVED", "send TAKEN", "send ANSWERED");
        say("a", "one");
        assertThat(next(told, 2)).containsExactly("send ARRIVED", "send ANSWERED");
        client.modern(
                "/v1.0/robot/oToMessages/batchSend",
                "{'robotCode':'%s','userIds':['sim00001'],'msgKey':'sampleText','msgParam':'{\\'content\\':\\'x\\'}'}"
                        .formatted(company.appKey()));
        assertThat(next(told, 3)).containsExactly("batchSend ARRIVED", "batchSend TAKEN", "batchSend ANSWERED");
        client.post("/topapi/user/count", "{}");
        assertThat(next(told, 2)).containsExactly("count ARRIVED", "count ANSWERED");
        client.send("GET", "/simulator/calls", "", "");
        assertThat(told).isEmpty();
    }

    private static List<String> next(BlockingQueue<String> told, int number) throws InterruptedException {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            next.add(String.valueOf(told.poll(5, TimeUnit.SECONDS)));
        }
        return next;
    }

    @Test
    void aMessageIsInTheChatAndNotAnsweredWhileTakenIsKeptWaiting() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        simulator.watch((path, phase) -> {
            if (phase == Phase.TAKEN) {
                reached.countDown();
                await(release);
            }
        });
        CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> say("a", "one"));

        assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(simulator.chats().of(robot.robotToken())).hasSize(1);
        assertThat(simulator.attempts()).hasSize(1);
        assertThat(client.post("/topapi/user/count", "{}").path("errcode").asInt())
                .isZero();
        assertThat(sent).isNotDone();
        release.countDown();
        assertThat(sent.get(5, TimeUnit.SECONDS)).isZero();
    }

    /** One call only: the connection is not read again before the watcher is done. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theClientHasItsAnswerWhileAnsweredIsKeptWaiting(int slow) {
        CountDownLatch release = new CountDownLatch(1);
        serve(SimulatorSettings.defaults().withSlowness(Duration.ofMillis(5)));
        simulator.faults().on("/robot/send", Fault.SLOW, slow);
        simulator.watch((path, phase) -> {
            // The answer to the token's call may still be on its way out.
            if (phase == Phase.ANSWERED && path.equals("/robot/send")) {
                await(release);
            }
        });

        assertThat(say("a", "one")).isZero();
        release.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
