package dev.rollcall.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as the contract prints them: {@code uuuu-MM-dd'T'HH:mm:ssXXX}, seconds always. */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private Times() {}

    /** To the second, with the offset. */
    public static String full(Instant instant, ZoneId zone) {
        return FORMAT.format(instant.atZone(zone));
    }

    /** Empty for null. */
    static String fullOrEmpty(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? "" : full(instant, zone);
    }

    /** Hours and minutes; empty for null. */
    static String clock(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? "" : CLOCK.format(instant.atZone(zone));
    }
}
