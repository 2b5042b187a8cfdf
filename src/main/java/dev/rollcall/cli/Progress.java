package dev.rollcall.cli;

import java.time.Duration;

/** On a terminal, and only when it takes more than two seconds: how often DingTalk has been asked. Thread-safe. */
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

    synchronized void called(int calls) {
        long now = surroundings.waiting().nanos();
        if (surroundings.terminal() && !ended && now - next >= 0) {
            next = now + EVERY.toNanos();
            shown = true;
            surroundings.err().print("\rReading from DingTalk: " + calls + " calls …");
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
