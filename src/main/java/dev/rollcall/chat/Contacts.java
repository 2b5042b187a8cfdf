package dev.rollcall.chat;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory, read when somebody asks and kept for a while; sooner again when somebody asks who is not in it, or when
 * not all of it could be read. Blocks; thread-safe: whoever asks meanwhile waits for the same reading.
 */
public final class Contacts {
    private static final Duration GOOD = Duration.ofMinutes(10);
    private static final Duration DOUBTFUL = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final RosterSource rosters;
    private final List<DepartmentConfig> configs;
    private final Set<String> hr;
    private final Set<String> admins;
    private final Waiting waiting;
    private @Nullable Directory directory;
    private long readAt;

    /**
     * @param configs the configured departments
     * @param hr user ids of those who may see everybody
     * @param admins user ids of those who may use the admin commands
     */
    public Contacts(
            RosterSource rosters, List<DepartmentConfig> configs, Set<String> hr, Set<String> admins, Waiting waiting) {
        this.rosters = rosters;
        this.configs = List.copyOf(configs);
        this.hr = Set.copyOf(hr);
        this.admins = Set.copyOf(admins);
        this.waiting = waiting;
    }

    /**
     * The directory.
     *
     * @param asker a user id that should be in it; null: nobody's
     */
    public synchronized Directory directory(@Nullable String asker) {
        Directory kept = directory;
        long age = waiting.nanos() - readAt;
        boolean doubtful = kept != null
                && (!kept.complete() || (asker != null && kept.asker(asker).equals(Asker.STRANGER)));
        if (kept == null || age > (doubtful ? DOUBTFUL : GOOD).toNanos()) {
            kept = read();
            directory = kept;
            readAt = waiting.nanos();
        }
        return kept;
    }

    private Directory read() {
        List<Department.Wanted> wanted = configs.stream()
                .map(config -> new Department.Wanted(
                        config.id(), config.name(), config.leads().isEmpty()))
                .toList();
        return new Directory(configs, rosters.departments(wanted, new Run(Deadline.in(LONGEST, waiting))), hr, admins);
    }
}
