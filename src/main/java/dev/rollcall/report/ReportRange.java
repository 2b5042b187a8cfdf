package dev.rollcall.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a daily report.
 *
 * @param from the first
 * @param to the last, not before the first
 */
public record ReportRange(LocalDate from, LocalDate to) {
    /** A month, which is held in memory: longer ones are made of several. */
    private static final int MOST_DAYS = 31;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /**
     * The dates that were given as {@code yyyy-MM-dd}.
     *
     * @param today the last date of which there can be a report
     * @throws BadRangeException if there can be no report of them
     */
    public static ReportRange of(@Nullable String from, @Nullable String to, LocalDate today) throws BadRangeException {
        ReportRange range = new ReportRange(date("from", from), date("to", to));
        if (range.to.isBefore(range.from)) {
            throw new BadRangeException("to: " + range.to + " is before " + range.from);
        }
        if (range.to.isAfter(today)) {
            throw new BadRangeException("to: " + range.to + " is still to come; it is " + today);
        }
        if (range.length() > MOST_DAYS) {
            throw new BadRangeException("from, to: these are " + range.length() + " days; give at most " + MOST_DAYS
                    + ", and make several reports");
        }
        return range;
    }

    private static LocalDate date(String name, @Nullable String given) throws BadRangeException {
        try {
            if (given != null) {
                return LocalDate.parse(given, DATE);
            }
        } catch (DateTimeException e) {
            throw new BadRangeException(name + ": give a date as yyyy-MM-dd, such as 2026-11-20");
        }
        throw new BadRangeException(name + ": is missing; give a date as yyyy-MM-dd, such as 2026-11-20");
    }

    /** How many days there can be in one report. */
    public static int most() {
        return MOST_DAYS;
    }

    /** All of its dates, in order. */
    public List<LocalDate> dates() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    private long length() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** There can be no report of these dates; the message says why and what can be given. */
    public static final class BadRangeException extends Exception {
        private static final long serialVersionUID = 1;

        public BadRangeException(String message) {
            super(message);
        }
    }
}
