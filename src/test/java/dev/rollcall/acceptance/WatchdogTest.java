package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Postgres;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code web.heartbeat_url}: a watchdog outside is told of every cutoff that ended well, and of no other. */
@ResourceLock("log")
class WatchdogTest {
    private static final String PATH = "/canary-of-the-watchdog";

    /** In it an address would be fetched again, if it were to be. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    @StartStop
    public final MockWebServer outside = new MockWebServer();

    private final AtomicInteger told = new AtomicInteger();
    private volatile int refusals;

    @BeforeEach
    void answer() {
        outside.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean refused = told.incrementAndGet() <= refusals;
                return new MockResponse.Builder()
                        .code(refused || !request.getTarget().equals(PATH) ? 503 : 200)
                        .build();
            }
        });
    }

    private String line() {
        return "heartbeat_url: \"http://127.0.0.1:" + outside.getPort() + PATH + "\"";
    }

    private Morning.Plan plan() {
        return Morning.of(CompanyPlan.of(60, 3, 5, Morning.DATE).withCalm(true).withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40")
                        .withCorrectAfter(Duration.ZERO)
                        .withWeb(line()));
    }

    @Test
    void aCutoffThatEndedWellIsToldOnceAlsoAfterARestart() throws Exception {
        try (LogCapture log = new LogCapture();
                Morning morning = plan().begin()) {
            morning.awaitTrue(() -> told.get() == 1);
            morning.stop();
            assertThat(morning.slots()).hasSize(4).allMatch(slot -> slot.state() == SlotState.SENT);
            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(10)));
            morning.restart();
            assertThat(morning.within(A_WHILE, () -> told.get() > 1)).isFalse();
            assertThat(log.text()).doesNotContain("canary-of-the-watchdog");
        }
    }

    @Test
    void oneOfWhichADigestDidNotArriveIsNot() throws Exception {
        try (Morning morning =
                plan().failing(it -> it.robotFails(0, Fault.ROBOT_REMOVED, -1)).begin()) {
            morning.awaitHr(1);
            assertThat(morning.within(A_WHILE, () -> told.get() > 0)).isFalse();
            morning.stop();
            assertThat(morning.slots()).anyMatch(slot -> slot.state() == SlotState.FAILED);
        }
    }

    @Test
    void aWatchdogThatIsAwayIsToldWhenItIsBackAlsoByAnotherProcess() throws Exception {
        refusals = Integer.MAX_VALUE;
        try (LogCapture log = new LogCapture();
                Morning morning = plan().begin()) {
            morning.awaitTrue(() -> told.get() == 2);
            morning.stop();
            refusals = told.get() + 1;
            morning.restart();
            morning.awaitTrue(() -> told.get() > refusals);
            int all = told.get();
            assertThat(morning.within(A_WHILE, () -> told.get() > all)).isFalse();
            assertThat(log.warnings()).noneMatch(line -> line.contains("watchdog"));
            assertThat(log.text()).doesNotContain("canary-of-the-watchdog");
        }
    }

    @Test
    void whereThereIsNobodyToPostToNothingIsTold() throws Exception {
        try (Morning morning = plan().configured(yaml -> yaml.replaceAll("(?m)^ {4}robot:\\R( {6}.*\\R)+", "")
                        .replaceAll("(?s)\ncompany:.*?\nhr:", "\nhr:"))
                .begin()) {
            assertThat(morning.within(A_WHILE, () -> told.get() > 0)).isFalse();
            assertThat(morning.sinceCutoff()).isPositive();
        }
    }

    @Test
    void aDatabaseThatIsAwayAtTheCutoffCostsDelay() throws Exception {
        DatabaseConfig database = Postgres.shared().freshDatabase();
        Ledger.open(database, Clock.systemUTC()).close(); // Its schema is there, so that the start is quick.
        try (Relay relay = Relay.to(database);
                Morning morning = plan().on(relay.by(database))
                        .inRealTime()
                        .ahead(Duration.ofMinutes(1))
                        .begin()) {
            morning.comes(Morning.CUTOFF.minusSeconds(1));
            relay.away(Relay.Away.REFUSED);
            assertThat(morning.within(A_WHILE, () -> told.get() > 0)).isFalse();
            relay.back();
            morning.awaitTrue(() -> told.get() == 1);
            assertThat(morning.within(A_WHILE, () -> told.get() > 1)).isFalse();
        }
    }

    @Test
    void ofTwoProcessesOneTells() throws Exception {
        try (Nights nights = new Nights(Postgres.shared().freshDatabase(), "2026-11-19T20:00", "FRI", 2, line())) {
            assertThat(nights.friday()).allMatch(slot -> slot.state() == SlotState.SENT);
            nights.await(() -> told.get() > 0);
            nights.aWhile();
            nights.aWhile();
            assertThat(told).hasValue(1);
        }
    }
}
