package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the WebSockets of Stream mode, and what comes back. */
class StreamTest {
    private static final Duration MOST = Duration.ofSeconds(20);
    private final MovableClock clock = MovableClock.at("2026-03-16T09:00");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(20, 2, 5, LocalDate.of(2026, 3, 16)));
    private final DingTalkSimulator simulator =
            DingTalkSimulator.start(company, SimulatorSettings.defaults().withClock(clock));
    private final StreamGateway stream = simulator.stream();
    private final StreamClient client = StreamClient.connect(simulator);

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private String say(String text) {
        return simulator.say(
                company.askers().lead(4100), company.conversations().of(4100), text);
    }

    private void await(Predicate<StreamGateway> condition) throws InterruptedException {
        assertThat(stream.await(MOST, condition))
                .as(() -> stream.pushes() + " " + stream.problems())
                .isTrue();
    }

    private static String msgId(JsonNode frame) {
        return StreamClient.message(frame).path("msgId").asText();
    }

    @Test
    void aMessageIsAFrameWithTextInEveryHeader() {
        String msgId = say("absent");
        JsonNode frame = client.next();

        assertThat(frame.path("specVersion").asText()).isEqualTo("1.0");
        assertThat(frame.path("type").asText()).isEqualTo("CALLBACK");
        assertThat(frame.path("headers")).hasSize(6).allMatch(JsonNode::isTextual);
        assertThat(frame.path("headers").path("topic").asText()).isEqualTo("/v1.0/im/bot/messages/get");
        assertThat(frame.path("headers").path("time").asText())
                .isEqualTo(String.valueOf(clock.instant().toEpochMilli()));
        assertThat(frame.path("data").isTextual()).isTrue();
        assertThat(msgId(frame)).isEqualTo(msgId);
    }

    @Test
    void anAcknowledgementIsWrittenDownWithItsTime() throws InterruptedException {
        say("absent");
        clock.forward(Duration.ofSeconds(1));
        client.ack(client.next());
        await(one -> one.pushes().get(0).ack() != null);

        Push push = stream.pushes().get(0);
        assertThat(push.ack().at()).isEqualTo(push.at().plusSeconds(1));
        assertThat(push.ack().nanos()).isGreaterThan(push.nanos());
        assertThat(push.ack().code()).isEqualTo(200);
        assertThat(push.ack().beforeAnswer()).isTrue();
        assertThat(stream.problems()).isEmpty();
    }

    @Test
    void whoAnswersBeforeHeAcknowledgesIsSeen() throws InterruptedException {
        say("absent");
        JsonNode frame = client.next();
        String webhook = StreamClient.message(frame).path("sessionWebhook").asText();
        new Client(simulator)
                .send(
                        "POST",
                        webhook.substring(simulator.url().toString().length()),
                        "application/json",
                        "{\"msgtype\":\"text\",\"text\":{\"content\":\"1\"}}");
        client.ack(frame);
        await(one -> one.pushes().get(0).ack() != null);

        assertThat(stream.pushes().get(0).ack().beforeAnswer()).isFalse();
    }

    @Test
    void whatIsNoAcknowledgementIsAProblem() throws InterruptedException {
        say("absent");
        String id = StreamClient.messageId(client.next());
        String good =
                "{'code':200,'headers':{'contentType':'application/json','messageId':'%s'},'message':'OK','data':'{}'}"
                        .formatted(id)
                        .replace('\'', '"');
        List<String> bad = List.of(
                "hello",
                "[]",
                good.replace(id, "unknown"),
                good.replace("200", "\"200\""),
                good.replace("\"message\":\"OK\",", ""),
                good.replace("application/json", "text/plain"),
                good.replace("\"{}\"", "{}"),
                good.replace("\"{}\"", "\"ok\""));
        bad.forEach(client::send);
        client.sendBinary();
        client.send(good);
        client.send(good);
        await(one -> one.problems().size() == bad.size() + 2);

        assertThat(stream.problems().get(bad.size() + 1)).startsWith("acknowledged twice");
        assertThat(stream.pushes()).hasSize(1).allMatch(push -> push.ack() != null);
    }

    @Test
    void onlyTheConnectionThatGotAFrameMayAcknowledgeIt() throws InterruptedException {
        say("absent");
        JsonNode frame = client.next();
        try (StreamClient other = StreamClient.connect(simulator)) {
            other.ack(frame);
            await(one -> one.problems().size() == 1);
        }
        assertThat(stream.pushes().get(0).ack()).isNull();
    }

    @Test
    void thePingsWordHasToComeBack() throws InterruptedException {
        stream.ping();
        JsonNode first = client.next();
        client.ack(StreamClient.messageId(first), first.path("data").asText());
        await(one -> one.pushes().get(0).ack() != null);
        stream.ping();
        client.ack(StreamClient.messageId(client.next()), "{'opaque':'another'}");
        await(one -> one.problems().size() == 1);

        assertThat(first.path("type").asText()
                        + first.path("headers").path("topic").asText())
                .isEqualTo("SYSTEMping");
        assertThat(stream.pushes().get(1).ack()).isNull();
    }

    @Test
    void otherSystemFramesWantNoAnswer() throws InterruptedException {
        stream.tell("KEEPALIVE");
        client.ack(client.next());
        await(one -> one.problems().size() == 1);

        assertThat(stream.problems().get(0)).contains("KEEPALIVE");
    }

    @Test
    void severalConnectionsShareTheMessages() {
        try (StreamClient other = StreamClient.connect(simulator)) {
            Set<String> said = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                said.add(say("absent"));
            }
            assertThat(stream.pushes()).extracting(Push::msgId).containsExactlyInAnyOrderElementsOf(said);
            assertThat(stream.pushes()).extracting(Push::connection).containsOnly("sim-c-1", "sim-c-2");
            assertThat(msgId(client.next())).isNotEqualTo(msgId(other.next()));
        }
    }

    @Test
    void manyMayWriteAtOnce() {
        List<String> said =
                IntStream.range(0, 200).parallel().mapToObj(i -> say("absent")).toList();
        List<String> heard =
                Stream.generate(() -> msgId(client.next())).limit(200).toList();

        assertThat(heard).containsExactlyInAnyOrderElementsOf(said);
    }
}
