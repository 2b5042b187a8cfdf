package dev.rollcall.check;

import dev.rollcall.absence.AbsenceFinder;
import dev.rollcall.absence.AbsenceFinder.Question;
import dev.rollcall.absence.Department;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Mutes;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.trace.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks about everybody shortly before a cutoff, where a roll call takes long, so that at the cutoff only those left over
 * are asked about. What it finds is kept in the ledger, for all processes; one of them does it. If it fails, or is not done
 * by the cutoff, the roll call asks about the others.
 *
 * <p>Contacts, which cost nothing, are read anew in the same go. Thread-safe.
 */
public final class SweepAhead {
    private static final Logger LOG = LoggerFactory.getLogger(SweepAhead.class);

    /** With so small a part of the time left the cutoff had better ask itself. */
    private static final int TOO_LATE = 3;

    /** How often people are counted. */
    private static final Duration COUNTED = Duration.ofMinutes(1);

    private final UUID process = UUID.randomUUID();
    private final AbsenceFinder finder;
    private final RosterSource contacts;
    private final CheckSettings settings;
    private final Timetable timetable;
    private final Ledger ledger;
    private final int callsPerSecond;
    private final BooleanSupplier affordable;
    private final Clock clock;
    private final Waiting waiting;
    private final Executor executor;
    private final Set<Cutoff> begun = new HashSet<>();
    private Instant countedAt = Instant.EPOCH;
    private int people;
    private boolean learning;

    /**
     * @param contacts reads departments anew
     * @param callsPerSecond of one API
     * @param affordable whether the month's calls suffice for sweeps
     */
    public SweepAhead(
            AbsenceFinder finder,
            RosterSource contacts,
            CheckSettings settings,
            Timetable timetable,
            Ledger ledger,
            int callsPerSecond,
            BooleanSupplier affordable,
            Clock clock,
            Waiting waiting,
            Executor executor) {
        this.finder = finder;
        this.contacts = contacts;
        this.settings = settings;
        this.timetable = timetable;
        this.ledger = ledger;
        this.callsPerSecond = callsPerSecond;
        this.affordable = affordable;
        this.clock = clock;
        this.waiting = waiting;
        this.executor = executor;
    }

    /**
     * Begins what is to be begun at {@code now}, on another thread.
     *
     * @throws LedgerException if the ledger cannot be reached; the next look does it
     */
    synchronized void look(Instant now) {
        begun.removeIf(cutoff -> cutoff.asOf().isBefore(now));
        ahead(now).forEach((cutoff, departments) -> {
            learnHowManyPeopleThereAre(cutoff, now);
            if (!begun.contains(cutoff) && isTime(cutoff, departments.keySet(), now)) {
                if (ledger.sweeps().claim(process, cutoff.workDate(), cutoff.asOf())) {
                    elsewhere(() -> sweep(cutoff, departments.values()));
                }
                begun.add(cutoff);
            }
        });
    }

    /** Of a new ledger nobody knows whether the company is large. */
    private void learnHowManyPeopleThereAre(Cutoff cutoff, Instant now) {
        boolean soon = Duration.between(now, cutoff.asOf()).compareTo(SweepPlan.LONGEST.dividedBy(TOO_LATE)) < 0;
        if (!soon && !learning && people(now) == 0) {
            learning = true;
            elsewhere(this::readContacts);
        }
    }

    private void readContacts() {
        try {
            contacts.departments(
                    CheckSettings.wanted(settings.departments()), new Run(Deadline.in(SweepPlan.LONGEST, waiting)));
        } catch (RuntimeException e) {
            LOG.error("The contacts could not be read ahead of a cutoff; it reads them itself", e);
        }
    }

    /** The departments of the cutoffs that fire within the longest time that a sweep may take. */
    private Map<Cutoff, Map<Long, DepartmentConfig>> ahead(Instant now) {
        Map<Cutoff, Map<Long, DepartmentConfig>> ahead = new HashMap<>();
        for (CutoffConfig cutoff : timetable.cutoffs().values()) {
            for (ZonedDateTime fire : timetable.firings(cutoff, now.plusMillis(1), now.plus(SweepPlan.LONGEST))) {
                Check check = settings.check(cutoff, fire);
                Map<Long, DepartmentConfig> departments =
                        ahead.computeIfAbsent(new Cutoff(check.workDate(), check.asOf()), any -> new LinkedHashMap<>());
                check.departments().forEach(department -> departments.put(department.id(), department));
            }
        }
        return ahead;
    }

