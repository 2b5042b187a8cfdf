package dev.rollcall.chat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.LiveRollCalls;
import dev.rollcall.absence.RollCall;
import dev.rollcall.message.Week;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many were there on each of several days? What was read whole of a day that is over is remembered, the numbers of it
 * alone: of yesterday for an hour, of days before for a day, and never longer than the day had been over when it was
 * read. So whoever asks about a month costs the days that nobody has asked about before. Blocks; thread-safe.
 */
final class PastDays {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration YESTERDAY = Duration.ofHours(1);
    private static final int REMEMBERED = 5000;

    private final LiveRollCalls live;
    private final ZoneId zone;
    private final Clock clock;
    private final Map<Asked, Numbers> known = new LinkedHashMap<>();

    PastDays(LiveRollCalls live, ZoneId zone, Clock clock) {
        this.live = live;
        this.zone = zone;
        this.clock = clock;
    }

    /** The numbers of {@code departments} together on {@code date}, which is today or earlier. */
    Numbers of(Set<Long> departments, LocalDate date) {
        Asked asked = new Asked(Set.copyOf(departments), date);
        Instant now = clock.instant();
        synchronized (this) {
            known.entrySet().removeIf(one -> !good(one.getKey().date(), one.getValue(), now));
            Numbers before = known.get(asked);
            if (before != null) {
                return before;
            }
        }
        RollCall day = live.day(departments, date).join();
        boolean over = date.isBefore(today(now));
        boolean members = day.departments().stream().allMatch(DepartmentRollCall::membersComplete);
        Numbers numbers =
                new Numbers(new Week.Day(date, day.company(), over ? null : day.asOf(), members), day.readAt());
        if (over && day.complete()) {
            remember(asked, numbers);
        }
        return numbers;
    }

    private synchronized void remember(Asked asked, Numbers numbers) {
        if (known.size() < REMEMBERED) {
            known.put(asked, numbers);
        }
    }

    private boolean good(LocalDate date, Numbers numbers, Instant now) {
        Duration most = date.equals(today(now).minusDays(1)) ? YESTERDAY : LONGEST;
        Duration over = Duration.between(
                date.plusDays(1).atStartOfDay(zone), numbers.readAt().atZone(zone));
        Duration age = Duration.between(numbers.readAt(), now).abs();
        return age.compareTo(most) < 0 && age.compareTo(over) < 0;
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    private record Asked(Set<Long> departments, LocalDate date) {}

    /** What was read of one day, and when. */
    record Numbers(Week.Day day, Instant readAt) {}
}
