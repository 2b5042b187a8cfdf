package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long it takes until {@code serve} can work, and what it holds while it waits, with the flags of the Procfile. */
class StartUpIT {
    private static final Path ARCHIVE = PackagedJar.file().resolveSibling("rollcall.jsa");
    private static final int TRIES = 3;
    private static final Duration IDLE = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private DingTalkSimulator simulator;
    private PackagedJar jar;

    @BeforeEach
    void company() {
        SimulatedCompany company = SimulatedCompany.generate(
                CompanyPlan.of(500, 5, 1, LocalDate.now(Clock.systemUTC())).withCalm(true));
        simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults());
        jar = new PackagedJar(directory);
    }

    @AfterEach
    void end() {
        jar.close();
        simulator.close();
    }

    /** The flags of the Procfile, with the archive where it is, or without. */
    private static List<String> flags(boolean archive) throws IOException {
        String line = Files.readString(Path.of("Procfile")).strip();
        assertThat(line).startsWith("web: java ").endsWith(" -jar target/rollcall.jar serve");
        String flags = line.substring("web: java ".length(), line.indexOf(" -jar "));
        assertThat(flags).contains("-XX:SharedArchiveFile=target/rollcall.jsa");
        return Arrays.stream(flags.split(" "))
                .map(flag -> flag.replace("=target/rollcall.jsa", "=" + ARCHIVE))
                .filter(archive ? flag -> true : Predicate.not(flag -> flag.contains("SharedArchive")))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The best of some starts on new databases: until ready, and the memory some seconds later. */
    private Start best(boolean archive) throws Exception {
        Start best = new Start(Duration.ofDays(1), Long.MAX_VALUE);
        for (int turn = 0; turn < TRIES; turn++) {
            int port = freePort();
            ConfigOptions options = ConfigOptions.morningAt("23:50")
                    .withWebPort(port)
                    .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger" + archive + turn));
            Path file = Files.writeString(
                    directory.resolve("start" + archive + turn + ".yaml"),
                    simulator.company().configYaml(simulator.url(), options));
            try (RunningJar serve = jar.start(flags(archive), Map.of(), "serve", "--config", file.toString())) {
                serve.said("Listening on");
                while (PackagedJar.get("http://127.0.0.1:" + port + "/readyz").statusCode() != 200) {
                    assertThat(serve.sinceStart()).isLessThan(Duration.ofSeconds(30));
                }
                Duration ready = serve.sinceStart();
                assertThat(serve.runsFor(IDLE)).isTrue();
                best = best.orBetter(new Start(ready, serve.residentMiB()));
            }
        }
        return best;
    }

    @Test
    void serveIsReadyInAMomentAndHoldsLittle() throws Exception {
        assertThat(ARCHIVE).as("the archive that packaging makes").isRegularFile();

        Start with = best(true);
        Start without = best(false);

        System.out.printf("ready: %s with the archive, %s without%n", with, without);
        assertThat(with.ready()).isLessThan(Duration.ofMillis(1500));
        assertThat(with.residentMiB()).isLessThan(160);
        assertThat(without.ready()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aConfigurationIsCheckedInAMoment() throws Exception {
        Path file = Files.writeString(
                directory.resolve("check.yaml"),
                simulator.company().configYaml(simulator.url(), ConfigOptions.morningAt("09:40")));
        Duration best = Duration.ofDays(1);
        for (int turn = 0; turn < TRIES; turn++) {
            try (RunningJar check = jar.start(flags(true), Map.of(), "check-config", file.toString())) {
                assertThat(check.exitCodeWithin(Duration.ofSeconds(30))).isZero();
                Duration took = check.sinceStart();
                best = took.compareTo(best) < 0 ? took : best;
                assertThat(check.out()).anyMatch(line -> line.contains("is valid"));
            }
        }
        System.out.printf("check-config: %s%n", best);
        assertThat(best).isLessThan(Duration.ofMillis(700));
    }

    private record Start(Duration ready, long residentMiB) {
        private Start orBetter(Start other) {
            return new Start(
                    ready.compareTo(other.ready) < 0 ? ready : other.ready, Math.min(residentMiB, other.residentMiB));
        }
    }
}
