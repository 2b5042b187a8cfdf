package dev.rollcall.app;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tallies of one thing by what it was: one for each combination of its labels, and of those no more than a few hundred. Thread-safe. */
final class Tallies {
    /** What comes when there are so many is counted together. */
    static final int MOST = 500;

    static final String OTHER = "other";

    private final Waiting waiting;
    private final List<String> labels;
    private final Map<List<String>, Tally> all = new ConcurrentHashMap<>();

    Tallies(Waiting waiting, String... labels) {
        this.waiting = waiting;
        this.labels = List.of(labels);
    }

    /** What tells one from another, in the order of the values. */
    List<String> labels() {
        return labels;
    }

    /** Counts one that took no time worth saying. */
    void add(String... values) {
        add(Duration.ZERO, values);
    }

    /** Counts one that took so long; {@code values} are those of the labels. */
    void add(Duration took, String... values) {
        List<String> key = List.of(values);
        Tally known = all.get(key);
        if (known == null) {
            List<String> bounded = all.size() < MOST ? key : Collections.nCopies(labels.size(), OTHER);
            known = all.computeIfAbsent(bounded, any -> new Tally(waiting));
        }
        known.add(took);
    }

    /** By their labels' values; a view that goes on changing. */
    Map<List<String>, Tally> all() {
        return Collections.unmodifiableMap(all);
    }
}
