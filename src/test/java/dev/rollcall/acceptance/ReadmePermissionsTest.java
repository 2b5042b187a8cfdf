package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Readme;
import dev.rollcall.cli.CommandLineRun;
import dev.rollcall.simulator.AppSetup;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The permission points that the README has people apply for are those that {@code doctor} looks at, and no other is needed. */
class ReadmePermissionsTest {
    private static final Pattern EXAMINED = Pattern.compile("(?m)^✔ 权限点 (qyapi_\\w+) · ");
    private static final Pattern POINT = Pattern.compile("(qyapi_\\w+)");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

    private final Clock clock =
            MovedClock.at(DATE.atTime(10, 30).atZone(ZoneId.of("Asia/Shanghai")).toInstant());

    @TempDir
    private Path directory;

    @Test
    void thoseToApplyForAreThoseThatTheDoctorLooksAt() throws Exception {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(60, 3, 5, DATE).withCalm(true));
        SimulatorSettings settings = SimulatorSettings.defaults()
                .withClock(clock)
                .withSetup(AppSetup.right().withholding("qyapi_get_member"));
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, settings)) {
            ConfigOptions options = ConfigOptions.morningAt("18:00")
                    .withStream(true)
                    .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
            Path file = Files.writeString(
                    directory.resolve("bot-config.yaml"), company.configYaml(simulator.url(), options));

            List<String> examined = found(EXAMINED, run("doctor", "--send-test", "--config", file.toString()));
            run("check", "--config", file.toString());

            assertThat(simulator.calls().refusals()).isEmpty();
            assertThat(examined).hasSize(6);
            assertThat(found(POINT, step("### Set-up in ten minutes", 2))).containsAll(examined);
            assertThat(found(POINT, step("## 管理员", 2))).containsExactlyInAnyOrderElementsOf(examined);
            assertThat(Readme.rows(Readme.section("### Set-up in ten minutes")))
                    .extracting(row -> row.get(0).replace("`", ""))
                    .containsExactlyInAnyOrderElementsOf(examined);
            assertThat(found(POINT, Readme.text())).as("anywhere").isSubsetOf(examined);
        }
    }

    private String run(String... arguments) {
        CommandLineRun run = CommandLineRun.around().at(clock).run(arguments);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        return run.out();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** That step of the section, up to the next. */
    private static String step(String heading, int number) {
        String section = Readme.section(heading);
        return section.substring(section.indexOf("\n" + number + ". "), section.indexOf("\n" + (number + 1) + ". "));
    }
}
