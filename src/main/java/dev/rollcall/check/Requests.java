package dev.rollcall.check;

import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants posted besides what the timetable says: a digest once more, or one whose names are held.
 *
 * <p>Only makes slots due; they are worked on as any other. Thread-safe; every call may throw
 * {@link dev.rollcall.ledger.LedgerException}.
 */
public final class Requests {
    private final Ledger ledger;
    private final Timetable timetable;
    private final Clock clock;
    private final Runnable wake;

    Requests(Ledger ledger, Timetable timetable, Clock clock, Runnable wake) {
        this.ledger = ledger;
        this.timetable = timetable;
        this.clock = clock;
        this.wake = wake;
    }

    /**
     * Which of {@code cutoffs} fires on {@code date} at {@code time}, to the minute.
     *
     * @param department DingTalk's {@code dept_id}; {@link SlotKey#COMPANY} for the company's roll-up
     */
    public Optional<Firing> at(long department, Collection<String> cutoffs, LocalDate date, LocalTime time) {
        return of(department, cutoffs, date).stream()
                .filter(one -> isAt(one.asOf(), time, timetable.zone()))
                .findFirst();
    }

    /** Whether {@code instant} is at {@code time} in {@code zone}, to the minute. */
    public static boolean isAt(Instant instant, LocalTime time, ZoneId zone) {
        return LocalTime.ofInstant(instant, zone)
                .truncatedTo(ChronoUnit.MINUTES)
                .equals(time);
    }

    /** All firings of {@code cutoffs} on {@code date}, in their order. */
    public List<Firing> of(long department, Collection<String> cutoffs, LocalDate date) {
        return cutoffs.stream()
                .flatMap(name -> timetable.cutoff(name).stream())
                .flatMap(cutoff ->
                        cutoff.on(date, timetable.zone()).map(fire -> firing(department, cutoff, fire)).stream())
                .sorted(Comparator.comparing(Firing::asOf))
                .toList();
    }

    /** That of {@code cutoff} at {@code fire}. */
    static Firing firing(long department, CutoffConfig cutoff, ZonedDateTime fire) {
        return new Firing(new SlotKey(department, cutoff.workDate(fire), cutoff.name()), fire.toInstant());
    }

    /** Has the digest of {@code key} posted once more, as of its cutoff; false where it has not ended, or is held. */
    public boolean again(SlotKey key) {
        Instant now = clock.instant();
        return woken(ledger.slots().again(key, now, until(key, now)));
    }

    /** The slots of {@code department} on {@code workDate} whose names are held, the latest cutoff last. */
    public List<Slot> held(long department, LocalDate workDate) {
        return ledger.slots().of(workDate).stream()
                .filter(slot -> slot.key().department() == department && slot.held())
                .toList();
    }

    /**
     * Has the names of {@code key} posted that are held; false where none are.
     *
     * @param by the user id of who says so
     */
    public boolean release(SlotKey key, String by) {
        Instant now = clock.instant();
        return woken(ledger.releases().release(key, by, now, until(key, now)));
    }

    private boolean woken(boolean due) {
        if (due) {
            wake.run();
        }
        return due;
    }

    private Instant until(SlotKey key, Instant now) {
        return now.plus(timetable.maxLate(key.cutoff()));
    }

    /**
     * A cutoff of one date.
     *
     * @param key its slot
     * @param asOf its instant
     */
    public record Firing(SlotKey key, Instant asOf) {}
}
