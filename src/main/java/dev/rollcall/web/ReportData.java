package dev.rollcall.web;

import dev.rollcall.report.DailyReport;
import dev.rollcall.report.ReportRange;
import dev.rollcall.report.ReportRange.BadRangeException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes daily reports. Thread-safe. */
public interface ReportData {
    /**
     * How many days of {@code range} have to be read from DingTalk.
     *
     * @throws BadRangeException if there can be no report of them
     */
    int unread(ReportRange range) throws BadRangeException;

    /**
     * The report of {@code range}. Returns at once; reading a day from DingTalk takes seconds.
     *
     * @throws BadRangeException if there can be no report of them
     */
    CompletableFuture<DailyReport> report(ReportRange range) throws BadRangeException;

    /**
     * Begins to make the report of {@code range}; {@link #progress} says how far it is, {@link #trouble} what became of it.
     *
     * @throws BadRangeException if there can be no report of them
     */
    void begin(ReportRange range) throws BadRangeException;

    /** Why the report of {@code range} that was made last is not whole, in words; null where it is, or none was made. */
    @Nullable
    String trouble(ReportRange range);

    /** How far the report of {@code range} is; null while nobody makes it. */
    @Nullable
    Progress progress(ReportRange range);

    /** {@code done} of {@code all} days have been read. */
    record Progress(int done, int all) {}
}
