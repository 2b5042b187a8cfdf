package dev.rollcall.delivery;

import dev.rollcall.ledger.LedgerException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has happened and could not be written into the ledger yet: written in order as soon as it can be. If the process
 * dies first, another sends the message again under the same id. Thread-safe.
 */
public final class Unwritten {
    private static final Logger LOG = LoggerFactory.getLogger(Unwritten.class);

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    /** Does {@code write} now, side by side with others; where something waits, or this cannot be written, after that. */
    public void write(Runnable write) {
        if (!isEmpty() || !done(write)) {
            keep(write);
        }
    }

    private synchronized void keep(Runnable write) {
        waiting.addLast(write);
    }

    /** Tries what waits, in order, until something cannot be written. */
    public synchronized void flush() {
        while (!waiting.isEmpty() && done(waiting.getFirst())) {
            waiting.removeFirst();
        }
    }

    /** Whether {@code write} is through: written, or refused for good. */
    private static boolean done(Runnable write) {
        try {
            write.run();
        } catch (LedgerException e) {
            if (e.retryable()) {
                LOG.debug("Waits for the ledger: {}", e.getMessage());
                return false;
            }
            LOG.error("An entry of the ledger is lost: {}", e.getMessage());
        }
        return true;
    }

    /** Whether everything has been written. */
    public synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }
}
