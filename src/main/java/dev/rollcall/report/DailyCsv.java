package dev.rollcall.report;

import dev.rollcall.absence.DayRecord;
import java.util.ArrayList;
import java.util.List;

/** The daily report as text: a heading and one line for each date and department. */
final class DailyCsv {
    private static final String MARK = "\uFEFF";

    private DailyCsv() {}

    static String print(DailyReport report) {
        StringBuilder csv = new StringBuilder(MARK).append(Csv.line(DailyColumns.HEADING));
        for (DayRecord day : report.days()) {
            List<String> cells =
                    new ArrayList<>(List.of(day.workDate().toString(), String.valueOf(day.department()), day.name()));
            DailyColumns.numbers(day).forEach(number -> cells.add(String.valueOf(number)));
            while (cells.size() < DailyColumns.HEADING.size()) {
                cells.add("");
            }
            csv.append(Csv.line(cells));
        }
        return csv.toString();
    }
}
