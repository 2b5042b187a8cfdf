package dev.rollcall.chat;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Which days are meant? Weeks begin on Monday; what is not said is what lies nearest in the past. */
final class Days {
    /** A month and a day without a year lie at most this many days away from today, else it is another year's. */
    private static final int HALF_A_YEAR = 183;

    private Days() {}

    /** So many days after today; before it if negative. */
    static Asked shifted(int days) {
        return (today, ahead) -> day(today.plusDays(days), today, ahead);
    }

    /** This week, or so many weeks later. */
    static Asked week(int later) {
        return (today, ahead) -> {
            LocalDate monday = monday(today).plusWeeks(later);
            return span(monday, monday.plusDays(6), today, ahead);
        };
    }

    /** This month, or so many months later. */
    static Asked month(int later) {
        return (today, ahead) -> span(YearMonth.from(today).plusMonths(later), today, ahead);
    }

    /** The latest such day, today included; ahead: the next one, today included. */
    static Asked weekday(DayOfWeek weekday) {
        return (today, ahead) -> new When.Day(
                today.with(ahead ? TemporalAdjusters.nextOrSame(weekday) : TemporalAdjusters.previousOrSame(weekday)));
    }

    /** The latest such day before today. */
    static Asked weekdayBefore(DayOfWeek weekday) {
        return (today, ahead) -> new When.Day(today.with(TemporalAdjusters.previous(weekday)));
    }

    /** Such a day of this week, or of the week so many weeks later. */
    static Asked weekdayOf(DayOfWeek weekday, int later) {
        return (today, ahead) -> day(monday(today).plusWeeks(later).plusDays(weekday.getValue() - 1L), today, ahead);
    }

    /** A full date, said as {@code typed}. */
    static Asked date(int year, int month, int dayOfMonth, String typed) {
        LocalDate date = valid(year, month, dayOfMonth);
        return (today, ahead) -> date == null ? new When.Impossible(typed) : day(date, today, ahead);
    }

    /**
     * A month and a day, said as {@code typed}: of this year, unless that is more than half a year away; then of the year
     * before, or ahead of the year after. A 29 February that this year lacks is that year's too.
     */
    static Asked monthDay(int month, int dayOfMonth, String typed) {
        return (today, ahead) -> {
            LocalDate here = valid(today.getYear(), month, dayOfMonth);
            LocalDate other = valid(today.getYear() + (ahead ? 1 : -1), month, dayOfMonth);
            LocalDate date = here == null || (other != null && far(today, here, ahead)) ? other : here;
            return date == null ? new When.Impossible(typed) : day(date, today, ahead);
        };
    }

    /** A whole month of a year. */
    static Asked monthOf(int year, int month, String typed) {
        return (today, ahead) ->
                month < 1 || month > 12 ? new When.Impossible(typed) : span(YearMonth.of(year, month), today, ahead);
    }

    /** A whole month: of this year, unless it begins more than half a year away; then of the year before or after. */
    static Asked monthOf(int month, String typed) {
        return (today, ahead) -> {
            if (month < 1 || month > 12) {
                return new When.Impossible(typed);
            }
            YearMonth here = YearMonth.of(today.getYear(), month);
            return span(far(today, here.atDay(1), ahead) ? here.plusYears(ahead ? 1 : -1) : here, today, ahead);
        };
    }

    /** A day of the month, said as {@code typed}: the latest such day, today included; ahead: the next one. */
    static Asked dayOfMonth(int dayOfMonth, String typed) {
        return (today, ahead) -> {
            for (int months = 0; months < 12; months++) {
                YearMonth month = YearMonth.from(today).plusMonths(ahead ? months : -months);
                LocalDate date = valid(month.getYear(), month.getMonthValue(), dayOfMonth);
                if (date != null && (ahead ? !date.isBefore(today) : !date.isAfter(today))) {
                    return new When.Day(date);
                }
            }
            return new When.Impossible(typed);
        };
    }

    private static boolean far(LocalDate today, LocalDate date, boolean ahead) {
        long days = ChronoUnit.DAYS.between(today, date);
        return ahead ? days < -HALF_A_YEAR : days > HALF_A_YEAR;
    }

    private static LocalDate monday(LocalDate today) {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static When day(LocalDate day, LocalDate today, boolean ahead) {
        return day.isAfter(today) && !ahead ? new When.Future(day, day) : new When.Day(day);
    }

    private static When span(YearMonth month, LocalDate today, boolean ahead) {
        return span(month.atDay(1), month.atEndOfMonth(), today, ahead);
    }

    private static When span(LocalDate first, LocalDate last, LocalDate today, boolean ahead) {
        return first.isAfter(today) && !ahead ? new When.Future(first, last) : new When.Span(first, last);
    }

    private static @Nullable LocalDate valid(int year, int month, int dayOfMonth) {
        try {
            return LocalDate.of(year, month, dayOfMonth);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
