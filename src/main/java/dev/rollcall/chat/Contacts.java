package dev.rollcall.chat;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The directory, kept for a while and read again sooner when somebody asks who is not in it, or when not all of it could
 * be read. What cannot be read of a department stays as it was for an hour. Thread-safe.
 *
 * <p>Who is in the directory waits for nothing while it is read again; who is not, or asks first, waits for that reading
 * together with all others.
 */
public final class Contacts {
    private static final Duration GOOD = Duration.ofMinutes(10);
    private static final Duration DOUBTFUL = Duration.ofMinutes(1);

    /** What is older is of no use to anybody before it has been read again. */
    private static final Duration OLDEST = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final RosterSource rosters;
    private final RosterSource anew;
    private final List<DepartmentConfig> configs;
    private final Set<String> hr;
    private final Set<String> admins;
    private final Waiting waiting;
    private final Executor executor;
    private @Nullable Known known;
    private @Nullable CompletableFuture<Known> reading;

    /**
     * @param rosters departments as they were read lately
     * @param anew departments as they are: read where somebody asks who is in none
     * @param configs the configured departments
     * @param hr user ids of those who may see everybody
     * @param admins user ids of those who may use the admin commands
     * @param executor where the directory is read
     */
    public Contacts(
            RosterSource rosters,
            RosterSource anew,
            List<DepartmentConfig> configs,
            Set<String> hr,
            Set<String> admins,
            Waiting waiting,
            Executor executor) {
        this.rosters = rosters;
        this.anew = anew;
        this.configs = List.copyOf(configs);
        this.hr = Set.copyOf(hr);
        this.admins = Set.copyOf(admins);
        this.waiting = waiting;
        this.executor = executor;
    }

    /**
     * The directory. Blocks only where there is none that says who asks.
     *
     * @param asker a user id that should be in it; null: nobody's
     */
    public Directory directory(@Nullable String asker) {
        Known kept;
        CompletableFuture<Known> next;
        synchronized (this) {
            kept = known;
            if (kept != null && age(kept).compareTo(goodFor(kept, asker)) <= 0) {
                return kept.directory();
            }
            next = begin(kept != null && unknown(kept, asker) ? anew : rosters);
        }
        if (kept != null && age(kept).compareTo(OLDEST) <= 0 && !unknown(kept, asker)) {
            return kept.directory();
        }
        return next.join().directory();
    }

    private Duration age(Known kept) {
        return Duration.ofNanos(waiting.nanos() - kept.readAt());
    }

    private static Duration goodFor(Known kept, @Nullable String asker) {
        return !kept.whole() || unknown(kept, asker) ? DOUBTFUL : GOOD;
    }

    private static boolean unknown(Known kept, @Nullable String asker) {
        return asker != null && kept.directory().asker(asker).equals(Asker.STRANGER);
    }

    /** The reading that is under way, else a new one. */
    private synchronized CompletableFuture<Known> begin(RosterSource source) {
        CompletableFuture<Known> present = reading;
        if (present != null && !present.isDone()) {
            return present;
        }
        Known before = known;
        CompletableFuture<Known> next = CompletableFuture.supplyAsync(() -> read(source, before), executor)
                .thenApply(this::keep);
        reading = next;
        return next;
    }

    private synchronized Known keep(Known read) {
        known = read;
        return read;
    }

    private Known read(RosterSource source, @Nullable Known before) {
        List<Department.Wanted> wanted = configs.stream()
                .map(config -> new Department.Wanted(
                        config.id(), config.name(), config.leads().isEmpty()))
                .toList();
        List<Department> read = source.departments(wanted, new Run(Deadline.in(LONGEST, waiting)));
        long now = waiting.nanos();
        Map<Long, Kept> all = new LinkedHashMap<>();
        for (Department one : read) {
            Kept last = before == null ? null : before.departments().get(one.id());
            all.put(
                    one.id(),
                    last == null || now - last.readAt() > OLDEST.toNanos() ? new Kept(one, now) : last.with(one, now));
        }
        boolean whole = read.stream().allMatch(one -> one.complete() && one.described());
        List<Department> departments =
                all.values().stream().map(Kept::department).toList();
        return new Known(new Directory(configs, departments, hr, admins, whole), all, whole, now);
    }

    /**
     * What is known.
     *
     * @param departments by id
     * @param whole whether all of it could be read the last time
     */
    private record Known(Directory directory, Map<Long, Kept> departments, boolean whole, long readAt) {}

    /** A department, and when all that is known of it was true. */
    private record Kept(Department department, long readAt) {
        /** What was read {@code now}; what could not be read is as it was. */
        private Kept with(Department now, long at) {
            boolean whole = now.complete() && now.described();
            Department members = now.complete() || !department.complete() ? now : department;
            Department head = now.described() || !department.described() ? now : department;
            return new Kept(
                    new Department(
                            now.id(),
                            head.name(),
                            members.members(),
                            members.complete(),
                            head.described(),
                            head.managers()),
                    whole ? at : readAt);
        }
    }
}
