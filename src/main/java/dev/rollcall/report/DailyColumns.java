package dev.rollcall.report;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DayRecord;
import java.util.List;

/** The columns of the departments' days, which both forms have. */
final class DailyColumns {
    static final List<String> HEADING = List.of(
            "work_date",
            "department_id",
            "department",
            "due",
            "present",
            "late",
            "early",
            "missing_punch",
            "excused",
            "pending",
            "absent",
            "unverified");

    private DailyColumns() {}

    /**
     * The numbers of {@code day}, in the order of the columns after the third; none, for which cells stay empty, where nobody
     * knows them: zeros would say that it was a day of rest.
     */
    static List<Integer> numbers(DayRecord day) {
        if (day.unknown()) {
            return List.of();
        }
        Counts counts = day.counts();
        return List.of(
                counts.due(),
                counts.present(),
                counts.late(),
                day.early(),
                day.missingPunch(),
                counts.excused(),
                counts.pending(),
                counts.absent(),
                counts.unverified());
    }
}
