package dev.rollcall.check;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cutoff: when is it, and what is posted then?
 *
 * <p>It fires at most once on each local date, because a slot is one per date: a cron expression counts by its first
 * time of the date. Where clocks go forward over that time it fires right after the gap (in the last second before it,
 * if the gap swallows the rest of the date); where they go back, at the first of the two. Pure and thread-safe.
 *
 * @param name its name in the configuration
 * @param at the local time; null where {@code cron} says it
 * @param cron its local times; null where {@code at} says it
 * @param days the days of the week on which it fires; default: all
 * @param maxLate how late its digest is still posted; default: 60 minutes
 * @param follows the cutoff since which it tells the changes; default: null, it is a full digest
 * @param repeat whether a follow-up is posted although nothing changed; default: false
 * @param previousWorkDate whether it looks at the work date before its own date; default: false
 */
public record CutoffConfig(
        String name,
        @Nullable LocalTime at,
        @Nullable Cron cron,
        Set<DayOfWeek> days,
        Duration maxLate,
        @Nullable String follows,
        boolean repeat,
        boolean previousWorkDate) {
    /** How far {@link #lastAtOrBefore} looks back. */
    private static final int DAYS_BACK = 366;

    /** Candidates after which {@link #next} gives up: many years of any expression that fires at all. */
    private static final int CANDIDATES = 1000;

    public CutoffConfig {
        if ((at == null) == (cron == null)) {
            throw new IllegalArgumentException("exactly one of at and cron: " + name);
        }
        if (days.isEmpty() || maxLate.isNegative() || maxLate.isZero()) {
            throw new IllegalArgumentException("days must not be empty, maxLate must be above zero: " + name);
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /** The defaults, every day at {@code at}. */
    public static CutoffConfig at(String name, LocalTime at) {
        return new CutoffConfig(
                name, at, null, EnumSet.allOf(DayOfWeek.class), Duration.ofMinutes(60), null, false, false);
    }

    /** The first time it fires strictly after {@code after}, in {@code after}'s zone; empty if it never does again. */
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        LocalDate date = after.toLocalDate().minusDays(1);
        for (int i = 0; i < CANDIDATES; i++) {
            LocalDateTime candidate = timeFrom(date);
            if (candidate == null) {
                return Optional.empty();
            }
            date = candidate.toLocalDate();
            Optional<ZonedDateTime> fire = on(date, after.getZone());
            if (fire.isPresent() && fire.get().toInstant().isAfter(after.toInstant())) {
                return fire;
            }
            date = date.plusDays(1);
        }
        return Optional.empty();
    }

    /** The last time it fired at or before {@code now}, in {@code now}'s zone; looks back one year. */
    public Optional<ZonedDateTime> lastAtOrBefore(ZonedDateTime now) {
        // Where clocks go back over midnight, tomorrow's date may have begun once already.
        LocalDate date = now.toLocalDate().plusDays(1);
        for (int i = 0; i <= DAYS_BACK; i++) {
            Optional<ZonedDateTime> fire = on(date.minusDays(i), now.getZone());
            if (fire.isPresent() && !fire.get().toInstant().isAfter(now.toInstant())) {
                return fire;
            }
        }
        return Optional.empty();
    }

    /** When it fires on the local date {@code date} in {@code zone}; empty if not on that date. */
    public Optional<ZonedDateTime> on(LocalDate date, ZoneId zone) {
        LocalDateTime local = days.contains(date.getDayOfWeek()) ? timeFrom(date) : null;
        return local != null && local.toLocalDate().equals(date) ? inZone(local, zone) : Optional.empty();
    }

    /** The work date that it looks at when it fires at {@code fire}. */
    public LocalDate workDate(ZonedDateTime fire) {
        return previousWorkDate ? fire.toLocalDate().minusDays(1) : fire.toLocalDate();
    }

    /** Whether its cron expression names more than one time on the dates after {@code from} that it names. */
    public boolean namesSeveralTimesADay(LocalDate from) {
        return cron != null && cron.namesSeveralTimesADay(from);
    }

    /**
     * The first local time at or after the start of {@code date}, days of the week aside; null if there is none. Daylight
     * saving is {@link #inZone}'s.
     */
    private @Nullable LocalDateTime timeFrom(LocalDate date) {
        if (cron == null) {
            return date.atTime(Objects.requireNonNull(at));
        }
        return cron.next(date.atStartOfDay().minusSeconds(1)).orElse(null);
    }

    private static Optional<ZonedDateTime> inZone(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null || change.isOverlap()) {
            return Optional.of(ZonedDateTime.of(local, zone));
        }
        ZonedDateTime after = change.getInstant().atZone(zone);
        ZonedDateTime fire = after.toLocalDate().equals(local.toLocalDate()) ? after : after.minusSeconds(1);
        // A date that a zone left out altogether (Apia had no 30 December 2011) has no firing.
        return Optional.of(fire).filter(time -> time.toLocalDate().equals(local.toLocalDate()));
    }
}
