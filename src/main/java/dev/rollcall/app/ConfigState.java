package dev.rollcall.app;

import java.util.List;

/** Is what stands in the configuration file what is in force? Thread-safe. */
final class ConfigState {
    private volatile String words = "in force";
    private volatile boolean refused;

    /** What stands in the file is in force. */
    void taken(List<String> waiting) {
        refused = false;
        words = waiting.isEmpty() ? "in force" : "in force, but for what waits for the next start";
    }

    /** What stands in the file cannot be used. */
    void refuse() {
        refused = true;
        words = "refused: the one of before is in force, the log says why";
    }

    /** What stands in the file is good, and waits for something else. */
    void delay() {
        refused = false;
        words = "waiting: the one of before is in force until this one can be started";
    }

    /** Whether the last change was refused. */
    boolean isRefused() {
        return refused;
    }

    /** How it is, in words that anybody may read. */
    String words() {
        return words;
    }
}
