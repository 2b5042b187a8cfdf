package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    @Test
    void aTimeIsKeptAsText() {
        CutoffConfig cutoff = new CutoffConfig(
                "morning", LocalTime.of(9, 40), null, WEEKDAYS, Duration.ofMinutes(60), null, false, false);
        Schedule schedule = Schedule.of(cutoff, SHANGHAI);

        assertThat(schedule.text()).isEqualTo("Asia/Shanghai | MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY | at 09:40");
        assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule);
        assertThat(schedule.cutoff("morning").days()).isEqualTo(WEEKDAYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 40 9 ? * MON-FRI", "0 0/5 8-18 ? * *", "0 15 10 LW * ? 2026-2030"})
    void anExpressionIsKeptAsText(String cron) {
        CutoffConfig cutoff =
                new CutoffConfig("any", null, Cron.of(cron), WEEKDAYS, Duration.ofMinutes(60), null, false, false);
        Schedule schedule = Schedule.of(cutoff, SHANGHAI);

        assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule);
        assertThat(schedule.cutoff("any").cron()).isEqualTo(Cron.of(cron));
    }

    @Test
    void theLongestFitsIntoTheLedger() {
        CutoffConfig cutoff = new CutoffConfig(
                "any",
                null,
                Cron.of("0 40 9 ? * MON-FRI" + " ".repeat(102)),
                EnumSet.allOf(DayOfWeek.class),
                Duration.ofMinutes(60),
                null,
                false,
                false);

        assertThat(ZoneId.getAvailableZoneIds())
                .allMatch(zone -> Schedule.of(cutoff, ZoneId.of(zone)).text().length() <= 400);
    }
}