    /** How many people there are is known only where contacts have been read: of many departments the usual is assumed. */
    private boolean isTime(Cutoff cutoff, Set<Long> departments, Instant now) {
        int number = departments.size();
        boolean many = SweepPlan.manyDepartments(number, callsPerSecond);
        int known = (int) ((long) people(now) * number / settings.departments().size());
        int theirs = many ? Math.max(known, number * SweepPlan.A_DEPARTMENT) : known;
        boolean wanted = many || (affordable.getAsBoolean() && worthwhile(cutoff, departments, theirs));
        Duration lead = SweepPlan.lead(theirs, many ? number : 0, callsPerSecond);
        Duration left = Duration.between(now, cutoff.asOf());
        return wanted && left.compareTo(lead) <= 0 && left.compareTo(lead.dividedBy(TOO_LATE)) > 0;
    }

    private int people(Instant now) {
        if (people == 0 || Duration.between(countedAt, now).abs().compareTo(COUNTED) >= 0) {
            people = ledger.mornings().people();
            countedAt = now;
        }
        return people;
    }

    private boolean worthwhile(Cutoff cutoff, Set<Long> departments, int theirs) {
        return SweepPlan.worthwhile(theirs, !seen(cutoff).containsAll(departments), callsPerSecond);
    }

    /** The departments that a cutoff has looked at before, of the same work date. */
    private Set<Long> seen(Cutoff cutoff) {
        Instant yesterday = cutoff.asOf().minus(Duration.ofDays(1));
        Set<Long> seen = new HashSet<>();
        for (CutoffConfig other : timetable.cutoffs().values()) {
            timetable.firings(other, yesterday, cutoff.asOf().minusMillis(1)).stream()
                    .filter(fire -> other.workDate(fire).equals(cutoff.workDate()))
                    .flatMap(fire -> settings.check(other, fire).departments().stream())
                    .forEach(department -> seen.add(department.id()));
        }
        return seen;
    }

    private void sweep(Cutoff cutoff, Collection<DepartmentConfig> all) {
        try {
            List<DepartmentConfig> departments = heard(cutoff, all);
            if (departments.isEmpty()) {
                return;
            }
            Run run = new Run(Deadline.strictlyIn(Duration.between(clock.instant(), cutoff.asOf()), waiting));
            List<Department.Wanted> wanted = CheckSettings.wanted(departments);
            long count = contacts.departments(wanted, run).stream()
                    .flatMap(department -> department.members().stream())
                    .map(member -> member.employee().id())
                    .distinct()
                    .count();
            Set<Long> ids = departments.stream().map(DepartmentConfig::id).collect(Collectors.toSet());
            if (affordable.getAsBoolean() && worthwhile(cutoff, ids, (int) count)) {
                everybody(cutoff, wanted, run);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: nobody is asked ahead any more");
        } catch (RuntimeException e) {
            LOG.warn("Not everybody could be asked ahead of the cutoff of {}; it asks the others", cutoff.asOf(), e);
        }
    }

    private void everybody(Cutoff cutoff, List<Department.Wanted> wanted, Run run) {
        Question question = new Question(wanted, List.of(), cutoff.asOf(), cutoff.workDate(), settings.exempt());
        AtomicInteger known = new AtomicInteger();
        finder.sweep(question, run, found -> {
            ledger.sweeps().people().keep(cutoff.workDate(), cutoff.asOf(), found);
            known.addAndGet(found.size());
        });
        LOG.info(
                "Ahead of the cutoff of {} it is known of {} people where they stand, after {} calls{}",
                cutoff.asOf(),
                known,
                run.calls().values().stream().mapToInt(calls -> calls).sum(),
                run.troubles().isEmpty() ? "" : "; not everything could be read");
    }

    /** Nobody looks at a department whose digest somebody has muted, or at anybody where that is the company's. */
    private List<DepartmentConfig> heard(Cutoff cutoff, Collection<DepartmentConfig> all) {
        Set<Long> muted = ledger.mutes().of(cutoff.workDate()).stream()
                .map(Mutes.Mute::department)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(department -> !muted.contains(department.id()) && !muted.contains(SlotKey.COMPANY))
                .toList();
    }

    private void elsewhere(Runnable work) {
        try {
            executor.execute(Trace.begin().around(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: nothing is asked ahead");
        }
    }

    /** One instant of which everybody is asked once, however many cutoffs fire at it. */
    private record Cutoff(LocalDate workDate, Instant asOf) {}
}
