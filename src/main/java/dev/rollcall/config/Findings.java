package dev.rollcall.config;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects faults and warnings while a file is read, so that all of them are told at once. */
final class Findings {
    private final SortedSet<Fault> faults = new TreeSet<>();
    private final SortedSet<Fault> warnings = new TreeSet<>();

    void fault(Position at, String path, String text) {
        faults.add(new Fault(at.line(), at.column(), path, text));
    }

    void warn(Position at, String path, String text) {
        warnings.add(new Fault(at.line(), at.column(), path, text));
    }

    boolean faulty() {
        return !faults.isEmpty();
    }

    /** By position. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** By position. */
    List<Fault> warnings() {
        return List.copyOf(warnings);
    }
}
