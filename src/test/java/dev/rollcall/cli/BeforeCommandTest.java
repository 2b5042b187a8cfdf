package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.SimulatedCompany;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** Another configuration than the meant one has other groups, to which nobody wants to post. */
class BeforeCommandTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void aConfiguration() throws IOException {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(20, 1, 3, LocalDate.of(2026, 11, 20)));
        file = Files.writeString(
                directory.resolve("mine.yaml"),
                company.configYaml(URI.create("http://127.0.0.1:9"), ConfigOptions.morningAt("09:40")));
    }

    private static CommandLineRun run(String... arguments) {
        CountDownLatch stopped = new CountDownLatch(0);
        return CommandLineRun.around().stoppedBy(stopped).run(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "check",
                "check --send",
                "check-config",
                "doctor",
                "forget u1",
                "preview --cutoff morning",
                "report --from 2026-11-19 --to 2026-11-19"
            })
    void theConfigurationBeforeACommandIsItsConfiguration(String command) {
        String none = directory.resolve("none.yaml").toString();
        for (List<String> before : List.of(List.of("--config", none), List.of("--config=" + none))) {
            List<String> arguments = new ArrayList<>(before);
            arguments.addAll(List.of(command.split(" ")));
            CommandLineRun run = run(arguments.toArray(String[]::new));

            assertThat(run.code()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).startsWith(none + ":1:1: ").hasLineCount(1);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void whatComesAfterTheCommandWins() {
        String none = directory.resolve("none.yaml").toString();
        for (List<String> after : List.of(List.of("--config", file.toString()), List.of(file.toString()))) {
            List<String> arguments = new ArrayList<>(List.of("--config", none, "check-config"));
            arguments.addAll(after);
            CommandLineRun run = run(arguments.toArray(String[]::new));

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).startsWith(file + " is valid.");
        }
        assertThat(run("--config", file.toString(), "check-config", "--config", none)
                        .err())
                .startsWith(none);
        assertThat(run("--config", file.toString(), "check-config").out()).startsWith(file + " is valid.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--config FILE demo",
                "--config FILE simulate --port 0",
                "--config FILE schema",
                "--log-format json simulate --port 0",
                "--log-format json check-config",
                "--log-format json forget u1"
            })
    void aCommandThatHasNoSuchOptionRefusesItInOneLine(String line) {
        String[] arguments = line.replace("FILE", file.toString()).split(" ");
        CommandLineRun run = run(arguments);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(arguments[0] + ": " + arguments[2] + " has no such option; leave it out\n");
    }

    @Test
    void howTheLogLooksIsKnownWhereverItIsSaid() {
        String none = directory.resolve("none.yaml").toString();
        assertThat(run("--log-format", "text", "--config", none, "serve").code())
                .isEqualTo(3);
        assertThat(run("--log-format", "xml", "serve").code()).isEqualTo(2);
        assertThat(run("--log-format", "text", "demo", "--port", "-1").err()).contains("--port");
    }

    @Test
    void helpIsGivenAllTheSame() {
        assertThat(run("--config", file.toString(), "schema", "--help").out()).contains("JSON Schema");
        assertThat(run("--config", file.toString(), "--help").out()).contains("check-config");
    }

    private static String name(String line) {
        return BeforeCommand.name(Arrays.asList(line.split(" ")));
    }

    @Test
    void theCommandIsFoundBeforeAnythingIsParsed() {
        assertThat(name("check --at x")).isEqualTo("check");
        assertThat(name("--config check check-config")).isEqualTo("check-config");
        assertThat(name("--config=x.yaml check")).isEqualTo("check");
        assertThat(name("--log-format json --config x.yaml doctor")).isEqualTo("doctor");
        assertThat(name("--config x.yaml")).isEmpty();
        assertThat(name("--config")).isEmpty();
        assertThat(BeforeCommand.name(List.of())).isEmpty();
        assertThat(BeforeCommand.left(List.of("--config", "x.yaml", "forget", "u1")))
                .containsExactly("forget", "u1");
    }

    @Test
    void whichOptionsAreFollowedByAValueIsAsTheyAre() {
        List<String> names = Stream.of(new ConfigOption(), new LogOption())
                .flatMap(one -> CommandSpec.forAnnotatedObject(one).options().stream())
                .flatMap(option -> Stream.of(option.names()))
                .toList();

        assertThat(BeforeCommand.WITH_VALUE).containsExactlyInAnyOrderElementsOf(names);
    }
}
