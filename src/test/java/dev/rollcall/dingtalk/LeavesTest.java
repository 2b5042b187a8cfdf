package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Leave;
import dev.rollcall.absence.Leave.Unit;
import dev.rollcall.absence.SourceException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times away as DingTalk writes them. */
class LeavesTest {
    @ParameterizedTest(name = "{0} to {1}, {2} {3}: {4}, {5} to {6}, {7}")
    @CsvSource({
        "2026-03-16T00:00,2026-03-17T00:00,percent_day,100,DAY,2026-03-16,2026-03-16,1",
        "2026-03-16T00:00,2026-03-17T00:00,percent_day,200,DAY,2026-03-16,2026-03-17,2",
        "2026-03-16T00:00,2026-03-18T00:00,percent_day,200,DAY,2026-03-16,2026-03-17,2",
        "2026-03-16T00:00,2026-03-16T00:00,percent_day,100,DAY,2026-03-16,2026-03-16,1",
        "2026-03-16T00:00,2026-03-16T23:59:59,percent_day,100,DAY,2026-03-16,2026-03-16,1",
        "2026-03-16T00:00,2026-03-17T00:00,percent_day,,DAY,2026-03-16,2026-03-17,",
        "2026-03-16T09:00,2026-03-16T12:00,percent_day,50,DAY,2026-03-16,2026-03-16,0.5",
        "2026-03-16T13:00,2026-03-17T12:00,percent_day,100,DAY,2026-03-16,2026-03-17,1",
        "2026-03-16T13:00,2026-03-17T00:00,percent_day,50,DAY,2026-03-16,2026-03-16,0.5",
        "2026-03-16T09:00,2026-03-16T15:30,percent_hour,650,HOUR,2026-03-16,2026-03-16,",
        "2026-03-16T22:00,2026-03-17T00:00,percent_hour,200,HOUR,2026-03-16,2026-03-17,",
        "2026-03-16T09:00,2026-03-16T12:00,,,HOUR,2026-03-16,2026-03-16,",
        "2026-03-16T00:00,2026-03-17T00:00,,,DAY,2026-03-16,2026-03-17,"
    })
    void leaveStatusIsReadByItsUnit(
            LocalDateTime from,
            LocalDateTime to,
            String unitText,
            String hundredths,
            Unit unit,
            LocalDate first,
            LocalDate last,
            Double days)
            throws Exception {
        ObjectNode row = Json.object();
        row.put("start_time", from.atZone(Json.ZONE).toInstant().toEpochMilli());
        row.put("end_time", String.valueOf(to.atZone(Json.ZONE).toInstant().toEpochMilli()));
        row.put("duration_unit", unitText);
        row.put("duration_percent", hundredths);

        Leave leave = Leaves.ofStatus(row);

        boolean byDate = unit == Unit.DAY && to.toLocalTime().equals(LocalTime.MIDNIGHT);
        LocalDateTime end = byDate ? last.plusDays(1).atStartOfDay() : to;
        assertThat(leave)
                .isEqualTo(new Leave(
                        from.atZone(Json.ZONE).toInstant(),
                        end.atZone(Json.ZONE).toInstant(),
                        unit,
                        first,
                        last,
                        days));
    }

    @Test
    void aHalfDayUntilMidnightDoesNotTouchTheNextDay() throws Exception {
        ObjectNode approval = approval("2026-03-16 12:00:00", "2026-03-17 00:00:00");
        approval.put("duration_unit", "HALF_DAY");

        assertThat(Leaves.ofApprovals(list(approval)).get(0).lastDay()).isEqualTo(LocalDate.of(2026, 3, 16));
    }

    @Test
    void daysOverAWeekendThatCountWorkingDaysOnlyIncludeTheLast() throws Exception {
        ObjectNode fridayToMonday = approval("2026-03-20", "2026-03-23");
        fridayToMonday.put("duration_unit", "DAY").put("duration", 2);

        assertThat(Leaves.ofApprovals(list(fridayToMonday)).get(0).lastDay()).isEqualTo(LocalDate.of(2026, 3, 23));
    }

    @ParameterizedTest
    @CsvSource({
        "DAY,DAY",
        "day,DAY",
        "HALF_DAY,HALF_DAY",
        "halfDay,HALF_DAY",
        "HOUR,HOUR",
        "hour,HOUR",
        "MINUTE,HOUR",
        ",HOUR"
    })
    void approvalsHaveDaysHalvesAndHours(String text, Unit unit) throws Exception {
        ObjectNode approval = approval("2026-03-16 09:00:00", "2026-03-16 18:00:00");
        approval.put("duration_unit", text);

        assertThat(Leaves.ofApprovals(list(approval)).get(0).unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-16,2026-03-16T00:00",
        "2026-03-16 09:30,2026-03-16T09:30",
        "2026-03-16 09:30:15,2026-03-16T09:30:15",
        "1773622800000,2026-03-16T09:00"
    })
    void timesComeAsTextInShanghaiTimeOrInMilliseconds(String text, LocalDateTime time) throws Exception {
        ObjectNode approval = approval(text, text);
        approval.put("duration_unit", "HOUR");

        Leave leave = Leaves.ofApprovals(list(approval)).get(0);

        assertThat(leave.from()).isEqualTo(time.atZone(Json.ZONE).toInstant());
        assertThat(leave.to()).isEqualTo(leave.from());
    }

    @Test
    void overtimeExcusesNobodyHoweverItIsSaid() throws Exception {
        ObjectNode byNumber = approval("2026-03-16 09:00:00", "2026-03-16 18:00:00");
        byNumber.put("biz_type", 1);
        ObjectNode byName = approval("2026-03-16 09:00:00", "2026-03-16 18:00:00");
        byName.put("tag_name", "加班");

        assertThat(Leaves.ofApprovals(list(byNumber, byName))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-02-30 09:00:00", "2026-03-16 AM"})
    void anApprovalWhoseTimesCannotBeReadIsNotNoApproval(String text) {
        assertThatThrownBy(() -> Leaves.ofApprovals(list(approval(text, "2026-03-16 18:00:00"))))
                .isInstanceOf(SourceException.class);
        assertThatThrownBy(() -> Leaves.ofApprovals(list(approval("2026-03-16 09:00:00", text))))
                .isInstanceOf(SourceException.class);
    }

    private static ObjectNode approval(String begin, String end) {
        return Json.object()
                .put("biz_type", 2)
                .put("tag_name", "出差")
                .put("begin_time", begin)
                .put("end_time", end);
    }

    private static ArrayNode list(ObjectNode... approvals) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        list.addAll(java.util.List.of(approvals));
        return list;
    }
}
