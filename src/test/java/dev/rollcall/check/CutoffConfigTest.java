package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutoffConfigTest {
    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

    @ParameterizedTest(name = "{0}: {1} after {2} is {3}")
    @CsvSource({
        "the same morning,              09:40, 2026-11-20T08:00+08:00[Asia/Shanghai],       2026-11-20T09:40+08:00",
        "strictly after,                09:40, 2026-11-20T09:40+08:00[Asia/Shanghai],       2026-11-21T09:40+08:00",
        "New Year,                      00:00, 2026-12-31T23:59:59+08:00[Asia/Shanghai],    2027-01-01T00:00+08:00",
        "leap day,                      09:40, 2028-02-28T12:00+08:00[Asia/Shanghai],       2028-02-29T09:40+08:00",
        "Berlin's gap fires at its end, 02:30, 2026-03-28T12:00+01:00[Europe/Berlin],       2026-03-29T03:00+02:00",
        "once only on that day,         02:30, 2026-03-29T03:00+02:00[Europe/Berlin],       2026-03-30T02:30+02:00",
        "the first of Berlin's overlap, 02:30, 2026-10-24T12:00+02:00[Europe/Berlin],       2026-10-25T02:30+02:00",
        "never the second,              02:30, 2026-10-25T02:30+02:00[Europe/Berlin],       2026-10-26T02:30+01:00",
        "New York's gap,                02:15, 2026-03-08T00:00-05:00[America/New_York],    2026-03-08T03:00-04:00",
        "New York's overlap,            01:15, 2026-11-01T00:00-04:00[America/New_York],    2026-11-01T01:15-04:00",
        "Lord Howe's half-hour gap,     02:15, 2026-10-04T00:00+10:30[Australia/Lord_Howe], 2026-10-04T02:30+11:00",
        "Lord Howe's overlap,           01:45, 2026-04-05T00:00+11:00[Australia/Lord_Howe], 2026-04-05T01:45+11:00",
        "Apia had no 30 December,       09:40, 2011-12-29T12:00-10:00[Pacific/Apia],        2011-12-31T09:40+14:00",
    })
    void firesNext(String sentence, LocalTime at, String after, String expected) {
        CutoffConfig byTime = CutoffConfig.at("c", at);
        CutoffConfig byCron = cron("0 %d %d * * ?".formatted(at.getMinute(), at.getHour()), ALL);
        ZonedDateTime then = ZonedDateTime.parse(after);

        assertThat(byTime.next(then).orElseThrow().toOffsetDateTime())
                .as(sentence)
                .hasToString(expected);
        assertThat(byCron.next(then)).as("as a cron expression").isEqualTo(byTime.next(then));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asia/Shanghai",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "America/Nuuk",
                "America/Havana",
                "Asia/Beirut",
                "Atlantic/Azores"
            })
    void firesExactlyOnceOnEveryLocalDate(String zone) {
        assertOncePerDate(ZoneId.of(zone), 30);
    }

    @Test
    void firesExactlyOnceOnEveryLocalDateInAllZones() {
        ZoneId.getAvailableZoneIds().forEach(zone -> assertOncePerDate(ZoneId.of(zone), 15));
    }

    @Test
    void lastAtOrBeforeIsTheInstantItself() {
        ZonedDateTime fire = ZonedDateTime.parse("2026-11-20T09:40+08:00[Asia/Shanghai]");
        CutoffConfig cutoff = CutoffConfig.at("c", LocalTime.of(9, 40));

        assertThat(cutoff.lastAtOrBefore(fire)).contains(fire);
        assertThat(cutoff.lastAtOrBefore(fire.minusSeconds(1))).contains(fire.minusDays(1));
    }

    @Test
    void lastAtOrBeforeFindsWhatNextFoundAcrossDaylightSaving() {
        for (String day : List.of("2026-03-29", "2026-10-25", "2026-12-31")) {
            CutoffConfig cutoff = CutoffConfig.at("c", LocalTime.of(2, 30));
            ZonedDateTime before = LocalDate.parse(day).atStartOfDay(ZoneId.of("Europe/Berlin"));
            ZonedDateTime fire = cutoff.next(before).orElseThrow();

            assertThat(cutoff.lastAtOrBefore(fire.plusHours(20))).contains(fire);
        }
    }

    @Test
    void daysOfTheWeekAreThoseOfTheLocalDate() {
        CutoffConfig cutoff = new CutoffConfig(
                "c", LocalTime.of(0, 30), null, EnumSet.of(DayOfWeek.MONDAY), Duration.ofHours(1), null, false, false);
        ZonedDateTime friday = ZonedDateTime.parse("2026-11-20T08:00+08:00[Asia/Shanghai]");

        assertThat(cutoff.next(friday)).contains(ZonedDateTime.parse("2026-11-23T00:30+08:00[Asia/Shanghai]"));
        assertThat(cutoff.lastAtOrBefore(friday))
                .contains(ZonedDateTime.parse("2026-11-16T00:30+08:00[Asia/Shanghai]"));
    }

    @Test
    void aCronThatNamesSeveralTimesFiresAtTheFirstOfEachDate() {
        CutoffConfig cutoff = cron("0 0/20 9-11 ? * MON-FRI", ALL);
        ZonedDateTime friday = ZonedDateTime.parse("2026-11-20T09:10+08:00[Asia/Shanghai]");

        assertThat(cutoff.next(friday)).contains(ZonedDateTime.parse("2026-11-23T09:00+08:00[Asia/Shanghai]"));
        assertThat(cutoff.namesSeveralTimesADay(LocalDate.of(2026, 1, 1))).isTrue();
        assertThat(cron("0 40 9 * * ?", ALL).namesSeveralTimesADay(LocalDate.of(2026, 1, 1)))
                .isFalse();
    }

    @Test
    void aCronWithoutAFurtherDateHasNoNext() {
        ZonedDateTime now = ZonedDateTime.parse("2026-11-20T09:10+08:00[Asia/Shanghai]");

        assertThat(cron("0 40 9 1 1 ? 2025", ALL).next(now)).isEmpty();
        assertThat(cron("0 40 9 ? * MON", EnumSet.of(DayOfWeek.TUESDAY)).next(now))
                .isEmpty();
        assertThat(cron("0 40 9 29 2 ?", ALL).next(now))
                .contains(ZonedDateTime.parse("2028-02-29T09:40+08:00[Asia/Shanghai]"));
    }

    @Test
    void theNightShiftsCutoffLooksAtTheDayBefore() {
        ZonedDateTime fire = ZonedDateTime.parse("2027-01-01T00:30+08:00[Asia/Shanghai]");
        CutoffConfig night =
                new CutoffConfig("n", LocalTime.of(0, 30), null, ALL, Duration.ofHours(1), null, false, true);

        assertThat(night.workDate(fire)).isEqualTo("2026-12-31");
        assertThat(CutoffConfig.at("c", LocalTime.of(0, 30)).workDate(fire)).isEqualTo("2027-01-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "40 9 * * *",
                "0 40 9 * * MON",
                "0 40 99 * * ?",
                "0 98 9 * * ?",
                "0 0 9 31 2 ?",
                "a b c d e f",
                "0 0 9 * * ? 2020/2147483647",
                "0 40 9 ? * 7#9",
                "0 40 9 L-99 * ?",
                "0 40 25 * * ?",
                "0 40 9 ? * MON-"
            })
    void whatIsNoExpressionIsRefused(String cron) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cron.of(cron))
                .matches(problem -> cron.isEmpty() || !problem.getMessage().contains(cron), "does not quote it");
    }

    private static CutoffConfig cron(String cron, Set<DayOfWeek> days) {
        return new CutoffConfig("c", null, Cron.of(cron), days, Duration.ofHours(1), null, false, false);
    }

    /** Two years of fires at every {@code step} minutes of the day, for the days around changes of clocks. */
    private static void assertOncePerDate(ZoneId zone, int step) {
        LocalDate first = LocalDate.of(2026, 1, 1);
        List<LocalDate> changes = new ArrayList<>();
        first.datesUntil(first.plusYears(2))
                .filter(date -> !date.atStartOfDay(zone)
                        .getOffset()
                        .equals(date.plusDays(1).atStartOfDay(zone).getOffset()))
                .forEach(date -> date.minusDays(2).datesUntil(date.plusDays(3)).forEach(changes::add));
        changes.add(LocalDate.of(2026, 12, 31));
        for (int minute = 0; minute < 24 * 60; minute += step) {
            CutoffConfig cutoff = CutoffConfig.at("c", LocalTime.MIN.plusMinutes(minute));
            Set<LocalDate> seen = new HashSet<>();
            for (LocalDate date : changes) {
                ZonedDateTime fire = cutoff.on(date, zone).orElseThrow();
                assertThat(fire.toLocalDate()).isEqualTo(date);
                assertThat(cutoff.next(fire.minusSeconds(1))).contains(fire);
                assertThat(cutoff.next(fire).orElseThrow().toLocalDate()).isEqualTo(date.plusDays(1));
                assertThat(cutoff.lastAtOrBefore(fire)).contains(fire);
                seen.add(fire.toLocalDate());
            }
            assertThat(seen).hasSameSizeAs(new HashSet<>(changes));
        }
    }
}
