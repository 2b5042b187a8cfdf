package dev.rollcall.dingtalk;

import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody has punched: DingTalk's event {@code attendance_check_record} (KB-E 0261), at most one a person and minute. It
 * says neither for which point nor whether the punch is accepted, and may come twice.
 *
 * @param userId who
 * @param at when, by the clock at which they punched
 */
public record PunchEvent(String userId, Instant at) {
    static final String TYPE = "attendance_check_record";

    private static final TokenFilter ALL = TokenFilter.INCLUDE_ALL;
    private static final Map<String, TokenFilter> ROWS = Map.of("dataList", rows(), "DataList", rows());
    private static final TokenFilter WANTED = UntrustedJson.fields(
            Map.of("eventType", ALL, "data", UntrustedJson.fields(ROWS), "dataList", rows(), "DataList", rows()));

    private static TokenFilter rows() {
        return UntrustedJson.fields(Map.of("userId", ALL, "checkTime", ALL, "checkByUser", ALL));
    }

    /**
     * The punches of an EVENT frame; none where it is about something else, or where only a plan has changed
     * ({@code checkByUser} false). The rows may stand in {@code data} or directly in the frame's content, by either of the
     * names that DingTalk's pages have for them.
     *
     * @param headerType the kind of event as the frame's headers have it; its content may say so too
     */
    static List<PunchEvent> read(String headerType, String json) throws UnreadableException {
        JsonNode event = UntrustedJson.object(json, WANTED);
        String type = UntrustedJson.scalar(event, "eventType");
        if (!TYPE.equals(type.isEmpty() ? headerType : type)) {
            return List.of();
        }
        JsonNode holder = event.has("data") ? UntrustedJson.object(event, "data") : event;
        JsonNode rows = holder.path(holder.has("dataList") ? "dataList" : "DataList");
        if (!rows.isArray()) {
            throw new UnreadableException("it has no list of punches");
        }
        List<PunchEvent> punches = new ArrayList<>();
        for (JsonNode row : rows) {
            String userId = UntrustedJson.scalar(row, "userId");
            Instant at = Json.instant(row, "checkTime");
            if (!userId.isEmpty() && at != null && !Json.no(row, "checkByUser")) {
                punches.add(new PunchEvent(userId, at));
            }
        }
        return punches;
    }
}
