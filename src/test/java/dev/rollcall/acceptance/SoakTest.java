package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.app.App;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** R21: it lasts. Day after day of digests, corrections, questions, the board and its report leaves nothing behind. */
@Isolated // It counts what the whole process uses.
class SoakTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DEPARTMENTS = 5;

    /** Days after which every thread that may wait for work is there, and the first rows are deleted. */
    private static final int WARM = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long A_DAYS_GROWTH = 16 << 20;

    /** Connections of the ledger's pool at most. */
    private static final int POOL = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<DataSource> database = new AtomicReference<>();

    @TempDir
    private Path directory;

    @Test
    void twentyDaysLeaveNothingBehind() throws Exception {
        soak(200, 20, 3);
    }

    @Test
    @Tag("proof")
    void aMonthLeavesNothingBehind() throws Exception {
        soak(2000, 30, 7);
    }

    /** @param keepDays how many days the ledger keeps, fewer than {@link #WARM} */
    private void soak(int people, int days, int keepDays) throws Exception {
        LocalDate last = LocalDate.of(2026, 11, 30);
        LocalDate first = last.minusDays(days - 1L);
        SimulatedCompany company = SimulatedCompany.generate(
                CompanyPlan.of(people, DEPARTMENTS, 17, last).withCalm(true).withPast(days - 1));
        QuickTime time = QuickTime.from(at(first, "08:00"));
        try (DingTalkSimulator simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(time).withCallsPerSecond(0))) {
            ConfigOptions options = ConfigOptions.morningAt("09:40")
                    .withCutoff(new ConfigOptions.Cutoff("recheck", "10:50", "morning", false))
                    .withStream(true)
                    .withKeepDays(keepDays)
                    .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
            BotConfig config =
                    ConfigLoader.parse("bot-config.yaml", company.configYaml(simulator.url(), options), Map.of());
            Ledger ledger = Ledger.open(config.database(), time, this::noted, real -> time.instant());
            List<Integer> sessions = new ArrayList<>();
            List<Footprint> evenings = new ArrayList<>();
            try (App app = new App(config, time.instant(), ledger, time, time, null, null)) {
                everybodyAsks(company, simulator);
                for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
                    day(app, simulator, company, time, date);
                    simulator.calls().clear();
                    simulator.chats().clear();
                    evenings.add(Footprint.now(directory.resolve("ledger.mv.db")));
                    sessions.add(connections());
                    keepsNoMoreThan(keepDays, date);
                }
            }
            List<Footprint> settled = evenings.subList(WARM, evenings.size());
            Footprint.flat("heap", settled, Footprint::heap, 0.01);
            Footprint.flat("threads", settled, Footprint::threads, 0.01);
            Footprint.flat("open files and sockets", settled, Footprint::open, 0.01);
            Footprint.noMore("threads", settled, Footprint::threads, 5);
            Footprint.noMore("open files and sockets", settled, Footprint::open, 10);
            isWrittenAnewWhenItHasDoubled(settled);
            assertThat(sessions).as("the pool's connections").allMatch(number -> number <= POOL);
        }
    }

    /** Below 64 MB the file is left alone; it is looked at once a day, in which it grows by little. */
    private static void isWrittenAnewWhenItHasDoubled(List<Footprint> evenings) {
        long least = evenings.stream().mapToLong(Footprint::database).min().orElseThrow();
        assertThat(evenings)
                .allSatisfy(evening ->
                        assertThat(evening.database()).isLessThan(Math.max(64 << 20, 2 * least) + A_DAYS_GROWTH));
    }

    private int connections() throws SQLException {
        try (Connection connection = database.get().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from information_schema.sessions")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** A day takes a second or two here, and H2 keeps what it writes no more for 45 of the machine's. */
    private DataSource noted(DataSource source) {
        database.set(source);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set retention_time 0");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return source;
    }

    /** So that every thread that waits for work is there on the first day. */
    private static void everybodyAsks(SimulatedCompany company, DingTalkSimulator simulator)
            throws InterruptedException {
        List<Asker> askers = company.departments().stream()
                .flatMap(one -> company.askers().members(one.id()).stream().limit(10))
                .toList();
        assertThat(simulator.stream().await(PATIENCE, stream -> stream.ready() > 0))
                .isTrue();
        askers.forEach(asker -> simulator.say(asker, company.conversations().with(asker), "帮助"));
        assertThat(simulator
                        .chats()
                        .await(
                                PATIENCE,
                                chats -> askers.stream()
                                        .noneMatch(asker -> chats.in(
                                                        company.conversations().with(asker))
                                                .isEmpty())))
                .isTrue();
    }

    private void day(App app, DingTalkSimulator simulator, SimulatedCompany company, QuickTime time, LocalDate date)
            throws Exception {
        if (time.instant().isBefore(at(date, "04:10"))) {
            time.leap(Duration.between(time.instant(), at(date, "04:10")));
            app.round();
        }
        passes(app, time, date, "09:40:30", 1);
        passes(app, time, date, "10:11", 1);
        Asker lead = company.askers().lead(company.departments().get(0).id());
        simulator.say(lead, company.conversations().with(lead), "谁没打卡");
        assertThat(simulator
                        .chats()
                        .await(
                                PATIENCE,
                                chats -> !chats.in(company.conversations().with(lead))
                                        .isEmpty()))
                .isTrue();
        for (String path : List.of(
                "/",
                "/api/v1/absences",
                "/api/v1/deliveries",
                "/api/v1/report?from=" + date + "&to=" + date + "&format=csv")) {
            assertThat(status(app, path)).as(path).isEqualTo(200);
        }
        passes(app, time, date, "10:50:30", 2);
        passes(app, time, date, "11:22", 2);
        passes(app, time, date, "23:30", 2);
    }

    private int status(App app, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + app.port() + path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void passes(App app, QuickTime time, LocalDate date, String clock, int cutoffs)
            throws InterruptedException {
        time.leap(Duration.between(time.instant(), at(date, clock)));
        app.round();
        awaits(() -> over(app, date, time.instant(), cutoffs));
    }

    private static void awaits(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Waiting.real().pause(Duration.ofMillis(20));
        }
    }

    private static boolean over(App app, LocalDate date, Instant now, int cutoffs) {
        List<Slot> slots = app.ledger().slots().of(date);
        return slots.size() >= (DEPARTMENTS + 1) * cutoffs
                && slots.stream()
                        .allMatch(slot -> slot.state().ended()
                                && (slot.correctAt() == null || slot.correctAt().isAfter(now)));
    }

    private static Instant at(LocalDate date, String clock) {
        return date.atTime(LocalTime.parse(clock)).atZone(ZONE).toInstant();
    }

    /** No table has a row of a work date before those that are kept; it is deleted at the day's first round. */
    private void keepsNoMoreThan(int days, LocalDate today) throws SQLException {
        try (Connection connection = database.get().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select table_name from information_schema.columns"
                    + " where column_name = 'work_date' and table_schema = 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables).contains("slot", "standing", "known_punch");
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery(
                        "select count(*) from " + table + " where work_date < date '" + today.minusDays(days) + "'")) {
                    rows.next();
                    assertThat(rows.getInt(1)).as(table + " on " + today).isZero();
                }
            }
        }
    }
}
