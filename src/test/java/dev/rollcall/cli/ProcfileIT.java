package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Readme;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Postgres;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Procfile's own command, as a platform runs it: a port and a database in the environment, a checkout around it. */
class ProcfileIT {
    private static final Duration STOP = Duration.ofSeconds(10);

    @TempDir
    private Path checkout;

    private DingTalkSimulator simulator;
    private RunningJar serve;

    @BeforeEach
    void checkout() throws IOException {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(20, 2, 1, LocalDate.now(Clock.systemUTC())));
        simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults());
        Files.createSymbolicLink(
                checkout.resolve("target"), PackagedJar.file().toAbsolutePath().getParent());
        String config = company.configYaml(simulator.url(), ConfigOptions.morningAt("23:50"));
        assertThat(config).doesNotContain("database:");
        Files.writeString(checkout.resolve("bot-config.yaml"), config.replaceFirst("(?m)^web:\n.*\n.*\n", ""));
    }

    @AfterEach
    void end() {
        serve.close();
        simulator.close();
    }

    @Test
    void itServesOnThePortWithTheDatabaseThatThePlatformNames() throws Exception {
        DatabaseConfig database = Postgres.shared().freshDatabase();
        String url =
                database.url().replace("jdbc:postgresql://", "postgres://" + database.user() + ":canary%2Dpassword@");

        start(Map.of("PORT", "0", "DATABASE_URL", url + "?sslmode=prefer"));
        String port = serve.said("Listening on 0\\.0\\.0\\.0:(\\d+)");

        assertThat(PackagedJar.ready("127.0.0.1:" + port).body()).contains("\"ready\":true", "\"database\":\"ok\"");
        assertThat(checkout.resolve("data")).doesNotExist();
        assertThat(healthCheck(port)).as("of the image in the README").isZero();

        stop();

        assertThat(serve.err()).noneMatch(line -> line.contains("canary") || line.contains("may not last"));
        assertThat(healthCheck(port)).as("nobody is there any more").isNotZero();
    }

    @Test
    void withoutADatabaseOfThePlatformItSaysThatTheDiskMayNotLast() throws Exception {
        start(Map.of("PORT", "0"));
        String port = serve.said("Listening on 0\\.0\\.0\\.0:(\\d+)");
        assertThat(healthCheck(port)).isZero();
        assertThat(PackagedJar.ready("127.0.0.1:" + port).statusCode()).isEqualTo(200);
        stop();

        assertThat(serve.err()).anyMatch(line -> line.contains("may not last") && line.contains("DATABASE_URL"));
    }

    /** As a platform does, which lets it come to rest first. */
    private void stop() throws InterruptedException {
        assertThat(serve.runsFor(Duration.ofMillis(500))).isTrue();
        serve.terminate();
        assertThat(serve.exitCodeWithin(STOP)).isZero();
    }

    private void start(Map<String, String> environment) throws IOException {
        String procfile = Files.readString(Path.of("Procfile")).strip();
        assertThat(procfile).startsWith("web: java ");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + procfile.substring("web: ".length()));
        builder.directory(checkout.toFile()).environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin");
        serve = new RunningJar(builder.start());
    }

    /** What the image's HEALTHCHECK of the README ends with, as the image's shell runs it. */
    private static int healthCheck(String port) throws Exception {
        String image = String.join("\n", Readme.blocks(Readme.section("## Deployment"), "dockerfile"))
                .replace("\\\n", " ");
        Matcher check = Pattern.compile("(?m)^HEALTHCHECK .*? CMD (.+)$").matcher(image);
        assertThat(check.find()).isTrue();
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", check.group(1)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PORT", port);
        Process process = builder.start();
        assertThat(process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
