package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.chat.ChatMessage;
import dev.rollcall.chat.Reply;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.dingtalk.RobotCallback.Accepted;
import dev.rollcall.message.Message;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.Conversation;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Oddity;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both transports and the answers, against the simulator, which was written from the same documents by itself. */
class ChatTransportsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HurriedTime time = new HurriedTime();
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(40, 3, 5, LocalDate.of(2026, 3, 16)));
    private final DingTalkSimulator simulator =
            DingTalkSimulator.start(company, SimulatorSettings.defaults().withClock(time));
    private final DingTalkConfig config = config();
    private final DingTalkClient client = new DingTalkClient(config, time, Waiting.real());
    private final Replies replies = new Replies(client, time, Waiting.real(), Shared.Allowance.UNLIMITED);
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> answered = new LinkedBlockingQueue<>();
    private final StreamConnection connection = new StreamConnection(client, time, this::answerOnce, punch -> {});
    private final Asker lead = company.askers().lead(4100);
    private final Conversation group = company.conversations().of(4100);
    private final Conversation alone = company.conversations().with(lead);

    @AfterEach
    void stop() {
        connection.close();
        client.close();
        simulator.close();
    }

    private void awaitReady() throws InterruptedException {
        awaitReady(1);
    }

    /** Waits until there is a connection, and there have been {@code connections}. */
    private void awaitReady(int connections) throws InterruptedException {
        assertThat(simulator.stream()
                        .await(PATIENCE, stream -> stream.ready() > 0 && stream.connections() >= connections))
                .isTrue();
    }

    private void answerOnce(ChatMessage message) {
        if (taken.add(message.id())) {
            answer(message, Audience.CONVERSATION);
            answered.add(message.id());
        }
    }

    /** Waits until so many questions have been answered and DingTalk has said that it took the answers. */
    private Set<String> answered(int count) throws InterruptedException {
        Set<String> ids = new HashSet<>();
        while (ids.size() < count) {
            String id = answered.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(id).as("after " + ids.size() + " answers").isNotNull();
            ids.add(id);
        }
        return ids;
    }

    private void answer(ChatMessage message, Audience audience) {
        try {
            replies.send(message, new Reply(audience, new Message("答", "答 " + message.id(), List.of())));
        } catch (DeliveryException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyQuestionIsAnsweredOnceWhateverBecomesOfTheConnection() throws Exception {
        connection.start();
        awaitReady();
        simulator.stream().repeat(Duration.ofSeconds(1), Duration.ofSeconds(60));

        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            asked.add(simulator.say(lead, i % 2 == 0 ? group : alone, "absent today"));
            if (i % 10 == 0) {
                awaitReady(Math.max(1, i / 10)); // Told twice to leave, one and the same connection leaves once.
            }
            switch (i) {
                case 10, 20 -> simulator.stream().rotate();
                case 30 -> simulator.stream().drop();
                case 40 -> simulator.stream().silence();
                case 50 -> simulator.stream().loseAcks(3);
                default -> simulator.stream().ping();
            }
        }

        assertThat(answered(60)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(asked).allMatch(id -> simulator.chats().answersTo(id).size() == 1);
        assertThat(simulator.stream().problems()).isEmpty();
        assertThat(simulator.stream().connections()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void anOddMessageIsAnsweredIfItCanBe() throws Exception {
        connection.start();
        awaitReady();
        Set<Oddity> never = Set.of(Oddity.OTHER_ROBOT, Oddity.NO_MSG_ID);

        for (Oddity oddity : Oddity.values()) {
            simulator.say(lead, group, "absent today", oddity);
        }
        String last = simulator.say(lead, group, "absent today");

        assertThat(answered(Oddity.values().length - never.size() + 1)).contains(last);
        assertThat(answered).isEmpty();
        assertThat(simulator.stream().problems()).isEmpty();
    }

    @Test
    void aCallbackIsUnderstoodAndAnsweredToThePersonWhoAsked() throws Exception {
        String body = simulator.write(lead, group, "absent today");
        String timestamp = String.valueOf(time.millis());
        String sign = RobotSignature.of(Long.parseLong(timestamp), config.appSecret());

        Accepted accepted = (Accepted)
                new RobotCallback(config, time).receive(timestamp, sign, body.getBytes(StandardCharsets.UTF_8));
        answer(accepted.message(), Audience.PERSON);

        assertThat(accepted.message().sender()).isEqualTo(lead.userId());
        assertThat(simulator.chats().toUser(lead.userId())).hasSize(1);
    }

    private DingTalkConfig config() {
        DingTalkConfig some = DingTalkConfig.of(company.appKey(), Secret.of(company.appSecret()));
        return new DingTalkConfig(
                some.appKey(),
                some.appSecret(),
                some.robotCode(),
                some.opUserId(),
                some.shiftSettings(),
                simulator.url(),
                simulator.url(),
                some.requestsPerSecond(),
                some.monthlyCalls(),
                some.monthlyMessages(),
                some.stream(),
                some.callback(),
                some.callbackTolerance(),
                some.callbackAdmin(),
                some.events());
    }

    /** Twenty times as fast, sockets included. */
    private static final class HurriedTime extends Clock implements Waiting {
        private static final int TIMES = 20;
        private final long start = System.nanoTime();

        @Override
        public long nanos() {
            return (System.nanoTime() - start) * TIMES;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Waiting.real().pause(onTheMachine(duration));
        }

        @Override
        public Duration onTheMachine(Duration duration) {
            return duration.dividedBy(TIMES);
        }

        @Override
        public Instant instant() {
            return Instant.parse("2026-03-16T01:40:00Z").plusNanos(nanos());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
