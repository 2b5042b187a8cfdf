package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Standing;
import dev.rollcall.app.ReadSide;
import dev.rollcall.benchmark.Minimum;
import dev.rollcall.budget.QuotaForecast;
import dev.rollcall.budget.QuotaForecast.Cutoff;
import dev.rollcall.budget.QuotaForecast.Groups;
import dev.rollcall.budget.QuotaForecast.Habits;
import dev.rollcall.check.Check;
import dev.rollcall.common.Deadline;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A first roll call of a day, and a later one: hardly more calls than the fewest that can tell, and everybody right. */
class FewestCallsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    /** Of the machine's time: a call that it is too busy to answer at once is not to be made again and counted twice. */
    private static final int TIMES = 5;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} people")
    @ValueSource(ints = {1, 49, 50, 51, 500, 3000, 10_000, 12_000})
    void twoPercentMoreThanTheFewestAtMost(int people) throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(people, Math.max(1, people / 150), 3, DAY)
                .withCalm(true)
                .withDirectMembersOnly(true));
        QuickTime time = QuickTime.from(at("10:00").plusSeconds(2), TIMES);
        // Twenty a second of the program's own time, which are more of the simulator's.
        SimulatorSettings settings =
                SimulatorSettings.defaults().withClock(time).withCallsPerSecond(0);
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, settings)) {
            ConfigOptions options = ConfigOptions.morningAt("09:40")
                    .withRequestsPerSecond(20)
                    .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
            BotConfig config = ConfigLoader.parse("x", company.configYaml(simulator.url(), options), Map.of());
            try (Ledger ledger = Ledger.open(config.database(), time);
                    ReadSide read = new ReadSide(config, time, time, ledger)) {
                RollCall first = find(read, config, "09:40", time);
                int calls = simulator.calls().metered();
                assertThat(calls)
                        .as("first %s", simulator.calls().counts())
                        .isLessThanOrEqualTo(twoPercentMore(Minimum.first(first)));
                isRight(first, company);

                RollCall later = find(read, config, "10:00", time);
                assertThat(simulator.calls().metered() - calls)
                        .as("later %s", simulator.calls().counts())
                        .isLessThanOrEqualTo(twoPercentMore(Minimum.later(later, first)));
                isRight(later, company);
            }
        }
    }

    /** Of smaller companies a month says it; of one day of theirs nobody knows how many people are away. */
    @ParameterizedTest(name = "{0} people, seeds to {1}")
    @CsvSource({"10000, 5", "12000, 5", "20000, 5", "50000, 1"})
    @Tag("proof")
    void whatADayOfALargeCompanyUsesIsForeseen(int people, int seeds) throws Exception {
        for (int seed = 1; seed <= seeds; seed++) {
            int calls = usedOnADay(people, seed);
            System.out.printf("%d people, seed %d: %d calls, foreseen %d%n", people, seed, calls, foreseen(people));
            assertThat(foreseen(people)).as("seed %d", seed).isBetween((long) calls, calls * 11L / 10);
        }
    }

    private int usedOnADay(int people, int seed) throws Exception {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(people, Math.max(1, people / 150), seed, DAY)
                        .withCalm(true)
                        .withDirectMembersOnly(true));
        QuickTime time = QuickTime.from(at("09:40").plusSeconds(2), TIMES);
        SimulatorSettings settings =
                SimulatorSettings.defaults().withClock(time).withCallsPerSecond(0);
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, settings)) {
            ConfigOptions options = ConfigOptions.morningAt("09:40")
                    .withRequestsPerSecond(20)
                    .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger" + seed));
            BotConfig config = ConfigLoader.parse("x", company.configYaml(simulator.url(), options), Map.of());
            try (Ledger ledger = Ledger.open(config.database(), time);
                    ReadSide read = new ReadSide(config, time, time, ledger)) {
                find(read, config, "09:40", time);
                time.leap(Duration.between(time.instant(), at("10:50").plusSeconds(2)));
                find(read, config, "10:50", time);
                return simulator.calls().metered();
            }
        }
    }

    private static long foreseen(int people) {
        Groups nobody = new Groups(0, 0, 0, 1);
        return QuotaForecast.of(
                        List.of(new Cutoff(1, 0, 0, nobody, 1, false), new Cutoff(0, 1, 0, nobody, 1, false)),
                        people,
                        Habits.TYPICAL)
                .calls()
                .all();
    }

    private static int twoPercentMore(int calls) {
        return calls * 102 / 100;
    }

    private static RollCall find(ReadSide read, BotConfig config, String at, QuickTime time) {
        Check check = new Check("morning", at(at), DAY, config.departments(), false);
        return read.find(check, new Run(Deadline.in(Duration.ofMinutes(10), time)));
    }

    private static void isRight(RollCall rollCall, SimulatedCompany company) {
        Set<String> named = rollCall.departments().stream()
                .map(department -> department.with(Standing.ABSENT))
                .flatMap(List::stream)
                .map(Finding::employee)
                .map(employee -> employee.id())
                .collect(Collectors.toSet());
        assertThat(named)
                .isEqualTo(company.bookAt(rollCall.asOf()).company().absent().keySet());
        assertThat(rollCall.departments()).allMatch(DepartmentRollCall::complete);
    }

    private static Instant at(String time) {
        return DAY.atTime(LocalTime.parse(time)).atZone(CheckRun.ZONE).toInstant();
    }
}
