package dev.rollcall.check;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a cutoff is, and nothing else of it, as text that the ledger keeps. Pure and immutable.
 *
 * @param at the local time; null where {@code cron} says it
 * @param cron its local times; null where {@code at} says it
 */
record Schedule(
        ZoneId zone, @Nullable LocalTime at, @Nullable Cron cron, Set<DayOfWeek> days) {
    private static final String AT = "at ";
    private static final String CRON = "cron ";
    private static final String BETWEEN = " | ";

    Schedule {
        days = Set.copyOf(days);
    }

    static Schedule of(CutoffConfig cutoff, ZoneId zone) {
        return new Schedule(zone, cutoff.at(), cutoff.cron(), cutoff.days());
    }

    /**
     * What {@link #text} gave.
     *
     * @throws RuntimeException if it is no such text
     */
    static Schedule parse(String text) {
        String[] parts = text.split(" \\| ", 3);
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : parts[1].split(",", -1)) {
            days.add(DayOfWeek.valueOf(day));
        }
        boolean cron = parts[2].startsWith(CRON);
        String when = parts[2].substring((cron ? CRON : AT).length());
        return new Schedule(
                ZoneId.of(parts[0]), cron ? null : LocalTime.parse(when), cron ? Cron.of(when) : null, days);
    }

    /** The same for the same schedule, at most 400 characters. */
    String text() {
        String weekdays = days.stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(","));
        return zone.getId() + BETWEEN + weekdays + BETWEEN + (at == null ? CRON + cron : AT + at);
    }

    /** A cutoff of this schedule, for which it is asked when it fires and nothing more. */
    CutoffConfig cutoff(String name) {
        return new CutoffConfig(name, at, cron, days, Duration.ofMinutes(1), null, false, false);
    }
}
