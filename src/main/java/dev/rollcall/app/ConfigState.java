package dev.rollcall.app;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Is what stands in the configuration file what is in force? Thread-safe. */
final class ConfigState {
    private volatile String words = "in force";
    private volatile List<String> faults = List.of();
    private volatile Instant takenAt;
    private final Clock clock;

    /** That which the program was started with has just been loaded. */
    ConfigState(Clock clock) {
        this.clock = clock;
        takenAt = clock.instant();
    }

    /** What stands in the file is in force. */
    void taken(List<String> waiting) {
        faults = List.of();
        takenAt = clock.instant();
        words = waiting.isEmpty() ? "in force" : "in force, but for what waits for the next start";
    }

    /**
     * What stands in the file cannot be used.
     *
     * @param why a line for each fault, at least one
     */
    void refuse(List<String> why) {
        faults = List.copyOf(why);
        words = "refused: the one of before is in force, the log says why";
    }

    /** What stands in the file is good, and waits for something else. */
    void delay() {
        faults = List.of();
        words = "waiting: the one of before is in force until this one can be started";
    }

    /** Whether the last change was refused. */
    boolean isRefused() {
        return !faults.isEmpty();
    }

    /** Why it was refused, a line for each fault; empty where it was not. */
    List<String> faults() {
        return faults;
    }

    /** When what is in force was loaded. */
    Instant takenAt() {
        return takenAt;
    }

    /** How it is, in words that anybody may read. */
    String words() {
        return words;
    }
}
