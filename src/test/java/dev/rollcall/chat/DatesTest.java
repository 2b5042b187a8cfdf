package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which day is meant, around the borders of weeks, months and years. */
class DatesTest {
    private static final CommandParser PARSER = new CommandParser();

    @ParameterizedTest(name = "on {0}, {1} is {2}")
    @CsvSource({
        // New Year: 2027-01-01 is a Friday.
        "2027-01-01, 昨天, 2026-12-31",
        "2027-01-01, 前天, 2026-12-30",
        "2027-01-01, 12-31, 2026-12-31",
        "2027-01-01, 12月31日, 2026-12-31",
        "2027-01-01, December 31, 2026-12-31",
        "2027-01-01, 1-1, 2027-01-01",
        "2027-01-01, 周四, 2026-12-31",
        "2027-01-01, 31号, 2026-12-31",
        "2027-01-01, 2 days ago, 2026-12-30",
        "2026-12-31, 1-1, 2026-01-01",
        "2026-12-31, 12-31, 2026-12-31",
        // Half a year: 183 days ahead is this year's, 184 the last year's.
        "2026-01-01, 7-3, future 2026-07-03",
        "2026-01-01, 7-4, 2025-07-04",
        "2026-05-06, 5-7, future 2026-05-07",
        "2026-05-06, 5-5, 2026-05-05",
        // 29 February.
        "2028-03-01, 2-29, 2028-02-29",
        "2028-03-01, 昨天, 2028-02-29",
        "2028-02-29, 2月29日, 2028-02-29",
        "2029-03-01, 2-29, 2028-02-29",
        "2026-03-01, 2-29, impossible 2-29",
        "2026-03-01, 2026-02-29, impossible 2026-02-29",
        "2026-03-01, 2024-02-29, 2024-02-29",
        "2026-03-01, 20240229, 2024-02-29",
        "2026-03-01, 29号, 2026-01-29",
        "2026-03-01, 2-30, impossible 2-30",
        "2026-03-01, 4-31, impossible 4-31",
        "2026-03-01, 0-1, impossible 0-1",
        "2026-03-01, 2026-00-10, impossible 2026-00-10",
        "2026-03-01, 99991231, future 9999-12-31",
        // A bare weekday is the latest; today counts. 2026-05-04 is a Monday.
        "2026-05-04, 周一, 2026-05-04",
        "2026-05-04, 周日, 2026-05-03",
        "2026-05-10, 周一, 2026-05-04",
        "2026-05-10, sunday, 2026-05-10",
        "2026-05-10, last sunday, 2026-05-03",
        "2026-05-10, 上周日, 2026-05-03",
        "2026-05-04, 上周日, 2026-05-03",
        "2026-05-04, 上周一, 2026-04-27",
        "2026-05-04, 本周日, future 2026-05-10",
        "2026-05-10, 本周一, 2026-05-04",
        "2026-05-10, 下周一, future 2026-05-11",
        // Weeks are from Monday to Sunday, months to their last day.
        "2026-05-04, 本周, 2026-05-04..2026-05-10",
        "2026-05-10, 本周, 2026-05-04..2026-05-10",
        "2026-05-10, this week, 2026-05-04..2026-05-10",
        "2026-05-11, 上周, 2026-05-04..2026-05-10",
        "2026-05-10, last week, 2026-04-27..2026-05-03",
        "2027-01-01, 本周, 2026-12-28..2027-01-03",
        "2027-01-03, 上周, 2026-12-21..2026-12-27",
        "2026-03-31, 上个月, 2026-02-01..2026-02-28",
        "2028-02-15, 本月, 2028-02-01..2028-02-29",
        "2027-01-15, last month, 2026-12-01..2026-12-31",
        "2027-01-15, 12月, 2026-12-01..2026-12-31",
        "2027-01-15, 2月, future 2027-02-01",
        "2027-01-15, 13月, impossible 13月",
        // Tomorrow is not there yet, at the end of a year too.
        "2026-12-31, 明天, future 2027-01-01",
        "2026-12-31, tomorrow, future 2027-01-01",
        "2026-02-28, 后天, future 2026-03-02"
    })
    void isTheDayThatIsMeant(LocalDate today, String day, String meant) {
        assertThat(written(PARSER.parse("谁没打卡 " + day, today))).isEqualTo(meant);
        assertThat(written(PARSER.parse(day + " absent", today))).isEqualTo(meant);
    }

    @ParameterizedTest(name = "muting on {0}, {1} is {2}")
    @CsvSource({
        "2026-05-06, 周五, 2026-05-08",
        "2026-05-06, wednesday, 2026-05-06",
        "2026-05-06, 周二, 2026-05-12",
        "2026-12-31, 1-1, 2027-01-01",
        "2026-12-31, 1月1日, 2027-01-01",
        "2026-12-31, 12-30, 2026-12-30",
        "2026-12-31, 明天, 2027-01-01",
        "2026-05-06, 5号, 2026-06-05",
        "2026-05-06, 下周, 2026-05-11..2026-05-17",
        "2027-12-31, 2-29, 2028-02-29",
        "2026-05-06, 2026-02-30, impossible 2026-02-30"
    })
    void whatIsToBeMutedLiesAhead(LocalDate today, String day, String meant) {
        assertThat(written(PARSER.parse("静默 " + day, today))).isEqualTo(meant);
        assertThat(written(PARSER.parse("mute " + day, today))).isEqualTo(meant);
    }

    @Test
    void noDayIsNoDay() {
        assertThat(PARSER.parse("absent", LocalDate.of(2026, 5, 6)).when()).isNull();
    }

    @Test
    void everyDayOfFourYearsIsUnderstoodInEveryFormOfDigits() {
        LocalDate today = LocalDate.of(2030, 1, 1);
        for (LocalDate day = LocalDate.of(2026, 1, 1); day.isBefore(today); day = day.plusDays(1)) {
            When meant = new When.Day(day);
            int y = day.getYear();
            int m = day.getMonthValue();
            int d = day.getDayOfMonth();
            assertThat(PARSER.parse("absent " + day, today).when()).isEqualTo(meant);
            assertThat(PARSER.parse("缺卡 " + day.toString().replace("-", ""), today)
                            .when())
                    .isEqualTo(meant);
            assertThat(PARSER.parse(y + "年" + m + "月" + d + "日缺卡", today).when())
                    .isEqualTo(meant);
            assertThat(PARSER.parse("缺卡 " + m + "/" + d, day).when()).isEqualTo(meant);
            assertThat(PARSER.parse(m + "月" + d + "号缺卡", day).when()).isEqualTo(meant);
        }
    }

    private static @Nullable String written(Command command) {
        When when = command.when();
        if (when instanceof When.Day day) {
            return day.day().toString();
        } else if (when instanceof When.Span span) {
            return span.first() + ".." + span.last();
        } else if (when instanceof When.Future future) {
            return "future " + future.first();
        }
        return when instanceof When.Impossible none ? "impossible " + none.typed() : null;
    }
}
