package dev.rollcall.cli;

import java.time.Duration;

/** On a terminal, one line that tells how far it is and is wiped at the end. Thread-safe. */
final class Progress {
    private static final Duration SILENT = Duration.ofSeconds(2);
    private static final Duration EVERY = Duration.ofMillis(200);

    private final Surroundings surroundings;
    private long next;
    private boolean shown;
    private boolean ended;

    Progress(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.next = surroundings.waiting().nanos() + SILENT.toNanos();
    }

    /** DingTalk has been asked so often; said only when it takes more than two seconds. */
    synchronized void called(int calls) {
        long now = surroundings.waiting().nanos();
        if (now - next >= 0) {
            next = now + EVERY.toNanos();
            show(calls + " calls");
        }
    }

    /** So many days of {@code all} have been read; nothing is said where none has to be. */
    synchronized void day(int done, int all) {
        if (all > 0) {
            show(done + " of " + all + " days");
        }
    }

    private void show(String what) {
        if (surroundings.terminal() && !ended) {
            shown = true;
            surroundings.err().print("\rReading from DingTalk: " + what + " …");
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
