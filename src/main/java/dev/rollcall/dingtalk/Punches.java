package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.absence.AttendanceSource.Missed;
import dev.rollcall.absence.Punch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of {@code listRecord} [KB 0196] and {@code attendance/list} [KB 0195], which look alike. */
final class Punches {
    private Punches() {}

    /** The punches among {@code rows}; rows that say that there was none are left out. */
    static List<Punch> of(List<JsonNode> rows) {
        return rows.stream().map(Punches::punch).filter(Objects::nonNull).toList();
    }

    /**
     * The punch of a row; null where the row says that there is none: {@code NotSigned} rows repeat the planned time as
     * the time of a punch.
     */
    private static @Nullable Punch punch(JsonNode row) {
        Instant at = Json.instant(row, "userCheckTime");
        boolean accepted = Json.text(row, "invalidRecordType").isEmpty();
        if (at == null || notSigned(row)) {
            return null;
        }
        String type = Json.text(row, "checkType");
        return new Punch(
                at,
                Json.text(row, new String[] {"planId"}),
                type.isEmpty() ? null : type.equalsIgnoreCase("OnDuty"),
                Json.date(row, "workDate"),
                Json.instant(row, "planCheckTime", "baseCheckTime"),
                judgement(Json.text(row, "timeResult")),
                accepted);
    }

    private static boolean notSigned(JsonNode row) {
        String result = Json.text(row, "timeResult");
        String judged = result.isEmpty() ? Json.text(row, "locationResult") : result;
        return judged.equalsIgnoreCase("NotSigned");
    }

    /** The missing cards among {@code rows}: those that say that there was no punch. */
    static List<Missed> missing(List<JsonNode> rows) {
        return rows.stream()
                .filter(Punches::notSigned)
                .map(row -> new Missed(
                        Json.text(row, new String[] {"planId"}),
                        Json.text(row, "checkType").equalsIgnoreCase("OnDuty"),
                        Json.instant(row, "planCheckTime", "baseCheckTime"),
                        approval(row)))
                .toList();
    }

    private static Punch.Result judgement(String timeResult) {
        return switch (timeResult.toLowerCase(Locale.ROOT)) {
            case "normal" -> Punch.Result.NORMAL;
            case "early" -> Punch.Result.EARLY;
            case "late" -> Punch.Result.LATE;
            case "seriouslate" -> Punch.Result.SERIOUS_LATE;
            case "absenteeism" -> Punch.Result.ABSENTEEISM;
            default -> Punch.Result.OTHER;
        };
    }

    /** Whether the row is tied to an approval; its kind is not said. */
    static boolean approval(JsonNode row) {
        String approval = Json.text(row, "approveId");
        return (!approval.isEmpty() && !approval.equals("0"))
                || !Json.text(row, "procInstId").isEmpty();
    }
}
