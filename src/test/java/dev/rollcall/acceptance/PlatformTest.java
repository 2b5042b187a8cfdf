package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.CommandLineRun;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Postgres;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A platform that sets PORT may give a new disk with each start. */
@ResourceLock("log")
class PlatformTest {
    private static final String WARNING =
            "PORT is set and the database is embedded: the disk of such a platform may not"
                    + " last; set DATABASE_URL, or digests may be posted twice or lost after a restart";

    @TempDir
    private Path directory;

    @Test
    void anEmbeddedDatabaseThereIsWarnedOfLoudly() throws Exception {
        try (LogCapture log = new LogCapture()) {
            CommandLineRun run = serve(embedded(), Map.of("PORT", "0"));

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).contains("warning: " + WARNING);
            assertThat(log.warnings()).containsOnlyOnce("WARN " + WARNING);
        }
    }

    @Test
    void whereNothingIsLostNothingIsSaid() throws Exception {
        try (LogCapture log = new LogCapture()) {
            CommandLineRun elsewhere = serve(embedded(), Map.of());
            CommandLineRun server = serve(Postgres.shared().freshDatabase(), Map.of("PORT", "0"));

            assertThat(elsewhere.code()).as(elsewhere.err()).isZero();
            assertThat(server.code()).as(server.err()).isZero();
            assertThat(elsewhere.err() + server.err() + log.text()).doesNotContain("may not last");
        }
    }

    private DatabaseConfig embedded() {
        return new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180);
    }

    private CommandLineRun serve(DatabaseConfig database, Map<String, String> environment) throws Exception {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(10, 1, 5, Morning.DATE).withCalm(true));
        ConfigOptions options = ConfigOptions.morningAt("09:40").withDatabaseUrl(database.url());
        if (!database.embedded()) {
            options = options.withDatabaseUser(
                    database.user(), database.password().reveal());
        }
        CountDownLatch stop = new CountDownLatch(1);
        stop.countDown();
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults())) {
            Path file = Files.writeString(
                    directory.resolve("bot-config.yaml"), company.configYaml(simulator.url(), options));
            return CommandLineRun.around().with(environment).stoppedBy(stop).run("serve", "--config", file.toString());
        }
    }
}
