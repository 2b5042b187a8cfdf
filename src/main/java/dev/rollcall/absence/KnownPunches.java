package dev.rollcall.absence;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Punches that earlier roll calls of a work date have read, so that whoever came in time is asked about once a day.
 *
 * <p>Only accepted punches. May forget: what is not known is read. May do I/O; thread-safe; throws nothing for what
 * cannot be looked up or kept.
 */
public interface KnownPunches {
    /** Remembers nothing. */
    KnownPunches NONE = new KnownPunches() {
        @Override
        public Map<String, List<Punch>> of(LocalDate workDate, Collection<String> people) {
            return Map.of();
        }

        @Override
        public void remember(LocalDate workDate, Map<String, List<Punch>> punches) {
            // Whatever is asked next is read.
        }
    };

    /** What is known of {@code people} on {@code workDate}, by user id; people of whom nothing is known are missing. */
    Map<String, List<Punch>> of(LocalDate workDate, Collection<String> people);

    /** Adds {@code punches}, by user id, as they were read for {@code workDate}: the same punch may come again. */
    void remember(LocalDate workDate, Map<String, List<Punch>> punches);
}
