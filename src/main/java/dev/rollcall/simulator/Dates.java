package dev.rollcall.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Reading the dates of a call: Asia/Shanghai, exactly as documented; 41100 when they are not [KB 0013]. */
final class Dates {
    private Dates() {}

    /** {@code yyyy-MM-dd HH:mm:ss} and nothing else. */
    static LocalDateTime dateTime(Params params, String name) {
        if (!params.has(name)) {
            throw badDate(name);
        }
        try {
            return Shanghai.parse(params.text(name));
        } catch (DateTimeException e) {
            throw badDate(name);
        }
    }

    /** A date, with or without a time of day, of which nothing is used [KB 0209]. */
    static LocalDate day(Params params, String name) {
        String text = params.text(name);
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                    : Shanghai.parse(text).toLocalDate();
        } catch (DateTimeException e) {
            throw badDate(name);
        }
    }

    static Instant instant(LocalDateTime time) {
        return time.atZone(Shanghai.ZONE).toInstant();
    }

    /** 41041 beyond the span; 41100 when it runs backwards. */
    static void checkSpan(Instant from, Instant to, Duration most) {
        if (to.isBefore(from)) {
            throw badDate("to");
        }
        if (Duration.between(from, to).compareTo(most) > 0) {
            throw Refusal.of(41041, "查询考勤数据的时间间隔不能超过" + most.toDays() + "天");
        }
    }

    private static Refusal badDate(String name) {
        return Refusal.of(41100, "时间参数不合法，格式应为yyyy-MM-dd hh:mm:ss: " + name);
    }
}
