package dev.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import dev.rollcall.config.ConfigLoader;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppTest {
    @TempDir
    Path directory;

    private static final Instant TEN = Instant.parse("2026-11-20T02:00:00Z");

    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(5, 1, 1, LocalDate.of(2026, 11, 20)));
    private final DingTalkSimulator simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        simulator.close();
    }

    private App app(UnaryOperator<String> changed) throws Exception {
        String yaml = company.configYaml(
                simulator.url(),
                ConfigOptions.morningAt("09:40").withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger")));
        return new App(
                ConfigLoader.parse("bot-config.yaml", changed.apply(yaml), Map.of()),
                Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), TEN)), // At night contacts are read.
                Waiting.real(),
                null);
    }

    private HttpResponse<String> ready(App app) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + app.port() + "/readyz");
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void itIsReadyWithATokenAndItsScheduler() throws Exception {
        try (App app = app(yaml -> yaml)) {
            assertThat(ready(app).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void itIsNotReadyWhereTheTokenIsRefusedAndDoesNotAskAgainForEverybodyWhoLooks() throws Exception {
        try (App app = app(yaml -> yaml.replace(company.appSecret(), "another-secret"))) {
            for (int times = 0; times < 5; times++) {
                HttpResponse<String> answer = ready(app);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("credentials").doesNotContain("another-secret");
            }
            assertThat(simulator.calls().counts()).containsEntry("/v1.0/oauth2/accessToken", 1);
        }
    }

    @Test
    void itStopsTwiceAsWellAsOnce() throws Exception {
        App app = app(yaml -> yaml);
        app.close();
        app.close();
    }
}
