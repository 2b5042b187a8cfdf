package dev.rollcall.report;

import dev.rollcall.absence.DayRecord;
import dev.rollcall.message.Language;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The daily report by department.
 *
 * @param from the first date
 * @param to the last one
 * @param zone in which times are shown
 * @param language of the names of its sheets
 * @param days one record for each date and department, by date, within it in the configured order
 */
public record DailyReport(LocalDate from, LocalDate to, ZoneId zone, Language language, List<DayRecord> days) {
    public DailyReport {
        days = List.copyOf(days);
    }

    /** Whether everything was read; else some are unverified. */
    public boolean complete() {
        return days.stream().allMatch(DayRecord::complete);
    }

    /** A file's name without its ending. */
    public String fileName() {
        return "rollcall-" + from + (from.equals(to) ? "" : "-" + to);
    }
}
