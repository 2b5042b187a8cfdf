package dev.rollcall.check;

import java.text.ParseException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * A Quartz cron expression of local times, parsed once. Equal to another of the same text; immutable and thread-safe, as
 * Quartz's own is once its zone is set.
 */
@SuppressWarnings("JavaUtilDate") // Quartz's cron expressions speak nothing else.
public final class Cron {
    private static final LocalDateTime LONG_AGO = LocalDate.of(2000, 1, 1).atStartOfDay();
    private static final Pattern ALLOWED = Pattern.compile("[0-9A-Za-z*?/,#\\- ]{1,120}");

    /** A year's increment that overflows is an endless loop in Quartz, and 98 and 99 are its own ? and *. */
    private static final Pattern BAD_NUMBER = Pattern.compile("\\d{5}|(?<!\\d)9[89](?!\\d)");

    private final String text;
    private final CronExpression expression;

    private Cron(String text) {
        int fields = text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
        if (fields < 6 || fields > 7) {
            throw new IllegalArgumentException(
                    "a Quartz expression has 6 or 7 fields (second minute hour day month weekday [year]), not "
                            + fields);
        }
        if (!ALLOWED.matcher(text).matches() || BAD_NUMBER.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "not a Quartz expression: a character or number that has no meaning in one");
        }
        this.text = text;
        try {
            expression = new CronExpression(text);
        } catch (ParseException | RuntimeException e) { // Quartz throws both at malformed text.
            throw new IllegalArgumentException("not a Quartz expression; one of day and weekday must be ?", e);
        }
        expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        if (after(LONG_AGO) == null) {
            throw new IllegalArgumentException("never fires");
        }
    }

    /** @throws IllegalArgumentException if {@code text} is none, or never fires: in words that do not quote it */
    public static Cron of(String text) {
        return new Cron(text);
    }

    /**
     * The first time it names strictly after {@code local}; empty if there is none. Local times are put to Quartz as if they
     * were UTC, which has no gaps.
     */
    Optional<LocalDateTime> next(LocalDateTime local) {
        return Optional.ofNullable(after(local));
    }

    /** Whether it names more than one time on each date after {@code from} that it names: it is the same on all of them. */
    boolean namesSeveralTimesADay(LocalDate from) {
        LocalDateTime first = after(from.atTime(LocalTime.MAX));
        if (first == null) {
            return false;
        }
        LocalDateTime second = after(first);
        return second != null && second.toLocalDate().equals(first.toLocalDate());
    }

    private @Nullable LocalDateTime after(LocalDateTime local) {
        Date next = expression.getNextValidTimeAfter(Date.from(local.toInstant(ZoneOffset.UTC)));
        return next == null ? null : LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cron cron && cron.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
