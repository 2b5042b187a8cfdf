package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.app.App;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotState;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** R21: an hour of the machine's time under load, a cutoff a minute, leaves nothing behind either. */
@Isolated // It counts what the whole process uses.
class HourTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final int DEPARTMENTS = 5;
    private static final int A_SECOND = 50;

    /** Requests between two questions in chat. */
    private static final int QUESTIONS = 500;

    /** Minutes after which every thread that may wait for work is there. */
    private static final int WARM = 5;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    @Tag("proof")
    void anHourOfFiftyRequestsASecondLeavesNothingBehind() throws Exception {
        soak(Integer.getInteger("rollcall.soak.minutes", 60));
    }

    private void soak(int minutes) throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(
                CompanyPlan.of(500, DEPARTMENTS, 17, DATE).withCalm(true));
        Instant begin = DATE.atTime(9, 29, 30).atZone(ZONE).toInstant();
        MovedClock clock = MovedClock.at(begin);
        try (DingTalkSimulator simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(clock).withCallsPerSecond(0))) {
            List<ConfigOptions.Cutoff> cutoffs = IntStream.range(0, minutes)
                    .mapToObj(minute -> LocalTime.of(9, 30).plusMinutes(minute))
                    .map(time -> new ConfigOptions.Cutoff("at-" + time, time.toString(), null, false))
                    .toList();
            ConfigOptions options = ConfigOptions.morningAt("09:30")
                    .withCutoffs(cutoffs)
                    .withJitter(Duration.ZERO)
                    .withStream(true)
                    .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
            BotConfig config =
                    ConfigLoader.parse("bot-config.yaml", company.configYaml(simulator.url(), options), Map.of());
            List<Footprint> all = new ArrayList<>();
            Load load = new Load(company, simulator);
            try (App app = new App(config, clock, Waiting.real(), null)) {
                CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> load.goOn(app.port()));
                for (int minute = 1; minute <= minutes; minute++) {
                    Instant next = begin.plus(Duration.ofMinutes(minute));
                    Waiting.real().pause(Duration.between(clock.instant(), next));
                    assertThat(load.failures).isEmpty();
                    simulator.calls().clear();
                    simulator.chats().clear();
                    all.add(Footprint.now(directory.resolve("ledger.mv.db")));
                }
                load.stop();
                asking.get();
                isAllPosted(app.ledger().slots().of(DATE), minutes);
            }
            System.out.printf(
                    "%d requests and %d questions in %d minutes%n", load.requests.get(), load.questions.get(), minutes);
            assertThat(load.failures).isEmpty();
            assertThat(load.requests.get()).isGreaterThan((long) (A_SECOND * 60 * minutes * 0.9));
            List<Footprint> settled = all.subList(WARM, all.size());
            Footprint.flat("heap", settled, Footprint::heap, 0.002);
            Footprint.noMore("threads", settled, Footprint::threads, 5);
            Footprint.noMore("open files and sockets", settled, Footprint::open, 10);
        }
    }

    private static void isAllPosted(List<Slot> slots, int minutes) {
        assertThat(slots).hasSize(minutes * (DEPARTMENTS + 1));
        assertThat(slots).extracting(Slot::state).containsOnly(SlotState.SENT);
    }

    /** Asks for pages, and now and then in chat. */
    private final class Load {
        private static final Duration APART = Duration.ofSeconds(1).dividedBy(A_SECOND);

        private final SimulatedCompany company;
        private final DingTalkSimulator simulator;
        private final AtomicLong requests = new AtomicLong();
        private final AtomicLong questions = new AtomicLong();
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private volatile boolean stopped;

        private Load(SimulatedCompany company, DingTalkSimulator simulator) {
            this.company = company;
            this.simulator = simulator;
        }

        private void goOn(int port) {
            List<String> paths = List.of(
                    "/",
                    "/departments/" + company.departments().get(0).id(),
                    "/api/v1/absences",
                    "/api/v1/deliveries",
                    "/healthz",
                    "/readyz",
                    "/metrics",
                    "/openapi.json");
            Asker lead = company.askers().lead(company.departments().get(0).id());
            long begin = System.nanoTime();
            try {
                while (!stopped && failures.isEmpty()) {
                    long number = requests.getAndIncrement();
                    String path = paths.get((int) (number % paths.size()));
                    int status = status(port, path);
                    if (status != 200) {
                        failures.add(path + ": " + status);
                    }
                    if (number % QUESTIONS == 0) {
                        questions.incrementAndGet();
                        simulator.say(lead, company.conversations().with(lead), "谁没打卡");
                    }
                    long due = begin + (number + 1) * APART.toNanos();
                    Waiting.real().pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private int status(int port, String path) throws IOException, InterruptedException {
            URI address = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }

        private void stop() {
            stopped = true;
        }
    }
}
