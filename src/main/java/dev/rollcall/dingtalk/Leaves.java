package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.absence.Leave;
import dev.rollcall.absence.Leave.Unit;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Approved times away, as two APIs write them: {@code getleavestatus} [KB 0231] and {@code getupdatedata} [KB 0216]. */
final class Leaves {
    /** In an approval's {@code tag_name}: time worked, not time away. */
    static final String OVERTIME = "加班";

    private Leaves() {}

    /** A row of {@code getleavestatus}: milliseconds, {@code percent_day} or {@code percent_hour}, hundredths. */
    static Leave ofStatus(JsonNode row) throws SourceException {
        Instant from = Json.instant(row, "start_time");
        Instant to = Json.instant(row, "end_time");
        Double hundredths = Json.decimal(row, "duration_percent");
        Double days = hundredths == null ? null : Double.valueOf(hundredths / 100);
        return leave(Api.LEAVE_STATUS, from, to, Json.text(row, "duration_unit"), days);
    }

    /** The {@code approve_list} of one person's day, without overtime, which excuses nobody. */
    static List<Leave> ofApprovals(JsonNode list) throws SourceException {
        List<Leave> leaves = new ArrayList<>();
        for (JsonNode approval : list) {
            boolean overtime = Json.text(approval, "biz_type").equals("1")
                    || Json.text(approval, "tag_name").contains(OVERTIME);
            if (!overtime) {
                Instant from = Json.instant(approval, "begin_time", "start_time");
                Instant to = Json.instant(approval, "end_time");
                String unit = Json.text(approval, "duration_unit");
                leaves.add(leave(Api.DAY, from, to, unit, Json.decimal(approval, "duration")));
            }
        }
        return leaves;
    }

    private static Leave leave(
            Api api, @Nullable Instant from, @Nullable Instant to, String unitText, @Nullable Double length)
            throws SourceException {
        if (from == null || to == null) {
            throw new SourceException(
                    Reason.IMPLAUSIBLE, true, "Cannot read " + api.path() + ": a leave without begin or end");
        }
        Unit unit = unit(unitText, from, to);
        // Half days are told by their times: whether 1 means a day or a half is not said.
        Double days = unit == Unit.DAY ? length : null;
        LocalDate last = lastDay(from, to, unit, days);
        Instant endOfLast = last.plusDays(1).atStartOfDay(Json.ZONE).toInstant();
        boolean byDate = unit == Unit.DAY && midnight(to);
        return new Leave(from, byDate ? endOfLast : to, unit, LocalDate.ofInstant(from, Json.ZONE), last, days);
    }

    private static Unit unit(String text, Instant from, Instant to) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("half")) {
            return Unit.HALF_DAY;
        }
        if (lower.contains("hour") || lower.contains("minute")) {
            return Unit.HOUR;
        }
        if (lower.contains("day")) {
            return Unit.DAY;
        }
        return midnight(from) && midnight(to) ? Unit.DAY : Unit.HOUR;
    }

    /**
     * The last day, inclusive. An end at midnight is the end of the day before. Of whole days it may also be the date
     * alone of a day that is meant as a whole: unless the length says that it is not, that day counts too, so that
     * nobody is named wrongly. A length may count working days only.
     */
    private static LocalDate lastDay(Instant from, Instant to, Unit unit, @Nullable Double days) {
        LocalDate first = LocalDate.ofInstant(from, Json.ZONE);
        LocalDate last = LocalDate.ofInstant(to, Json.ZONE);
        if (!midnight(to) || !last.isAfter(first) || unit == Unit.HOUR) {
            return last;
        }
        long between = ChronoUnit.DAYS.between(first, last);
        boolean endsBefore = days != null && days > between - 1 && days <= between;
        return unit == Unit.HALF_DAY || endsBefore ? last.minusDays(1) : last;
    }

    private static boolean midnight(Instant instant) {
        return instant.atZone(Json.ZONE).toLocalTime().toSecondOfDay() == 0;
    }
}
