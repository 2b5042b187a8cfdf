package dev.rollcall.absence;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Leaves and approvals that excused somebody in an earlier roll call of the day, so that they are asked about once a day.
 *
 * <p>What is withdrawn during the day excuses until its end. May forget: what is not known is read. May do I/O;
 * thread-safe; throws nothing for what cannot be looked up or kept.
 */
public interface KnownLeaves {
    /** Remembers nothing. */
    KnownLeaves NONE = new KnownLeaves() {
        @Override
        public Map<String, Excuse> of(LocalDate workDate, Collection<String> people) {
            return Map.of();
        }

        @Override
        public void remember(LocalDate workDate, Map<String, Excuse> excuses) {
            // Whoever is asked about next is read.
        }
    };

    /** What is known of {@code people} on {@code workDate}, by user id; people of whom nothing is known are missing. */
    Map<String, Excuse> of(LocalDate workDate, Collection<String> people);

    /** Keeps {@code excuses}, by user id, as they were read for {@code workDate}; what is known already stays as it is. */
    void remember(LocalDate workDate, Map<String, Excuse> excuses);

    /**
     * What excuses somebody.
     *
     * @param leaves as the leave status has them
     * @param approvals as the day's approvals have them
     */
    record Excuse(List<Leave> leaves, List<Leave> approvals) {
        public Excuse {
            leaves = List.copyOf(leaves);
            approvals = List.copyOf(approvals);
        }
    }
}
