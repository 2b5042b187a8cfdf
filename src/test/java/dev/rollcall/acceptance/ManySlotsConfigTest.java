package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.SimulatedCompany;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the simulator writes as a configuration is one, however many slots it has. */
class ManySlotsConfigTest {
    @Test
    void aThousandDepartmentsWithTwentyCutoffsAreRead() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(5000, 1000, 1, LocalDate.of(2026, 11, 20)));
        ConfigOptions options = ConfigOptions.morningAt("09:40")
                .withCutoffs(IntStream.range(0, 20)
                        .mapToObj(i -> new ConfigOptions.Cutoff(
                                "c" + i, i + " 40 9 * * ?", null, false, Duration.ofMinutes(30)))
                        .toList())
                .withJitter(Duration.ofSeconds(3))
                .withCorrectAfter(Duration.ZERO)
                .withRobots(500)
                .withDatabaseUrl("jdbc:postgresql://127.0.0.1:5432/rollcall")
                .withDatabaseUser("rollcall", "secret word")
                .withKeepDays(7);

        BotConfig config = ConfigLoader.parse(
                "bot-config.yaml", company.configYaml(URI.create("http://127.0.0.1:8090"), options), Map.of());

        assertThat(config.toString()).doesNotContain("secret word");
        assertThat(config.departments()).hasSize(1000);
        assertThat(config.cutoffs()).hasSize(20);
        assertThat(config.jitter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.correctAfter()).isZero();
        assertThat(config.database().keepDays()).isEqualTo(7);
    }
}
