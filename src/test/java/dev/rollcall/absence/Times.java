package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Times as the tests write them: {@code 09:00} today, {@code -23:00} the evening before, {@code +06:00} tomorrow. */
final class Times {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Times() {}

    static Instant at(String time) {
        return day(time)
                .atTime(LocalTime.parse(time.replaceAll("^[+-]", "")))
                .atZone(ZONE)
                .toInstant();
    }

    static LocalDate day(String time) {
        return Cast.TODAY.plusDays(time.startsWith("+") ? 1 : time.startsWith("-") ? -1 : 0);
    }
}
