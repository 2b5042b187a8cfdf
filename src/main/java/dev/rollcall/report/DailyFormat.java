package dev.rollcall.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** In which forms can the daily report be had? The same report gives the same bytes. */
public enum DailyFormat {
    /** The departments' days, in UTF-8 with the mark by which Excel knows it. */
    CSV("text/csv; charset=utf-8"),
    /** The departments' days, and the people on a sheet of their own. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String contentType;

    DailyFormat(String contentType) {
        this.contentType = contentType;
    }

    /** As it is written on the command line, and as the ending of a file's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return contentType;
    }

    /** The whole file. */
    public byte[] print(DailyReport report) {
        return this == CSV ? DailyCsv.print(report).getBytes(StandardCharsets.UTF_8) : DailyXlsx.print(report);
    }
}
