package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.app.App;
import dev.rollcall.budget.QuotaForecast;
import dev.rollcall.budget.QuotaForecast.Habits;
import dev.rollcall.check.SweepPlan;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole month of digests, follow-ups and corrections: what it costs is what was foreseen. */
class MonthTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 30);
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    /** Looks in a row without a call. */
    private static final int QUIET = 20;

    private static final int LARGE = 10_000;

    /** Its thousand calls ahead of a cutoff take the machine some seconds. */
    private static final int LARGE_TIMES = 5;

    private static final Duration AHEAD = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void theForecastIsNeverBelowAndAtMostATenthAboveWhatAMonthUses() throws Exception {
        month(300, 11, 15);
    }

    /** At one call a second everybody is asked about ahead of both cutoffs. */
    @Test
    @Tag("proof")
    void soItIsWhereEverybodyIsAskedAboutAheadOfCutoffs() throws Exception {
        month(400, 16, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 11",
        "200, 12",
        "500, 13",
        "3000, 25",
        "1000, 14",
        "1000, 31",
        "1000, 32",
        "1000, 33",
        "1000, 34",
        "3000, 15",
        "3000, 31",
        "3000, 32"
    })
    @Tag("proof")
    void theForecastIsNeverBelowAndAtMostATenthAboveWhatAnyMonthUses(int people, int seed) throws Exception {
        month(people, seed, 15);
    }

    /** A fortnight. Everybody is asked about ahead of both cutoffs, and those left over one by one: their shift may have been moved. */
    @Test
    @Tag("proof")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void soItIsOfMoreThanTenThousandPeople() throws Exception {
        isForeseen(used(10_100, 41, 15, LAST.minusDays(13)));
    }

    /**
     * In so small a company a few absences more or less are a tenth of a month's calls or messages: no forecast knows of them.
     */
    @ParameterizedTest
    @CsvSource({"50, 21", "60, 21", "100, 21", "50, 31", "60, 31", "100, 31", "200, 31", "500, 31"})
    @Tag("proof")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void soItIsOfSeveralSmallCompaniesTogether(int people, int first) throws Exception {
        List<Month> months = new ArrayList<>();
        for (int seed = first; seed < first + 6; seed++) {
            months.add(used(people, seed, 15, FIRST));
        }
        isForeseen(new Month(
                months.stream().mapToLong(Month::calls).sum(),
                months.stream().mapToLong(Month::messages).sum(),
                months.stream().mapToLong(Month::foreseenCalls).sum(),
                months.stream().mapToLong(Month::foreseenMessages).sum()));
    }

    private void month(int people, int seed, int callsPerSecond) throws Exception {
        isForeseen(used(people, seed, callsPerSecond, FIRST));
    }

    private static void isForeseen(Month month) {
        assertThat(month.foreseenCalls()).isBetween(month.calls(), month.calls() * 11 / 10);
        assertThat(month.foreseenMessages()).isBetween(month.messages(), month.messages() * 11 / 10);
    }

    private Month used(int people, int seed, int callsPerSecond, LocalDate first) throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(
                CompanyPlan.of(people, 5, seed, LAST).withCalm(true).withPast(29));
        QuickTime time = QuickTime.from(at(first, "08:00"), people < LARGE ? QuickTime.TIMES : LARGE_TIMES);
        try (DingTalkSimulator simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(time).withCallsPerSecond(0))) {
            ConfigOptions options = ConfigOptions.morningAt("09:40")
                    .withCutoff(new ConfigOptions.Cutoff("recheck", "10:50", "morning", false))
                    .withRequestsPerSecond(callsPerSecond)
                    .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger" + seed));
            BotConfig config =
                    ConfigLoader.parse("bot-config.yaml", company.configYaml(simulator.url(), options), Map.of());
            Ledger ledger = Ledger.open(config.database(), time, source -> source, real -> time.instant());
            try (App app = new App(config, time.instant(), ledger, time, time, null, null)) {
                passes(app, time, first, "09:30", () -> app.ledger().mornings().people() > 0);
                first.datesUntil(LAST.plusDays(1)).forEach(date -> {
                    if (SweepPlan.worthwhile(people, true, callsPerSecond)) {
                        ahead(app, simulator, time, at(date, "09:40"));
                    }
                    passes(app, time, date, "09:40:30", 0);
                    passes(app, time, date, "10:11", 0);
                    if (SweepPlan.worthwhile(people, false, callsPerSecond)) {
                        ahead(app, simulator, time, at(date, "10:50"));
                    }
                    passes(app, time, date, "10:50:30", 1);
                    passes(app, time, date, "11:22", 1);
                });
            }
            List<QuotaForecast.Cutoff> plan =
                    config.quota(first.atStartOfDay(ZONE), LAST.plusDays(1).atStartOfDay(ZONE), WEEKDAYS);
            QuotaForecast forecast = QuotaForecast.of(plan, people, Habits.TYPICAL, 0);
            long calls = simulator.calls().metered();
            long messages = simulator.chats().chats().stream()
                    .mapToLong(chat -> chat.messages().size())
                    .sum();
            System.out.printf(
                    "%d people, seed %d: %d calls, foreseen %s; %d messages, foreseen %d; %s%n",
                    people,
                    seed,
                    calls,
                    forecast.calls(),
                    messages,
                    forecast.messages(),
                    simulator.calls().counts());
            return new Month(calls, messages, forecast.calls().all(), forecast.messages());
        }
    }

    private static Instant at(LocalDate date, String clock) {
        return date.atTime(LocalTime.parse(clock)).atZone(ZONE).toInstant();
    }

    /** Leaps to a minute before {@code cutoff}, and lets everybody be asked about ahead of it. */
    private static void ahead(App app, DingTalkSimulator simulator, QuickTime time, Instant cutoff) {
        ZonedDateTime early = cutoff.minus(AHEAD).atZone(ZONE);
        AtomicInteger before = new AtomicInteger();
        AtomicInteger quiet = new AtomicInteger();
        passes(app, time, early.toLocalDate(), early.toLocalTime().toString(), () -> {
            int calls = simulator.calls().metered();
            boolean more = before.getAndSet(calls) != calls;
            int since = more ? 0 : quiet.get() + 1;
            quiet.set(since);
            return since > QUIET && app.ledger().sweeps().people().any(early.toLocalDate(), cutoff);
        });
    }

    /** Leaps to {@code clock} and lets everything happen that is due then. */
    private static void passes(App app, QuickTime time, LocalDate date, String clock, int cutoffs) {
        passes(app, time, date, clock, () -> over(app, date, time.instant(), cutoffs));
    }

    private static void passes(App app, QuickTime time, LocalDate date, String clock, BooleanSupplier over) {
        time.leap(Duration.between(time.instant(), at(date, clock)));
        app.round();
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!over.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s %s", date, app.ledger().slots().of(date))
                    .isLessThan(until);
            try {
                Waiting.real().pause(Duration.ofMillis(20));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static boolean over(App app, LocalDate date, Instant now, int cutoffs) {
        List<Slot> slots = app.ledger().slots().of(date);
        return slots.size() >= 6 * (cutoffs + 1)
                && slots.stream()
                        .allMatch(slot -> slot.state().ended()
                                && (slot.correctAt() == null || slot.correctAt().isAfter(now)));
    }

    /** What a month has used, and what was foreseen. */
    private record Month(long calls, long messages, long foreseenCalls, long foreseenMessages) {}
}
