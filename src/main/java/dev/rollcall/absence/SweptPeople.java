package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/**
 * Where people stood as of a cutoff by a sweep shortly before it, so that at the cutoff only those left over are asked
 * about.
 *
 * <p>May forget: who is not known is asked about. May do I/O; thread-safe; throws nothing for what cannot be looked up or
 * kept.
 */
public interface SweptPeople {
    /** Remembers nothing. */
    SweptPeople NONE = new SweptPeople() {
        @Override
        public boolean any(LocalDate workDate, Instant asOf) {
            return false;
        }

        @Override
        public Map<String, Finding> of(LocalDate workDate, Instant asOf, Collection<String> people) {
            return Map.of();
        }

        @Override
        public void keep(LocalDate workDate, Instant asOf, Collection<Finding> findings) {
            // Everybody is asked about.
        }
    };

    /** Whether anything is known of the cutoff {@code asOf}. */
    boolean any(LocalDate workDate, Instant asOf);

    /**
     * What is known of {@code people} (user ids) as of the cutoff {@code asOf}, by user id.
     *
     * @return of each employee only the id is known
     */
    Map<String, Finding> of(LocalDate workDate, Instant asOf, Collection<String> people);

    /** Keeps {@code findings}, made before {@code asOf} as of it; of one person the first is the one that stays. */
    void keep(LocalDate workDate, Instant asOf, Collection<Finding> findings);
}
