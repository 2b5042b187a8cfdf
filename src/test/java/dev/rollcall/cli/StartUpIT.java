package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long it takes until {@code serve} can work, and what it holds while it waits, with the flags of the Procfile. */
class StartUpIT {
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

    @Test
    void serveIsReadyInAMomentAndHoldsLittle() throws Exception {
        assertThat(StartUp.ARCHIVE).as("the archive that packaging makes").isRegularFile();

        StartUp with = StartUp.best(true, simulator, directory);
        StartUp without = StartUp.best(false, simulator, directory);

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
        for (int turn = 0; turn < StartUp.TRIES; turn++) {
            try (RunningJar check = jar.start(StartUp.flags(true), Map.of(), "check-config", file.toString())) {
                assertThat(check.exitCodeWithin(Duration.ofSeconds(30))).isZero();
                Duration took = check.sinceStart();
                best = took.compareTo(best) < 0 ? took : best;
                assertThat(check.out()).anyMatch(line -> line.contains("is valid"));
            }
        }
        System.out.printf("check-config: %s%n", best);
        assertThat(best).isLessThan(Duration.ofMillis(700));
    }
}
