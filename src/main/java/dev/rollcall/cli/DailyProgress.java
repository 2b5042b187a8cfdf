package dev.rollcall.cli;

/** On a terminal: how many days have been read. Thread-safe. */
final class DailyProgress {
    private final Surroundings surroundings;
    private boolean shown;
    private boolean ended;

    DailyProgress(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    synchronized void day(int done, int all) {
        if (surroundings.terminal() && !ended && all > 0) {
            shown = true;
            surroundings.err().print("\rReading from DingTalk: " + done + " of " + all + " days …");
            surroundings.err().flush();
        }
    }

    /** Wipes the line. */
    synchronized void end() {
        ended = true;
        if (shown) {
            shown = false;
            surroundings.err().print("\r\u001b[K");
            surroundings.err().flush();
        }
    }
}
