package dev.rollcall.app;

import dev.rollcall.absence.AttendanceSource;
import dev.rollcall.ledger.Days;
import dev.rollcall.report.ReportRange.BadRangeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which days have to be read from DingTalk for a report, and which are kept and good enough. Thread-safe. */
final class KeptDays {
    /** So long after a day cards are still made good and leaves approved: what was read before that is read again. */
    private static final Duration YOUNG = Duration.ofDays(3);

    /** But not more often, and not for ever: who has left meanwhile would be missing. */
    private static final Duration FRESH = Duration.ofDays(1);

    private static final Duration OLD = Duration.ofDays(31);

    private final Days days;
    private final List<Long> departments;
    private final ZoneId zone;
    private final Clock clock;

    /** @param departments ids of those that a report needs */
    KeptDays(Days days, List<Long> departments, ZoneId zone, Clock clock) {
        this.days = days;
        this.departments = List.copyOf(departments);
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * On which of {@code dates} something has to be read, in order.
     *
     * @throws BadRangeException if DingTalk has them no more
     */
    List<LocalDate> unread(List<LocalDate> dates) throws BadRangeException {
        List<LocalDate> unread = List.copyOf(missing(dates).keySet());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (!unread.isEmpty() && unread.get(0).isBefore(AttendanceSource.earliest(today))) {
            throw new BadRangeException(
                    "from: " + unread.get(0) + " is not kept here, and " + AttendanceSource.bound(today));
        }
        return unread;
    }

    /** Which departments have to be read on which of {@code dates}, in order. */
    Map<LocalDate, List<Long>> missing(List<LocalDate> dates) {
        Map<LocalDate, Map<Long, Instant>> kept = days.readAt(dates.get(0), dates.get(dates.size() - 1));
        Instant now = clock.instant();
        Map<LocalDate, List<Long>> missing = new TreeMap<>();
        for (LocalDate date : dates) {
            Map<Long, Instant> readAt = kept.getOrDefault(date, Map.of());
            List<Long> own = departments.stream()
                    .filter(id -> !good(date, readAt.get(id), now))
                    .toList();
            if (!own.isEmpty()) {
                missing.put(date, own);
            }
        }
        return missing;
    }

    private boolean good(LocalDate date, @Nullable Instant readAt, Instant now) {
        if (readAt == null) {
            return false;
        }
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        return !readAt.isBefore(end.plus(YOUNG)) || now.isBefore(readAt.plus(FRESH)) || !now.isBefore(end.plus(OLD));
    }
}
