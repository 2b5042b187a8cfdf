package dev.rollcall.check;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all contacts anew once a night, when nobody waits for them, so that the day's questions need not, and looks then what
 * the configuration misses; one process does it for all. Thread-safe.
 */
public final class NightlyContacts {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyContacts.class);

    /** In the configured zone; at no full hour, when everybody asks. */
    private static final LocalTime AT = LocalTime.of(3, 17, 31);

    /** Who starts later than so leaves it to whoever asks first. */
    private static final Duration NIGHT = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final UUID process = UUID.randomUUID();
    private final RosterSource contacts;
    private final NightlyCoverage coverage;
    private final CheckSettings settings;
    private final Ledger ledger;
    private final Waiting waiting;
    private final Executor executor;
    private @Nullable LocalDate done;

    /**
     * @param contacts reads departments anew
     * @param coverage looks afterwards what the configuration misses
     */
    public NightlyContacts(
            RosterSource contacts,
            NightlyCoverage coverage,
            CheckSettings settings,
            Ledger ledger,
            Waiting waiting,
            Executor executor) {
        this.contacts = contacts;
        this.coverage = coverage;
        this.settings = settings;
        this.ledger = ledger;
        this.waiting = waiting;
        this.executor = executor;
    }

    /**
     * Begins to read, on another thread, if it is the time at {@code now}.
     *
     * @throws LedgerException if the ledger cannot be reached; the next look does it
     */
    synchronized void look(Instant now) {
        LocalDate night = now.atZone(settings.zone()).toLocalDate();
        Instant begin = night.atTime(AT).atZone(settings.zone()).toInstant();
        if (night.equals(done) || now.isBefore(begin) || !now.isBefore(begin.plus(NIGHT))) {
            return;
        }
        if (ledger.sweeps().claim(process, night, begin)) {
            try {
                executor.execute(Trace.begin().around(() -> read(night)));
            } catch (RejectedExecutionException e) {
                LOG.debug("Stopping: contacts are not read");
            }
        }
        done = night;
    }

    private void read(LocalDate night) {
        Deadline deadline = Deadline.in(LONGEST, waiting);
        SameNight answers = new SameNight();
        List<Department> read = contacts(new Run(deadline, calls -> {}, answers));
        try {
            coverage.look(night, read, new Run(deadline, calls -> {}, answers.again()));
        } catch (LedgerException e) {
            LOG.debug("What the configuration misses is looked at tomorrow: {}", e.getMessage());
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: what the configuration misses is looked at tomorrow");
        } catch (RuntimeException e) {
            LOG.error("What the configuration misses could not be looked at tonight; tomorrow it is", e);
        }
    }

    /** What could be read; empty where it came to nothing. */
    private List<Department> contacts(Run run) {
        // With names and managers, for whoever asks in a chat.
        List<Department.Wanted> wanted = settings.departments().stream()
                .map(department -> new Department.Wanted(
                        department.id(), department.name(), department.leads().isEmpty()))
                .toList();
        try {
            List<Department> read = contacts.departments(wanted, run);
            run.troubles().stream()
                    .limit(1)
                    .forEach(trouble -> LOG.warn("Not all contacts could be read tonight: {}", trouble.getMessage()));
            return read;
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: whoever needs the contacts reads them");
        } catch (RuntimeException e) {
            LOG.error("The contacts could not be read tonight; whoever needs them reads them", e);
        }
        return List.of();
    }
}
