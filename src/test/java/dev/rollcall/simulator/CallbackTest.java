package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are posted to the bot's own address. */
class CallbackTest {
    private final MovableClock clock = MovableClock.at("2026-03-16T09:40");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(40, 2, 5, LocalDate.of(2026, 3, 16)));
    private final DingTalkSimulator simulator =
            DingTalkSimulator.start(company, SimulatorSettings.defaults().withClock(clock));
    private final Conversation group = company.conversations().of(4100);
    private final MockWebServer bot = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        bot.start();
        simulator.callback(bot.url("/dingtalk/robot").uri());
    }

    @AfterEach
    void stop() {
        bot.close();
        simulator.close();
    }

    private void answer(int status, String body) {
        bot.enqueue(new MockResponse.Builder()
                .code(status)
                .body(body.replace('\'', '"'))
                .build());
    }

    private String say() {
        return simulator.say(company.askers().lead(4100), group, "absent");
    }

    private RecordedRequest taken() throws InterruptedException {
        RecordedRequest request = bot.takeRequest(20, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    private static String msgId(RecordedRequest request) {
        return StreamClient.json(request.getBody().utf8()).path("msgId").asText();
    }

    @Test
    void theSignatureIsThatOfTheReference() {
        assertThat(Signature.of("1767225661234", "absenceBotAppSecret_9f8e7d6c5b4a"))
                .isEqualTo("2yuF3LOxvlMR6t9ZaFWvdwMBRVT/Ec+iLRGKbv8dfLE=");
        assertThat(Signature.of("1577262236757", "this is a secret"))
                .isEqualTo("DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=");
    }

    @Test
    void aMessageIsPostedSignedAndItsAnswerIsWaitedFor() throws InterruptedException {
        answer(200, "{'msgtype':'empty'}");
        String msgId = say();
        RecordedRequest request = taken();
        String timestamp = request.getHeaders().get("timestamp");
        JsonNode body = StreamClient.json(request.getBody().utf8());

        assertThat(request.getMethod() + " " + request.getUrl().encodedPath()).isEqualTo("POST /dingtalk/robot");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(timestamp).isEqualTo(String.valueOf(clock.millis()));
        assertThat(request.getHeaders().get("sign")).isEqualTo(Signature.of(timestamp, company.appSecret()));
        assertThat(body.path("msgId").asText()).isEqualTo(msgId);
        assertThat(body.at("/text/content").asText()).isEqualTo(" absent");
        assertThat(simulator.callbacks()).singleElement().satisfies(call -> {
            assertThat(call.msgId()).isEqualTo(msgId);
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.took()).isPositive();
            assertThat(call.beforeAnswer()).isTrue();
        });
        assertThat(simulator.chats().answersTo(msgId)).isEmpty();
    }

    @Test
    void aMessageInTheAnswerGoesIntoTheChat() {
        answer(200, "{'msgtype':'markdown','markdown':{'title':'t','text':'**3** 人'}}");
        String msgId = say();
        answer(200, "{'msgtype':'markdown','markdown':{'title':'t'}}");
        String wrong = say();

        assertThat(simulator.chats().answersTo(msgId))
                .singleElement()
                .satisfies(message -> assertThat(message.html()).contains("<strong>3</strong>"));
        assertThat(simulator.chats().of(group.chat())).hasSize(1);
        assertThat(simulator.chats().answersTo(wrong)).isEmpty();
    }

    @Test
    void whatIsNotTakenIsPostedAgainAMinuteLater() throws InterruptedException {
        answer(503, "");
        String msgId = say();
        String first = taken().getHeaders().get("timestamp");
        answer(200, "{'msgtype':'empty'}");
        clock.forward(Duration.ofMinutes(1));
        RecordedRequest again = taken();

        assertThat(msgId(again)).isEqualTo(msgId);
        assertThat(again.getHeaders().get("timestamp")).isNotEqualTo(first);
        assertThat(simulator.callbacks().get(0).status()).isEqualTo(503);
    }

    @Test
    void aBotThatIsNotThereIsNoAnswer() {
        bot.close();
        say();

        assertThat(simulator.callbacks())
                .singleElement()
                .satisfies(call -> assertThat(call.status()).isZero());
    }

    @Test
    void everythingCanBeMadeToComeTwice() throws InterruptedException {
        simulator.stream().repeat(Duration.ZERO);
        answer(200, "");
        answer(200, "");
        String msgId = say();

        assertThat(msgId(taken())).isEqualTo(msgId);
        assertThat(msgId(taken())).isEqualTo(msgId);
    }

    @Test
    void withAConnectionOfStreamModeItComesThereToo() throws InterruptedException {
        answer(200, "");
        try (StreamClient stream = StreamClient.connect(simulator)) {
            String msgId = say();
            JsonNode frame = stream.next();

            assertThat(StreamClient.message(frame).path("msgId").asText()).isEqualTo(msgId);
            assertThat(msgId(taken())).isEqualTo(msgId);
            simulator.callback(null);
            say();
            stream.next();
        }
        assertThat(bot.getRequestCount()).isEqualTo(1);
    }
}
