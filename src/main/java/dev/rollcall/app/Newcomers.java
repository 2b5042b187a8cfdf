package dev.rollcall.app;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has contacts read anew when somebody turns up who is in none of them: in the day they are those of the night. Whoever is in
 * none of them then either belongs to no configured department, and is not looked for again. Thread-safe.
 */
final class Newcomers {
    private static final Logger LOG = LoggerFactory.getLogger(Newcomers.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** More would be a mistake of somebody's. */
    private static final int MOST_STRANGERS = 100_000;

    private final RosterSource remembered;
    private final RosterSource anew;
    private final List<Department.Wanted> departments;
    private final Waiting waiting;
    private final Executor executor;
    private final Set<String> strangers = new HashSet<>();
    private Set<String> known = Set.of();
    private boolean reading;

    /**
     * @param remembered departments as they were read last
     * @param anew departments as they are
     */
    Newcomers(
            RosterSource remembered,
            RosterSource anew,
            List<Department.Wanted> departments,
            Waiting waiting,
            Executor executor) {
        this.remembered = remembered;
        this.anew = anew;
        this.departments = List.copyOf(departments);
        this.waiting = waiting;
        this.executor = executor;
    }

    /** Somebody has turned up. Does not block. */
    synchronized void saw(String userId) {
        if (reading || known.contains(userId) || strangers.contains(userId)) {
            return;
        }
        try {
            reading = true;
            executor.execute(() -> read(userId));
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: nobody is looked for");
        }
    }

    private void read(String userId) {
        List<Department> read = List.of();
        try {
            read = departments(remembered);
            if (!people(read).contains(userId)) {
                LOG.debug("Somebody is in no department that is known; contacts are read anew");
                read = departments(anew);
            }
        } finally {
            keep(userId, people(read), !read.isEmpty() && read.stream().allMatch(Department::complete));
        }
    }

    private synchronized void keep(String userId, Set<String> all, boolean whole) {
        reading = false;
        known = all;
        if (whole && !all.contains(userId) && strangers.size() < MOST_STRANGERS) {
            strangers.add(userId);
        }
    }

    private List<Department> departments(RosterSource source) {
        return source.departments(departments, new Run(Deadline.in(LONGEST, waiting)));
    }

    private static Set<String> people(List<Department> departments) {
        return departments.stream()
                .flatMap(department -> department.members().stream())
                .map(member -> member.employee().id())
                .collect(Collectors.toSet());
    }
}
