package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Who belongs to a department and who is planned to work. Does I/O; thread-safe.
 *
 * <p>No method throws for what could not be read: it notes it in the {@link Run} and says in its result what is
 * missing, because one department's trouble must not hide another's people.
 */
public interface RosterSource {
    /** The wanted departments in their order, each with its active members; incomplete ones say so. */
    List<Department> departments(List<Department.Wanted> wanted, Run run);

    /**
     * The plan of {@code workDate} for {@code people} (user ids); may hold more people than asked for.
     *
     * @return with those as unread whose plan could not be read as a whole
     */
    Roster roster(LocalDate workDate, Collection<String> people, Run run);

    /**
     * The same for people who are still being found out, of whom there may be very many: what can be read without knowing
     * them is read meanwhile, and they come in bands, so that one band's punches are read beside the next one's plan.
     *
     * @param people completes normally
     * @param each told the people of a band and their plan, which may hold more people, once that is read; everybody is in
     *     one band, and where there is nobody, none comes. Called by one thread; the next bands wait while it blocks
     */
    default void bands(
            LocalDate workDate,
            CompletableFuture<? extends Collection<String>> people,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        Set<String> everybody = Set.copyOf(people.join());
        if (!everybody.isEmpty()) {
            each.accept(everybody, roster(workDate, everybody, run));
        }
    }

    /**
     * The same for some people of a company so large that plans are asked for by people.
     *
     * @param people in their order; may be empty
     * @param planned those of them who had a plan some minutes ago: an answer without any row is not whole where it is
     *     about one of them
     * @param all how many people there are
     * @return false where the company is smaller: {@code each} was told nothing, and everybody's plan is to be read
     */
    default boolean few(
            LocalDate workDate,
            Collection<String> people,
            Set<String> planned,
            int all,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        return false;
    }

    /**
     * The times of the clock-ins of {@code people} on {@code workDate}, as they were really moved, with what the plan says
     * nothing of: one call a person, so ask few.
     *
     * @return by user id; people who could not be read are missing
     */
    default Map<String, DayTimes> times(LocalDate workDate, Collection<String> people, Run run) {
        return Map.of();
    }

    /**
     * One person's clock-ins of one day, by plan id.
     *
     * @param at when each is
     * @param flexible by how much later each may be made; only those of flexible shifts
     */
    record DayTimes(Map<String, Instant> at, Map<String, Duration> flexible) {
        public DayTimes {
            at = Map.copyOf(at);
            flexible = Map.copyOf(flexible);
        }
    }

    /**
     * Which of {@code people} may be explained by a request that was approved since their plan was read? That is asked in
     * the way that takes the fewest calls: whoever then is asked about one by one need be nobody else.
     *
     * @return some of {@code people}: those of whom it is so or not known; nobody where the month's calls are too few for
     *     requests
     */
    default Set<String> newRequests(LocalDate workDate, Set<String> people, Run run) {
        return people;
    }

    /** What each shift allows, by shift id, as of {@code today}; shifts that could not be read are missing. */
    Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run);

    /**
     * By how much each person may come later on {@code workDate}.
     *
     * @param people user ids
     * @return by user id, then by plan id; people whose minutes could not be read are missing
     */
    Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run);
}
