package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.app.App;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Postgres;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Conversation;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Push;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two processes hear the same chats over connections of their own, and share a database: each message has one answer. */
class TwoProcessesChatTest {
    private static final int QUESTIONS = 40;

    private static App start(BotConfig config, MovedClock clock) throws Exception {
        return start(config, clock, real -> real);
    }

    /** @param time what is taken for the database's time */
    private static App start(BotConfig config, MovedClock clock, UnaryOperator<Instant> time) throws IOException {
        Ledger ledger = Ledger.open(config.database(), clock, source -> source, time);
        return new App(config, clock.instant(), ledger, clock, new LeapingTime(), null, null);
    }

    private static BotConfig config(SimulatedCompany company, DingTalkSimulator simulator, DatabaseConfig database)
            throws Exception {
        String password = database.password() == null ? "" : database.password().reveal();
        ConfigOptions options = ConfigOptions.morningAt("18:00")
                .withConversations(true)
                .withStream(true)
                .withDatabaseUrl(database.url())
                .withDatabaseUser(database.user(), password);
        return ConfigLoader.parse("bot-config.yaml", company.configYaml(simulator.url(), options), Map.of());
    }

    @Test
    void whatIsDeliveredToBothIsAnsweredOnce() throws Exception {
        MovedClock clock = MovedClock.at(ChatDay.NOW);
        SimulatedCompany company = SimulatedCompany.generate(ChatDay.company());
        try (DingTalkSimulator simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(clock).withLatency(Duration.ofMillis(60)))) {
            BotConfig config = config(company, simulator, Postgres.shared().freshDatabase());
            try (App one = start(config, clock);
                    App other = start(config, clock)) {
                assertThat(simulator.stream().await(ChatDay.PATIENCE, stream -> stream.ready() == 2))
                        .isTrue();
                assertThat(one.port()).isNotEqualTo(other.port());
                simulator.stream().repeat(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
                List<String> asked = ask(company, simulator);
                clock.set(clock.instant().plusSeconds(2));
                assertThat(simulator
                                .chats()
                                .await(
                                        ChatDay.PATIENCE,
                                        chats -> asked.stream()
                                                .noneMatch(id ->
                                                        chats.answersTo(id).isEmpty())))
                        .isTrue();
                simulator.chats().await(Duration.ofSeconds(1), never -> false);

                assertThat(asked)
                        .hasSize(QUESTIONS)
                        .allSatisfy(id -> assertThat(simulator.chats().answersTo(id).stream()
                                        .filter(message -> !message.text().equals("正在查询…")))
                                .hasSize(1));
                assertThat(heard(simulator, asked))
                        .as("messages that both processes got")
                        .isPositive();
            }
        }
    }

    /** A process holds what it answers for as long as it lives, however long DingTalk takes: longer than its lease. */
    @Test
    void whatTakesLongerThanALeaseIsAnsweredByTheOneWhoHasIt() throws Exception {
        MovedClock clock = MovedClock.at(ChatDay.NOW);
        AtomicReference<Duration> leapt = new AtomicReference<>(Duration.ZERO);
        SimulatedCompany company = SimulatedCompany.generate(ChatDay.company());
        try (DingTalkSimulator simulator =
                DingTalkSimulator.start(company, SimulatorSettings.defaults().withClock(clock))) {
            BotConfig config = config(company, simulator, Postgres.shared().freshDatabase());
            try (App one = start(config, clock, real -> real.plus(leapt.get()));
                    App other = start(config, clock, real -> real.plus(leapt.get()))) {
                assertThat(simulator.stream().await(ChatDay.PATIENCE, stream -> stream.ready() == 2))
                        .isTrue();
                simulator.stream().repeat(Duration.ofSeconds(60));
                simulator.faults().on("/attendance/listRecord", Fault.HANGS, -1);
                long department = company.departments().get(0).id();
                String asked = simulator.say(
                        company.askers().members(department).get(0),
                        company.conversations().of(department),
                        "谁没打卡");
                assertThat(simulator.chats().await(ChatDay.PATIENCE, chats -> reading(simulator)))
                        .isTrue();
                for (int second = 0; second < 5; second++) { // Five heartbeats of both, over more than four leases.
                    leapt.set(leapt.get().plusSeconds(11));
                    simulator.chats().await(Duration.ofMillis(1200), never -> false);
                }
                clock.set(clock.instant().plusSeconds(61));
                assertThat(simulator.stream().await(ChatDay.PATIENCE, stream -> heard(simulator, List.of(asked)) > 0))
                        .isTrue();
                simulator.faults().clear();
                assertThat(simulator
                                .chats()
                                .await(
                                        ChatDay.PATIENCE,
                                        chats -> !answers(simulator, asked).isEmpty()))
                        .isTrue();
                simulator.chats().await(Duration.ofSeconds(3), never -> false);
                assertThat(answers(simulator, asked)).hasSize(1);
                assertThat(one.port()).isNotEqualTo(other.port());
            }
        }
    }

    private static boolean reading(DingTalkSimulator simulator) {
        return simulator.calls().counts().getOrDefault("/attendance/listRecord", 0) > 0;
    }

    private static List<String> answers(DingTalkSimulator simulator, String asked) {
        return simulator.chats().answersTo(asked).stream()
                .map(ChatMessage::text)
                .filter(text -> !text.equals("正在查询…"))
                .toList();
    }

    /** Each asks something once, so that nothing is the same question. */
    private static List<String> ask(SimulatedCompany company, DingTalkSimulator simulator) {
        List<String> asked = new ArrayList<>();
        long department = company.departments().get(0).id();
        Conversation group = company.conversations().of(department);
        List<Asker> members = company.askers().members(department);
        List<String> questions = List.of("谁没打卡", "帮助");
        for (int i = 0; i < QUESTIONS; i++) {
            asked.add(simulator.say(members.get(i / questions.size()), group, questions.get(i % questions.size())));
        }
        return asked;
    }

    /** How many messages went to more than one connection. */
    private static long heard(DingTalkSimulator simulator, List<String> asked) {
        return simulator.stream().pushes().stream()
                .filter(push -> asked.contains(String.valueOf(push.msgId())))
                .collect(Collectors.groupingBy(
                        push -> String.valueOf(push.msgId()), Collectors.mapping(Push::connection, Collectors.toSet())))
                .values()
                .stream()
                .filter(connections -> connections.size() > 1)
                .count();
    }
}
