package dev.rollcall.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** DingTalk's own clock on the wall: every date string is Asia/Shanghai [KB 0195]. */
final class Shanghai {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Shanghai() {}

    static Instant midnight(LocalDate date) {
        return date.atStartOfDay(ZONE).toInstant();
    }

    static String text(Instant instant) {
        return SECONDS.format(instant.atZone(ZONE));
    }

    static LocalDate date(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** Throws {@link java.time.format.DateTimeParseException} when the text is not {@code yyyy-MM-dd HH:mm:ss}. */
    static LocalDateTime parse(String text) {
        return LocalDateTime.parse(text, SECONDS);
    }
}
