package dev.rollcall.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The company's own record of who is where at an instant, from the facts it was generated from, with grace 0.
 *
 * @param departments the configured departments, in their order; somebody in two of them is in both
 * @param company all of them together, each person once; its id is 0
 * @param standings everybody in a configured department, by user id
 */
public record Book(Instant asOf, List<Page> departments, Page company, Map<String, Standing> standings) {

    /**
     * One department: due = present + excused + pending + unverified + absent.
     *
     * @param present those who are in, the late included
     * @param absent user id → when that person was due, in the order of user ids
     */
    public record Page(
            long id,
            String name,
            int due,
            int present,
            int late,
            int excused,
            int pending,
            int unverified,
            Map<String, Instant> absent) {}

    /** The page of a configured department. */
    public Page department(long id) {
        return departments.stream().filter(page -> page.id() == id).findFirst().orElseThrow();
    }
}
