package dev.rollcall.ledger;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * A roster source that remembers: contacts for some time, what a shift allows for the day, for all processes and over
 * restarts. Only what was read as a whole is remembered; plans and minutes never are. Thread-safe.
 */
final class RememberedRoster implements RosterSource {
    /** So many are read at once; more only after those that are being read, which may be the same. */
    private static final int FEW = 10;

    private final RosterSource source;
    private final Duration age;
    private final ReentrantLock reading;
    private final ContactRows contacts;
    private final ShiftRows shifts;

    /**
     * @param age how old contacts may be
     * @param reading held while many contacts are read
     */
    RememberedRoster(RosterSource source, Duration age, ReentrantLock reading, Database database) {
        this.source = source;
        this.age = age;
        this.reading = reading;
        contacts = new ContactRows(database);
        shifts = new ShiftRows(database);
    }

    @Override
    public List<Department> departments(List<Department.Wanted> wanted, Run run) {
        Map<Long, Department> known = new HashMap<>(contacts.recalled(wanted, age));
        List<Department.Wanted> missing = missing(wanted, known);
        if (missing.size() <= FEW) {
            read(missing, known, run);
        } else {
            boolean turn = turn(run);
            try {
                known.putAll(contacts.recalled(missing, age));
                read(missing(wanted, known), known, run);
            } finally {
                if (turn) {
                    reading.unlock();
                }
            }
        }
        return wanted.stream()
                .map(one -> Objects.requireNonNull(known.get(one.id())))
                .toList();
    }

    private static List<Department.Wanted> missing(List<Department.Wanted> wanted, Map<Long, Department> known) {
        return wanted.stream().filter(one -> !known.containsKey(one.id())).toList();
    }

    private void read(List<Department.Wanted> missing, Map<Long, Department> known, Run run) {
        if (!missing.isEmpty()) {
            List<Department> read = source.departments(missing, run);
            read.forEach(one -> known.put(one.id(), one));
            contacts.remember(missing, read);
        }
    }

    /** Waits until no other roll call reads many; whether that came true. */
    private boolean turn(Run run) {
        try {
            return reading.tryLock(run.deadline().left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
        Map<String, Shift> known = new HashMap<>(shifts.recalled(shiftIds, today));
        Set<String> missing = new HashSet<>(shiftIds);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            Map<String, Shift> read = source.shifts(missing, today, run);
            known.putAll(read);
            shifts.remember(read.values(), today);
        }
        return known;
    }

    @Override
    public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
        return source.roster(workDate, people, run);
    }

    @Override
    public void bands(
            LocalDate workDate,
            CompletableFuture<? extends Collection<String>> people,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        source.bands(workDate, people, run, each);
    }

    @Override
    public boolean few(
            LocalDate workDate,
            Collection<String> people,
            Set<String> planned,
            int all,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        return source.few(workDate, people, planned, all, run, each);
    }

    @Override
    public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
        return source.flexibleTime(workDate, people, run);
    }

    @Override
    public Set<String> newRequests(LocalDate workDate, Set<String> people, Run run) {
        return source.newRequests(workDate, people, run);
    }

    @Override
    public Map<String, DayTimes> times(LocalDate workDate, Collection<String> people, Run run) {
        return source.times(workDate, people, run);
    }
}
