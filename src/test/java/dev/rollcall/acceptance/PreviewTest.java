package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.app.App;
import dev.rollcall.cli.CommandLineRun;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import dev.rollcall.simulator.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code preview} shows byte for byte what the cutoff then posts, and posts nothing. */
class PreviewTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant RECHECK = Morning.CUTOFF.plus(Duration.ofMinutes(140));
    private static final String BETWEEN = "-".repeat(40) + "\n";

    @TempDir
    Path directory;

    /** Stands still, because a message says to the second when its data was read. */
    private final StandingClock clock = new StandingClock();

    private SimulatedCompany company;
    private DingTalkSimulator simulator;
    private Path file;

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** Three departments, of which the third's robot has a keyword. */
    private void company(CompanyPlan plan, UnaryOperator<String> changed) throws IOException {
        company = SimulatedCompany.generate(plan);
        simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(clock).withCallsPerSecond(0));
        ConfigOptions options = ConfigOptions.morningAt("09:40")
                .withCutoff(new ConfigOptions.Cutoff("recheck", "12:00", "morning", false))
                .withCorrectAfter(Duration.ZERO)
                .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
        file = Files.writeString(
                directory.resolve("bot-config.yaml"), changed.apply(company.configYaml(simulator.url(), options)));
    }

    /** In each of three departments some are late, away or on leave. */
    private static CompanyPlan three() {
        return CompanyPlan.of(90, 3, 5, Morning.DATE)
                .withCalm(true)
                .withOnly(
                        Situation.ON_TIME,
                        Situation.LATE,
                        Situation.ON_TIME,
                        Situation.STAYS_AWAY,
                        Situation.ON_TIME,
                        Situation.LEAVE_DAY,
                        Situation.ON_TIME);
    }

    private CommandLineRun preview(String... more) {
        return around().run(Stream.concat(Stream.of("preview", "--config", file.toString()), Arrays.stream(more))
                .toArray(String[]::new));
    }

    private CommandLineRun.Around around() {
        return CommandLineRun.around().at(clock);
    }

    private BotConfig config() throws Exception {
        return ConfigLoader.load(file, Map.of());
    }

    /** Serves, having begun to start at {@code from}, until {@code messages} have arrived. */
    private void serve(Instant from, int messages) throws Exception {
        BotConfig config = config();
        try (App app =
                new App(config, from, Ledger.open(config.database(), clock), clock, Waiting.real(), null, null)) {
            boolean all = simulator.chats().await(PATIENCE, chats -> posted().size() >= messages);
            assertThat(all).as("there are %s", posted()).isTrue();
            awaitTheEnd(app, messages);
        }
    }

    /** Until what was taken is written down, so that what follows it knows. */
    private void awaitTheEnd(App app, int messages) throws InterruptedException {
        until(() -> ended(app) >= messages);
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            simulator.chats().await(Duration.ofMillis(50), chats -> false);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static long ended(App app) {
        return app.ledger().slots().of(Morning.DATE).stream()
                .filter(slot -> slot.sentAt() != null)
                .count();
    }

    /** Everything that anybody has got. */
    private List<ChatMessage> posted() {
        List<ChatMessage> all = new ArrayList<>();
        company.departments().forEach(one -> all.addAll(simulator.chats().of(one.robotToken())));
        all.addAll(simulator.chats().of(company.companyRobot().robotToken()));
        all.addAll(simulator.chats().toUser(company.adminUserId()));
        return all;
    }

    private static String shown(ChatMessage message) {
        return message.title() + "\n\n" + message.text() + "\n";
    }

    private static List<String> messages(CommandLineRun run) {
        return List.of(run.out().split(BETWEEN, -1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "names             | 4 | leads: | leads: | to its group, through its robot",
                "counts            | 4 | leads: | show: counts~    leads: | to its group, through its robot",
                "a keyword for all | 4 | leads: | leads: | to HR's group, through the company's robot",
                "leads mentioned   | 4 | leads: | mention: lead~    leads: | it mentions 1 person",
                "English           | 4 | leads: | language: en~    leads: | to its group, through its robot",
                "in shadow         | 4 | leads: | shadow: true~    leads: | in shadow to HR's group, through the company's robot",
                "the admins        | 3 | leads: | shadow: true~    leads: | in shadow to the admins in private: simadmin",
            })
    void whatIsShownIsPostedToTheByte(String kind, int messages, String key, String with, String said)
            throws Exception {
        company(three(), yaml -> {
            String changed = yaml.replace("    " + key, "    " + with.replace("~", "\n"));
            changed = kind.startsWith("a keyword")
                    ? changed.replaceAll("(?m)^( +)webhook: .*$", "$0\n$1keyword: 考勤")
                            .replaceAll("(?m)(keyword: 考勤\n(?: +secret: .*\n)?) +keyword: .*\n", "$1")
                    : changed;
            return kind.equals("the admins") ? changed.replaceAll("(?s)\ncompany:.*?\nhr:", "\nhr:") : changed;
        });

        CommandLineRun run = preview("--cutoff", "morning");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .startsWith("Cutoff 'morning' of 2026-11-20, as of 2026-11-20T09:40:00+08:00; nothing is posted now.")
                .contains(said)
                .doesNotContain("access_token");
        assertThat(posted()).isEmpty();
        nothingIsWrittenDown();
        serve(Morning.CUTOFF.minusSeconds(2), messages);
        assertThat(messages(run)).hasSize(messages);
        assertThat(messages(run))
                .containsExactlyInAnyOrderElementsOf(
                        posted().stream().map(PreviewTest::shown).toList());
        if (kind.startsWith("a keyword")) {
            assertThat(run.out().split("考勤", -1)).hasSizeGreaterThan(4);
        }
    }

    private void nothingIsWrittenDown() throws Exception {
        try (Ledger ledger = Ledger.open(config().database(), clock)) {
            assertThat(ledger.slots().of(Morning.DATE)).isEmpty();
            assertThat(ledger.rollCalls().of(Morning.DATE, "morning")).isEmpty();
            assertThat(ledger.outcomes().attempts(Morning.DATE)).isEmpty();
        }
    }

    @Test
    void ofOneDepartmentItsOwnIsShownByNumberByNameAndByAlias() throws Exception {
        company(three(), yaml -> yaml.replaceFirst("    leads: ", "    aliases: [first]\n    leads: "));
        String all = preview("--cutoff", "morning").out();
        String name = company.departments().get(0).name();

        for (String wanted : List.of("4100", name, "FIRST")) {
            CommandLineRun one = preview("--cutoff", "morning", "--department", wanted);
            assertThat(one.code()).as(one.err()).isZero();
            assertThat(one.err()).contains(name + " (4100): goes to its group, through its robot");
            assertThat(all).startsWith(one.out() + BETWEEN);
        }
    }

    @Test
    void aFollowUpIsShownAsItThenIsAndWhatHasBeenPostedAsItWas() throws Exception {
        company(
                CompanyPlan.of(30, 1, 5, Morning.DATE)
                        .withCalm(true)
                        .withOnly(
                                Situation.ON_TIME,
                                Situation.ON_TIME,
                                Situation.ON_TIME,
                                Situation.STAYS_AWAY,
                                Situation.ARRIVES_AFTER),
                yaml -> yaml);
        serve(Morning.CUTOFF.minusSeconds(2), 2);
        List<String> morning = posted().stream().map(PreviewTest::shown).toList();

        CommandLineRun posted = preview("--cutoff", "morning");
        assertThat(messages(posted)).isEqualTo(morning);
        assertThat(posted.err()).contains("has been posted to its group, through its robot");

        clock.set(RECHECK.plusSeconds(2));
        CommandLineRun run = preview("--cutoff", "recheck");
        assertThat(run.code()).as(run.err()).isZero();
        serve(RECHECK.plusSeconds(1), 4);
        List<String> after = posted().stream().map(PreviewTest::shown).toList();
        assertThat(messages(run)).isEqualTo(List.of(after.get(1), after.get(3)));
        assertThat(after.get(1)).contains("仍未打卡");
    }

    @Test
    void beforeItsTimeACutoffIsShownAsOfNow() throws Exception {
        company(three(), yaml -> yaml);
        clock.set(Morning.CUTOFF.minus(Duration.ofMinutes(20)));

        CommandLineRun run = preview("--cutoff", "recheck", "--department", "4100");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).startsWith("Cutoff 'recheck' of 2026-11-20, as of 2026-11-20T09:20:0");
        assertThat(messages(run)).hasSize(1);
    }

    @Test
    void whereSomethingCouldNotBeReadItSaysSoAndEndsWithOne() throws Exception {
        company(three(), yaml -> yaml);
        simulator.faults().on("/topapi/attendance/listschedule", Fault.ERR_60011, -1);

        CommandLineRun run = preview("--cutoff", "morning");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("不代表");
        assertThat(run.err())
                .contains("the permission point qyapi_get_attendance_data is missing")
                .contains("could not be verified and are not named; this does not mean that they are in");
        assertThat(posted()).isEmpty();
    }

    @Test
    void whereNothingIsPostedItIsSaidWhy() throws Exception {
        company(
                three(),
                yaml -> yaml.replaceFirst("(?s)  - id: 4100\n    robot:\n.*?    cutoffs", "  - id: 4100\n    cutoffs"));
        BotConfig config = config();
        try (Ledger ledger = Ledger.open(config.database(), clock)) {
            ledger.mutes().mute(4200, Morning.DATE, "boss", clock.instant());
        }

        CommandLineRun run = preview("--cutoff", "morning");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "Department 4100: nothing, it has no robot",
                        "Department 4200: nothing, somebody has muted the digests of that day",
                        "The company's roll-up: goes to HR's group");
        assertThat(messages(run)).hasSize(2);
        clock.set(Morning.CUTOFF.minus(Duration.ofHours(6)));
        CommandLineRun early = preview("--cutoff", "morning");
        assertThat(early.out()).isEmpty();
        assertThat(early.err().lines().filter(line -> line.endsWith(": nothing, because nobody is due as of then")))
                .as(early.err())
                .hasSize(2);
    }

    @Test
    void whereNobodyIsAbsentOrNothingHasChangedItIsSaidWhichOfThem() throws Exception {
        company(
                CompanyPlan.of(30, 1, 5, Morning.DATE).withCalm(true).withOnly(Situation.ON_TIME),
                yaml -> yaml.replace("    leads: ", "    when_all_present: skip\n    leads: "));

        assertThat(preview("--cutoff", "morning", "--department", "4100").err())
                .contains("(4100): nothing, because nobody is absent, and when_all_present is skip");
        assertThat(preview("--cutoff", "recheck", "--department", "4100").err())
                .contains("(4100): nothing, because nobody is absent and nothing has changed");
    }

    @Test
    void aFollowUpWithoutNewsIsSaidToHaveNone() throws Exception {
        company(
                CompanyPlan.of(30, 1, 5, Morning.DATE)
                        .withCalm(true)
                        .withOnly(Situation.ON_TIME, Situation.ON_TIME, Situation.ON_TIME, Situation.STAYS_AWAY),
                yaml -> yaml);
        serve(Morning.CUTOFF.minusSeconds(2), 2);
        clock.set(RECHECK.plusSeconds(2));

        CommandLineRun run = preview("--cutoff", "recheck", "--department", "4100");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("(4100): nothing, because nothing has changed");
    }

    /** The process that holds the database is asked, and shows what it has posted. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "127.0.0.2"})
    void whileServeRunsItIsAskedThere(String host) throws Exception {
        company(three(), yaml -> yaml.replace("host: \"127.0.0.1\"", "host: \"" + host + "\""));
        clock.set(Morning.CUTOFF.minusSeconds(2));
        CountDownLatch stop = new CountDownLatch(1);
        CompletableFuture<CommandLineRun> serving =
                CompletableFuture.supplyAsync(() -> around().stoppedBy(stop).run("serve", "--config", file.toString()));
        try {
            until(() -> Files.exists(directory.resolve("ledger.process")));
            clock.set(Morning.CUTOFF.plusSeconds(2));
            assertThat(simulator.chats().await(PATIENCE, chats -> posted().size() >= 4))
                    .isTrue();
            String first = shown(simulator
                    .chats()
                    .of(company.departments().get(0).robotToken())
                    .get(0));
            CommandLineRun run = preview("--cutoff", "morning", "--department", "4100");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).isEqualTo(first);
            CommandLineRun before =
                    around().run("--config", file.toString(), "preview", "--cutoff", "morning", "--department", "4100");
            assertThat(before.code()).as(before.err()).isZero();
            assertThat(before.out()).isEqualTo(first);
            CommandLineRun unknown = preview("--cutoff", "mornin");
            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.err()).startsWith("--cutoff mornin: no such cutoff; did you mean morning?");
        } finally {
            stop.countDown();
        }
        assertThat(serving.get().code()).isZero();
        assertThat(posted()).hasSize(4);
    }

    @Test
    void inShadowACorrectionGoesWhereTheDigestWent() throws Exception {
        company(three(), yaml -> yaml.replace("    leads: ", "    shadow: true\n    leads: "));
        String absent = company.bookAt(Morning.CUTOFF)
                .departments()
                .get(0)
                .absent()
                .keySet()
                .iterator()
                .next();
        simulator.close();
        company = company.withLateApproval(absent, Morning.CUTOFF.plus(Duration.ofMinutes(5)));
        simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(clock).withCallsPerSecond(0));
        String yaml = Files.readString(file)
                .replaceAll("http://127\\.0\\.0\\.1:\\d+", simulator.url().toString());
        Files.writeString(file, yaml.replaceFirst("correct_after: 0s", "correct_after: 10m"));
        serve(Morning.CUTOFF.minusSeconds(2), 4);

        clock.set(Morning.CUTOFF.plus(Duration.ofMinutes(11)));
        BotConfig config = config();
        try (App app = new App(
                config, clock.instant(), Ledger.open(config.database(), clock), clock, Waiting.real(), null, null)) {
            assertThat(simulator.chats().await(PATIENCE, chats -> posted().size() >= 5))
                    .isTrue();
            assertThat(app.ledger().slots().find(new SlotKey(4100, Morning.DATE, "morning")))
                    .isPresent();
        }
        company.departments()
                .forEach(one ->
                        assertThat(simulator.chats().of(one.robotToken())).isEmpty());
        assertThat(simulator.chats().of(company.companyRobot().robotToken()))
                .last()
                .satisfies(
                        message -> assertThat(message.title() + message.text()).contains("更正", company.nameOf(absent)));
    }

    /** Shows the instant that it is set to. */
    private static final class StandingClock extends Clock {
        private volatile Instant now = Morning.CUTOFF.plusSeconds(2);

        void set(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
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
