package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Until when does an acknowledgement hold? 张三 works from nine to six, 赵六 from half past nine in the evening to half past six. */
class KnownUntilTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private static Instant at(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    private static Optional<Finding> finding(@Nullable Instant due, Instant end) {
        return Optional.of(new Finding(new Employee("u", "u", null), "", Standing.ABSENT, due, false, null, end));
    }

    private static final Optional<Finding> DAY_SHIFT = finding(at(DAY, "09:00"), at(DAY, "18:00"));
    private static final Optional<Finding> NIGHT_SHIFT = finding(at(DAY, "21:30"), at(DAY.plusDays(1), "06:30"));

    private static KnownUntil known(Optional<Finding> finding, @Nullable String time, Instant now) {
        return KnownUntil.of(finding, time == null ? null : LocalTime.parse(time), now, ZONE);
    }

    @Test
    void ofADayShiftUntilTheTimeThatWasSaidElseTheEndOfTheDay() {
        assertThat(known(DAY_SHIFT, "12:00", at(DAY, "09:45"))).isEqualTo(new KnownUntil(DAY, at(DAY, "12:00")));
        assertThat(known(DAY_SHIFT, null, at(DAY, "09:45")))
                .isEqualTo(new KnownUntil(DAY, at(DAY.plusDays(1), "00:00")));
        assertThat(known(Optional.empty(), null, at(DAY, "09:45")))
                .as("where nothing could be read")
                .isEqualTo(new KnownUntil(DAY, at(DAY.plusDays(1), "00:00")));
    }

    @Test
    void aTimeThatIsOverIsNoTime() {
        assertThat(known(DAY_SHIFT, "09:00", at(DAY, "09:45")).until()).isNull();
        assertThat(known(NIGHT_SHIFT, "12:00", at(DAY, "22:14")).until())
                .as("the shift does not reach to noon")
                .isNull();
    }

    @Test
    void ofANightShiftAlsoPastMidnightAndForItsOwnWorkDate() {
        Instant evening = at(DAY, "22:14");
        Instant end = at(DAY.plusDays(1), "06:30");
        assertThat(known(NIGHT_SHIFT, "02:00", evening)).isEqualTo(new KnownUntil(DAY, at(DAY.plusDays(1), "02:00")));
        assertThat(known(NIGHT_SHIFT, null, evening)).isEqualTo(new KnownUntil(DAY, end));
        Instant afterMidnight = at(DAY.plusDays(1), "01:00");
        assertThat(known(NIGHT_SHIFT, null, afterMidnight)).isEqualTo(new KnownUntil(DAY, end));
        assertThat(known(NIGHT_SHIFT, "02:00", afterMidnight))
                .isEqualTo(new KnownUntil(DAY, at(DAY.plusDays(1), "02:00")));
        assertThat(known(NIGHT_SHIFT, "00:30", afterMidnight).until()).isNull();
        assertThat(known(NIGHT_SHIFT, "23:00", afterMidnight))
                .as("not for longer than the shift that it is for")
                .isEqualTo(new KnownUntil(DAY, end));
    }

    @Test
    void afterTheShiftItIsTodayAgain() {
        assertThat(known(NIGHT_SHIFT, null, at(DAY.plusDays(1), "07:00")))
                .isEqualTo(new KnownUntil(DAY.plusDays(1), at(DAY.plusDays(2), "00:00")));
    }
}
