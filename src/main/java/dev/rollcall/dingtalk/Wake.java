package dev.rollcall.dingtalk;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The pauses of one thread, which others may end early. Only they may interrupt that thread. Thread-safe. */
final class Wake {
    private final Waiting waiting;
    private @Nullable Thread sleeper;
    private boolean rung;

    Wake(Waiting waiting) {
        this.waiting = waiting;
    }

    /** Blocks until {@link #ring} was called since the last pause, or for {@code longest}. */
    void pause(Duration longest) {
        if (!lieDown()) {
            return;
        }
        try {
            waiting.pause(longest);
        } catch (InterruptedException e) {
            // Rung: whoever pauses looks what there is.
        } finally {
            getUp();
        }
    }

    /** Ends the pause, or the next one if there is none now. */
    synchronized void ring() {
        rung = true;
        if (sleeper != null) {
            sleeper.interrupt();
        }
    }

    private synchronized boolean lieDown() {
        boolean still = !rung;
        rung = false;
        sleeper = still ? Thread.currentThread() : null;
        return still;
    }

    /** From here on nobody interrupts; whoever has, did it to end a pause that has ended. */
    @SuppressWarnings("ResultOfMethodCallIgnored")
    private synchronized void getUp() {
        sleeper = null;
        rung = false;
        Thread.interrupted();
    }
}
