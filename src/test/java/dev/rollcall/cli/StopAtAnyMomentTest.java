package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM to {@code serve} while it starts, at whatever moment: it ends in time and with 0, and leaves nothing open. Only before
 * the program has begun the virtual machine answers for itself. One database for all of them, which each finds well.
 */
class StopAtAnyMomentTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(60);

    /** Loaded when the command line is read, after signals are heard. */
    private static final String BEGUN = "picocli.CommandLine$Model$CommandSpec ";

    private static final int KILLED = 143;

    @TempDir
    private Path directory;

    private DingTalkSimulator simulator;
    private Path config;
    private int turn;

    @BeforeEach
    void company() throws IOException {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(20, 2, 1, LocalDate.now(Clock.systemUTC())));
        simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults());
        ConfigOptions options =
                ConfigOptions.morningAt("23:50").withDatabaseUrl("jdbc:h2:" + directory.resolve("data/ledger"));
        config = Files.writeString(directory.resolve("bot-config.yaml"), company.configYaml(simulator.url(), options));
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void whileItStarts() throws Exception {
        int begun = 0;
        for (int millis = 0; millis <= 1500; millis += 150) {
            begun += stoppedAfter(Duration.ofMillis(millis)) ? 1 : 0;
        }
        assertThat(begun).as("of eleven").isGreaterThan(2);
    }

    /** R19. */
    @Test
    @Tag("proof")
    void atAHundredRandomMoments() throws Exception {
        Random random = new Random(19);
        for (int i = 0; i < 100; i++) {
            stoppedAfter(Duration.ofMillis(random.nextInt(3000)));
        }
    }

    @Test
    void uponTheLineThatItListens() throws Exception {
        for (int i = 0; i < 3; i++) {
            Started serve = start();
            serve.awaitSaid("Listening on ");
            serve.stop();
            assertThat(serve.code()).as(serve.said()).isZero();
        }
    }

    /** Whether it had begun. */
    private boolean stoppedAfter(Duration time) throws Exception {
        Started serve = start();
        assertThat(serve.process().waitFor(time.toMillis(), TimeUnit.MILLISECONDS))
                .as(serve.said())
                .isFalse();
        serve.stop();
        int code = serve.code();
        if (serve.begun()) {
            assertThat(code).as("after " + time + ": " + serve.said()).isZero();
        } else {
            assertThat(code).as("before it had begun").isIn(0, KILLED);
        }
        return serve.begun();
    }

    private Started start() throws IOException {
        turn++;
        Path said = directory.resolve("said" + turn);
        Path classes = directory.resolve("classes" + turn);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--config",
                config.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        return new Started(process, said, classes, directory.resolve("data"));
    }

    /** One that was started. */
    private record Started(Process process, Path output, Path classes, Path data) {
        private static final Duration LOOK = Duration.ofMillis(2);

        String said() throws IOException {
            return Files.readString(output);
        }

        void awaitSaid(String words) throws Exception {
            long until = System.nanoTime() + START.toNanos();
            while (!said().contains(words)) {
                assertThat(process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS))
                        .as(said())
                        .isFalse();
                assertThat(System.nanoTime()).as(said()).isLessThan(until);
            }
        }

        void stop() throws Exception {
            process.destroy();
            boolean ended = process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended).as("ended in time: " + said()).isTrue();
            assertThat(said()).doesNotContain("Did not stop cleanly", " ERROR ", "\tat ");
            if (Files.exists(data)) {
                try (Stream<Path> files = Files.list(data)) {
                    assertThat(files)
                            .extracting(file -> file.getFileName().toString())
                            .as("what a stopped program leaves")
                            .isSubsetOf("ledger.mv.db");
                }
            }
        }

        int code() {
            return process.exitValue();
        }

        boolean begun() throws IOException {
            return Files.exists(classes) && Files.readString(classes).contains(BEGUN);
        }
    }
}
