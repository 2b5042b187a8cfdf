package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can happen to the WebSockets of Stream mode, and to what goes over them. */
class StreamTroubleTest {
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

    private void minute() {
        clock.forward(Duration.ofSeconds(60));
    }

    private static long acknowledged(StreamGateway gateway) {
        return gateway.pushes().stream().filter(push -> push.ack() != null).count();
    }

    private static String msgId(JsonNode frame) {
        return StreamClient.message(frame).path("msgId").asText();
    }

    @Test
    void withoutAcknowledgementAMessageComesAgainAMinuteLaterInAnotherFrame() throws InterruptedException {
        String acknowledged = say("one");
        client.ack(client.next());
        await(one -> acknowledged(one) == 1);
        String not = say("two");
        JsonNode first = client.next();
        minute();
        JsonNode second = client.next();
        minute();
        JsonNode third = client.next();

        assertThat(List.of(msgId(first), msgId(second), msgId(third))).containsOnly(not);
        assertThat(second.path("data")).isEqualTo(first.path("data"));
        assertThat(stream.pushes()).extracting(Push::msgId).containsExactly(acknowledged, not, not, not);
        assertThat(stream.pushes()).extracting(Push::messageId).doesNotHaveDuplicates();
    }

    @Test
    void aMessageThatNobodyCouldTakeComesWhenSomebodyCan() throws InterruptedException {
        stream.drop();
        assertThat(client.ended(MOST)).isTrue();
        await(one -> one.open() == 0);
        String msgId = say("absent");
        try (StreamClient next = StreamClient.connect(simulator)) {
            minute();
            assertThat(msgId(next.next())).isEqualTo(msgId);
        }
        assertThat(stream.connections()).isEqualTo(2);
    }

    @Test
    void aLostAcknowledgementIsNone() {
        stream.loseAcks(1);
        String msgId = say("absent");
        client.ack(client.next());
        minute();
        JsonNode again = client.next();

        assertThat(msgId(again)).isEqualTo(msgId);
        assertThat(stream.problems()).isEmpty();
    }

    @Test
    void everythingCanBeMadeToComeTwice() throws InterruptedException {
        stream.repeat(Duration.ZERO, Duration.ofMinutes(5));
        String msgId = say("absent");
        JsonNode first = client.next();
        client.ack(first);
        JsonNode second = client.next();
        client.ack(second);
        await(one -> acknowledged(one) == 2);
        clock.forward(Duration.ofMinutes(5));
        client.ack(client.next());
        stream.repeat();
        String alone = say("again");

        assertThat(msgId(client.next())).isEqualTo(alone);
        assertThat(stream.pushes()).extracting(Push::msgId).containsExactly(msgId, msgId, msgId, alone);
        assertThat(StreamClient.messageId(first)).isNotEqualTo(StreamClient.messageId(second));
    }

    @Test
    void aConnectionThatEndsIsToldAndClosedTenSecondsLater() throws InterruptedException {
        say("before");
        JsonNode before = client.next();
        stream.rotate();
        JsonNode goodbye = client.next();
        client.ack(before);
        try (StreamClient next = StreamClient.connect(simulator)) {
            for (int i = 0; i < 5; i++) {
                say("after");
                next.ack(next.next());
            }
            stream.ping();
            next.next();
            clock.forward(Duration.ofSeconds(9));
            assertThat(stream.open()).isEqualTo(2);
            clock.forward(Duration.ofSeconds(1));
            assertThat(client.ended(MOST)).isTrue();
            await(one -> one.open() == 1);
        }
        assertThat(goodbye.path("headers").path("topic").asText()).isEqualTo("disconnect");
        assertThat(goodbye.path("headers").has("messageId")).isFalse();
        assertThat(StreamClient.message(goodbye).path("reason").asText()).isEqualTo("connection is expired");
        assertThat(client.waiting()).isZero();
        assertThat(stream.pushes().get(0).ack()).isNotNull();
        assertThat(stream.problems()).isEmpty();
    }

    @Test
    void aSilentConnectionStaysOpenAndGivesNothing() throws InterruptedException {
        client.ping("one");
        assertThat(client.pong(MOST)).isEqualTo("one");
        stream.silence();
        client.ping("two");
        String msgId = say("absent");
        stream.ping();

        assertThat(client.pong(Duration.ofMillis(200))).isEmpty();
        assertThat(client.ended(Duration.ofMillis(50))).isFalse();
        assertThat(client.waiting()).isZero();
        assertThat(stream.open()).isEqualTo(1);
        assertThat(stream.ready()).isZero();
        assertThat(stream.pushes()).singleElement().satisfies(push -> {
            assertThat(push.msgId()).isEqualTo(msgId);
            assertThat(push.sent()).isFalse();
        });
        client.close();
        await(one -> one.open() == 0);
        try (StreamClient next = StreamClient.connect(simulator)) {
            minute();
            assertThat(msgId(next.next())).isEqualTo(msgId);
        }
    }

    @Test
    void afterTenTimesItGivesUp() throws InterruptedException {
        say("absent");
        for (int i = 1; i < 10; i++) {
            client.next();
            minute();
        }
        client.next();
        minute();
        stream.ping();

        assertThat(client.next().path("type").asText()).isEqualTo("SYSTEM");
        await(one -> one.pushes().size() == 11);
    }

    @Test
    void duringAnOutageNothingComes() {
        simulator.faults().outage(clock.instant(), clock.instant().plusSeconds(30));
        String msgId = say("absent");
        assertThat(stream.pushes()).isEmpty();
        minute();

        assertThat(msgId(client.next())).isEqualTo(msgId);
    }
}
