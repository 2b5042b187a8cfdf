package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.Relay.Away;
import dev.rollcall.cli.CommandLineRun;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.MessageIds;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Postgres;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Sql;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import dev.rollcall.simulator.Situation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database is away at the cutoff, or damaged: one clear line, and every digest comes once, soon after. */
@ResourceLock("log")
class DatabaseTroubleTest {
    private static final int DEPARTMENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** What is promised; the short forms allow for a machine that has other things to do. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration ANYHOW = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private LogCapture log;

    @BeforeEach
    void listen() {
        log = new LogCapture();
    }

    @AfterEach
    void noStackTraceIsLogged() {
        log.close();
        assertThat(log.warnings()).noneMatch(line -> line.contains("\tat "));
    }

    @Test
    void aDatabaseThatIsAwayAtTheCutoffCostsDelayAndNothingElse() throws Exception {
        awayFor(Duration.ofSeconds(5), Away.SILENT, ANYHOW);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("proof")
    void aDatabaseThatIsAwayForHalfAMinuteCostsDelayAndNothingElse(Away how) throws Exception {
        awayFor(Duration.ofSeconds(30), how, SOON);
    }

    private void awayFor(Duration outage, Away how, Duration most) throws Exception {
        DatabaseConfig database = Postgres.shared().freshDatabase();
        Ledger.open(database, Clock.systemUTC()).close(); // Its schema is there, so that the start is quick.
        try (Relay relay = Relay.to(database);
                Morning morning = Morning.of(company())
                        .on(relay.by(database))
                        .inRealTime()
                        .ahead(Duration.ofMinutes(1))
                        .begin()) {
            assertThat(status(morning, "/readyz")).isEqualTo(200);
            morning.comes(Morning.CUTOFF.minusSeconds(1));
            relay.away(how);
            assertThat(status(morning, "/api/v1/deliveries")).isEqualTo(503);
            while (morning.sinceCutoff().plusSeconds(1).compareTo(outage) < 0) {
                assertThat(status(morning, "/readyz")).isEqualTo(503);
                assertThat(status(morning, "/healthz")).isEqualTo(200);
            }
            assertThat(morning.simulator().attempts()).isEmpty();

            relay.back();
            everybodyHasTheirs(morning, most);
            assertThat(status(morning, "/readyz")).isEqualTo(200);
            morning.stop();
            onceAndAsOfTheCutoff(morning);
        }
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .matches("ERROR Cannot .*: the database is not reachable; will try again;"
                        + " digests wait until it is possible, none is lost");
        assertThat(log.lines()).filteredOn(line -> line.contains("is back")).hasSize(1);
    }

    /** After a failover it may be that a database can be read and takes nothing: nothing can be sent, and it is told. */
    @Test
    void aDatabaseThatTakesNothingIsNoReadyOne() throws Exception {
        DatabaseConfig database = Postgres.shared().freshDatabase();
        Ledger.open(database, Clock.systemUTC()).close();
        try (Sql sql = Sql.of(database);
                Morning morning = Morning.of(company())
                        .on(database)
                        .inRealTime()
                        .ahead(Duration.ofMinutes(1))
                        .begin()) {
            assertThat(status(morning, "/readyz")).isEqualTo(200);
            takesNothing(sql, true);
            morning.comes(Morning.CUTOFF.minusSeconds(1));
            morning.awaitTrue(() -> morning.sinceCutoff().compareTo(Duration.ofSeconds(1)) > 0);
            assertThat(morning.ready().statusCode()).isEqualTo(503);
            assertThat(morning.ready().body()).contains("\"database\":\"unreachable\"");
            assertThat(morning.simulator().attempts()).isEmpty();

            takesNothing(sql, false);
            everybodyHasTheirs(morning, ANYHOW);
            assertThat(status(morning, "/readyz")).isEqualTo(200);
            morning.stop();
            onceAndAsOfTheCutoff(morning);
        }
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .endsWith(
                        "the database is not reachable; will try again; digests wait until it is possible, none is lost");
    }

    private static void takesNothing(Sql sql, boolean on) {
        String name = sql.texts("select current_database()").get(0);
        sql.run("alter database \"" + name + "\" set default_transaction_read_only = " + on);
        sql.run("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    /** Nobody may be there to start it once more. */
    @Test
    void whoStartsWhileTheDatabaseIsAwayWaitsForIt(@TempDir Path directory) throws Exception {
        DatabaseConfig database = Postgres.shared().freshDatabase();
        SimulatedCompany company = SimulatedCompany.generate(company());
        try (Relay relay = Relay.to(database);
                DingTalkSimulator simulator = DingTalkSimulator.start(
                        company, SimulatorSettings.defaults().withCallsPerSecond(0))) {
            DatabaseConfig away = relay.by(database);
            ConfigOptions options = ConfigOptions.morningAt("09:40")
                    .withDatabaseUrl(away.url())
                    .withDatabaseUser(away.user(), away.password().reveal());
            Path file = Files.writeString(
                    directory.resolve("bot-config.yaml"), company.configYaml(simulator.url(), options));
            relay.away(Away.REFUSED);
            for (List<String> command : List.of(
                    List.of("check", "--send"),
                    List.of("report", "--from", "2026-11-19", "--to", "2026-11-19", "--out", "-"),
                    List.of("forget", "x"))) {
                List<String> arguments = new ArrayList<>(command);
                arguments.addAll(List.of("--config", file.toString()));
                CommandLineRun run = CommandLineRun.around().run(arguments.toArray(String[]::new));
                assertThat(run.code()).as(run.err()).isEqualTo(1);
                assertThat(run.err().lines().toList())
                        .singleElement()
                        .asString()
                        .contains("Cannot open the database: the database is not reachable");
            }

            CountDownLatch stop = new CountDownLatch(1);
            AtomicInteger waits = new AtomicInteger();
            CommandLineRun run = CommandLineRun.around()
                    .waiting(new BackAfterTwo(relay, waits, stop))
                    .stoppedBy(stop)
                    .run("serve", "--config", file.toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(waits).hasValue(2);
            assertThat(run.err().lines())
                    .filteredOn(line -> line.contains("Cannot open"))
                    .containsExactly("warning: Cannot open the database: the database is not reachable;"
                            + " will try again every 2 s");
        }
    }

    /**
     * Waits as long as it is to, but for the pauses between two attempts to open a database, of which there are two. Who
     * waits for something else runs, and is stopped.
     */
    private record BackAfterTwo(Relay relay, AtomicInteger waits, CountDownLatch stop) implements Waiting {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            if (!duration.equals(Duration.ofSeconds(2))) {
                stop.countDown();
                Waiting.real().pause(duration);
            } else if (waits.incrementAndGet() == 2) {
                try {
                    relay.back();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Claims of departments and of the company: nobody knows that they are this process's. */
    @Test
    void whatWasClaimedWhenTheLineBrokeIsNotForgotten() throws Exception {
        LostAnswer lost = new LostAnswer("update slot set owner = ?, state = case", 3);
        try (Morning morning = Morning.of(company()).through(lost).begin()) {
            everybodyHasTheirs(morning, ANYHOW);
            assertThat(lost.over()).isTrue();
            morning.stop();
            onceAndAsOfTheCutoff(morning);
        }
    }

    /** By hand: one department's slot, another's message, and what is known of the people of a third. */
    @Test
    void aDamagedRowIsNamedAndHoldsUpNobodyElse() throws Exception {
        long slot = 4100;
        long message = 4200;
        try (Morning morning = Morning.of(company())
                .preparing(database -> {
                    Ledger.open(database, Clock.systemUTC()).close();
                    try (Sql sql = Sql.of(database)) {
                        damagedSlot(sql, slot, "dreaming");
                        damagedSlot(sql, message, "frozen");
                        damagedMessage(sql, message);
                    }
                })
                .begin()) {
            morning.awaitTrue(() -> morning.hr().size() == 1
                    && morning.group(2).size() == 1
                    && morning.group(3).size() == 1);
            for (long department : List.of(slot, message)) {
                assertThat(log.warnings())
                        .filteredOn(line -> line.contains("department " + department))
                        .singleElement()
                        .asString()
                        .contains(" slot 'morning' of 2026-11-20 to department " + department)
                        .contains("the row is put right")
                        .endsWith("the others go on");
            }
            assertThat(log.warnings()).hasSize(2);

            try (Sql sql = Sql.of(morning.database())) {
                sql.run("update slot set state = 'due' where department = ?", slot);
                sql.run("update delivery set kind = 'DIGEST' where department = ?", message);
            }
            everybodyHasTheirs(morning, SOON);
            morning.stop();
            onceAndAsOfTheCutoff(morning);
        }
    }

    /** What is known of the people of one department is damaged: by hand, after its digest. */
    @Test
    void aDamagedRollCallIsNamedAndSpoilsNoOther() throws Exception {
        try (Morning morning = Morning.of(company())
                .with(ConfigOptions.morningAt("09:40")
                        .withCutoff(new ConfigOptions.Cutoff("recheck", "10:30", "morning", false)))
                .configured(yaml -> yaml.replaceFirst("(\\s+)follows: \\S+", "$0$1repeat: true"))
                .begin()) {
            morning.awaitHr(1);
            try (Sql sql = Sql.of(morning.database())) {
                sql.run("update standing set standing = 'ELSEWHERE' where department = 4200 and standing = 'ABSENT'");
            }
            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(50)));
            morning.awaitAll(DEPARTMENTS, 2);
            for (int index = 0; index < DEPARTMENTS; index++) {
                assertThat(morning.group(index)).hasSize(2);
                String recheck = morning.group(index).get(1).text();
                assertThat(recheck.contains("应到")).as(recheck).isEqualTo(index == 1);
            }
        }
        assertThat(log.warnings())
                .singleElement()
                .isEqualTo(
                        "ERROR The ledger's roll call of slot 'morning' of 2026-11-20 to department 4200 cannot be so"
                                + " (unknown standing); it is left out until the row is put right, the others go on");
    }

    private static void damagedSlot(Sql sql, long department, String state) {
        sql.run(
                "insert into slot (department, work_date, cutoff, as_of, until, state, next_at, tries, late, held, told,"
                        + " name) values (?, ?, 'morning', ?, ?, ?, ?, 0, false, false, false, '')",
                department,
                Morning.DATE,
                Morning.CUTOFF.atOffset(ZoneOffset.UTC),
                Morning.CUTOFF.plusSeconds(3600).atOffset(ZoneOffset.UTC),
                state,
                Morning.CUTOFF.atOffset(ZoneOffset.UTC));
    }

    private static void damagedMessage(Sql sql, long department) {
        sql.run(
                "insert into delivery (msg_uuid, department, work_date, cutoff, kind, resend, state, title, text,"
                        + " mentions, attempts, frozen_at)"
                        + " values (?, ?, ?, 'morning', 'POEM', 0, 'frozen', 'title', 'text', '', 0, ?)",
                MessageIds.of(department, Morning.DATE, "morning", MessageKind.DIGEST, 0),
                department,
                Morning.DATE,
                Morning.CUTOFF.atOffset(ZoneOffset.UTC));
    }

    private static CompanyPlan company() {
        return CompanyPlan.of(120, DEPARTMENTS, 5, Morning.DATE)
                .withCalm(true)
                .withDirectMembersOnly(true)
                .withOnly(
                        Situation.ON_TIME,
                        Situation.LATE,
                        Situation.STAYS_AWAY,
                        Situation.ON_TIME,
                        Situation.ARRIVES_AFTER,
                        Situation.ON_TIME,
                        Situation.LEAVE_DAY);
    }

    private int status(Morning morning, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + morning.app().port() + path);
        return http.send(
                        HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void everybodyHasTheirs(Morning morning, Duration most) throws InterruptedException {
        long begin = System.nanoTime();
        boolean came = morning.simulator().chats().await(most, chats -> all(morning));
        System.out.println("Everybody has theirs after " + Duration.ofNanos(System.nanoTime() - begin));
        assertThat(came)
                .as("within %s: %s", most, morning.simulator().chats().chats())
                .isTrue();
    }

    private static boolean all(Morning morning) {
        return IntStream.range(0, DEPARTMENTS)
                        .noneMatch(index -> morning.group(index).isEmpty())
                && !morning.hr().isEmpty();
    }

    private static void onceAndAsOfTheCutoff(Morning morning) {
        for (int index = 0; index < DEPARTMENTS; index++) {
            List<ChatMessage> group = morning.group(index);
            assertThat(group).hasSize(1);
            assertThat(group.get(0).title()).contains("09:40");
            assertThat(group.get(0).text())
                    .contains("应到 " + morning.page(index).due() + " · 已打卡 "
                            + morning.page(index).present())
                    .contains(morning.names(index));
        }
        assertThat(morning.hr()).hasSize(1);
        assertThat(morning.simulator().attempts()).hasSize(DEPARTMENTS + 1);
        assertThat(morning.slots())
                .hasSize(DEPARTMENTS + 1)
                .allMatch(slot -> slot.state() == SlotState.SENT && !slot.late())
                .extracting(Slot::asOf)
                .containsOnly(Morning.CUTOFF);
    }
}
