package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Half past midnight: 赵六's night shift runs since ten in the evening, 张三's day has not begun. */
class OvernightTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalTime NOW = LocalTime.of(0, 30);

    private static Instant at(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    private static Finding finding(
            String name, Standing standing, @Nullable String planned, @Nullable Instant due, @Nullable Instant end) {
        List<PlanPoint> points = planned == null
                ? List.of()
                : List.of(new PlanPoint("p", true, at(TODAY, planned), null, "shift", false));
        return new Finding(new Employee(name, name, null), "", standing, due, false, null, end, null, points);
    }

    private static Finding notDue(String name, @Nullable String planned) {
        return finding(name, Standing.NOT_DUE, planned, null, null);
    }

    /** Due since yesterday evening, by a shift that ends then. */
    private static Finding lastNight(String name, Standing standing, Instant end) {
        return finding(name, standing, null, at(TODAY.minusDays(1), "22:00"), end);
    }

    private static RollCall rollCall(LocalDate workDate, Finding... findings) {
        Instant asOf = TODAY.atTime(NOW).atZone(ZONE).toInstant();
        DepartmentRollCall department = new DepartmentRollCall(4100, "生产部", true, List.of(findings), List.of());
        return new RollCall(
                asOf,
                asOf,
                workDate,
                ZONE,
                List.of(department),
                Counts.of(List.of(findings)),
                Map.of("/attendance/listRecord", 1),
                List.of());
    }

    private static Standing standing(RollCall rollCall, String name) {
        return rollCall.departments().get(0).findings().stream()
                .filter(finding -> finding.employee().id().equals(name))
                .findFirst()
                .orElseThrow()
                .standing();
    }

    @Test
    void whoseShiftStillRunsStandsAsInThatOneAndTheOthersAsToday() {
        RollCall today = rollCall(TODAY, notDue("赵六", null), notDue("钱七", "22:00"), notDue("张三", "09:00"));
        RollCall yesterday = rollCall(
                TODAY.minusDays(1),
                lastNight("赵六", Standing.ABSENT, at(TODAY, "06:00")),
                lastNight("钱七", Standing.PRESENT, at(TODAY, "06:00")),
                lastNight("张三", Standing.ABSENT, at(TODAY.minusDays(1), "18:00")));

        RollCall both = new Overnight(today).with(yesterday);

        assertThat(standing(both, "赵六")).isEqualTo(Standing.ABSENT);
        assertThat(standing(both, "钱七")).isEqualTo(Standing.PRESENT);
        assertThat(standing(both, "张三")).as("yesterday's day is over").isEqualTo(Standing.NOT_DUE);
        assertThat(both.workDate()).isEqualTo(TODAY);
        assertThat(both.overnight()).containsExactlyInAnyOrder("赵六", "钱七");
        assertThat(both.company()).extracting(Counts::due, Counts::absent).containsExactly(2, 1);
        assertThat(both.apiCalls()).containsEntry("/attendance/listRecord", 2);
    }

    @Test
    void whoIsDueTodayStandsAsToday() {
        RollCall today =
                rollCall(TODAY, finding("赵六", Standing.PRESENT, "00:15", at(TODAY, "00:15"), at(TODAY, "08:00")));
        RollCall yesterday = rollCall(TODAY.minusDays(1), lastNight("赵六", Standing.ABSENT, at(TODAY, "02:00")));

        RollCall both = new Overnight(today).with(yesterday);

        assertThat(standing(both, "赵六")).isEqualTo(Standing.PRESENT);
        assertThat(both.overnight()).isEmpty();
    }

    @Test
    void theDayBeforeIsReadWhereItMayMatterAndOnlyBeforeNoon() {
        RollCall nobodyYet = rollCall(TODAY, notDue("张三", "09:00"));
        RollCall ordinary = rollCall(
                TODAY,
                notDue("张三", "10:00"),
                finding("李四", Standing.PRESENT, "00:15", at(TODAY, "00:15"), at(TODAY, "08:00")));
        RollCall withNights = rollCall(
                TODAY,
                notDue("赵六", "22:00"),
                finding("李四", Standing.PRESENT, "00:15", at(TODAY, "00:15"), at(TODAY, "08:00")));

        assertThat(new Overnight(nobodyYet).departments(NOW)).containsExactly(4100L);
        assertThat(new Overnight(withNights).departments(NOW)).containsExactly(4100L);
        assertThat(new Overnight(ordinary).departments(NOW)).isEmpty();
        assertThat(new Overnight(nobodyYet).departments(LocalTime.of(12, 1))).isEmpty();
    }
}
