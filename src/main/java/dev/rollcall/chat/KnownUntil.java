package dev.rollcall.chat;

import dev.rollcall.absence.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For how long does a lead know about somebody? Until the time that was said, else until the end of the day or of the
 * shift that reaches beyond it. Pure.
 *
 * @param workDate the work date that it is for: that of a shift which began the day before and still runs
 * @param until null where the time that was said is over
 */
record KnownUntil(LocalDate workDate, @Nullable Instant until) {
    /**
     * @param finding where the person stands now; empty where that is not known
     * @param time the local time that was said; null: none was
     */
    static KnownUntil of(Optional<Finding> finding, @Nullable LocalTime time, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant midnight = today.plusDays(1).atStartOfDay(zone).toInstant();
        @Nullable
        Instant shiftEnd = finding.map(Finding::shiftEnd).filter(now::isBefore).orElse(null);
        @Nullable Instant dueAt = finding.map(Finding::dueAt).orElse(null);
        LocalDate workDate = shiftEnd == null || dueAt == null ? today : LocalDate.ofInstant(dueAt, zone);
        Instant end = shiftEnd != null && shiftEnd.isAfter(midnight) ? shiftEnd : midnight;
        Instant last = lastsOf(end, workDate, today, shiftEnd);
        @Nullable Instant said = time == null ? last : said(time, today, now, end, zone);
        return new KnownUntil(workDate, said != null && said.isAfter(last) ? last : said);
    }

    /** Of a shift of the day before: its own end, not that of today. */
    private static Instant lastsOf(Instant end, LocalDate workDate, LocalDate today, @Nullable Instant shiftEnd) {
        return shiftEnd != null && workDate.isBefore(today) ? shiftEnd : end;
    }

    /** Past midnight where the shift reaches so far. */
    private static @Nullable Instant said(LocalTime time, LocalDate today, Instant now, Instant end, ZoneId zone) {
        Instant until = today.atTime(time).atZone(zone).toInstant();
        if (until.isAfter(now)) {
            return until;
        }
        Instant tomorrow = today.plusDays(1).atTime(time).atZone(zone).toInstant();
        return tomorrow.isAfter(end) ? null : tomorrow;
    }
}
