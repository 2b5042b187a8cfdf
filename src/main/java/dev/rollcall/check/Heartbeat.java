package dev.rollcall.check;

import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.Unwritten;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every second that this process lives, writes what could not be written before, and then lets it look for work.
 * While the ledger cannot be reached it says so once, and once that it is back. One thread; thread-safe.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final UUID process;
    private final Unwritten unwritten;
    private final Waiting waiting;
    private final Runnable then;
    private final Thread thread = new Thread(this::beat, "heartbeat");
    private volatile boolean closed;
    private volatile String trouble = "";

    /** @param then what is done after each beat; may throw {@link LedgerException} */
    Heartbeat(Ledger ledger, UUID process, Unwritten unwritten, Waiting waiting, Runnable then) {
        this.ledger = ledger;
        this.process = process;
        this.unwritten = unwritten;
        this.waiting = waiting;
        this.then = then;
        thread.setDaemon(true);
    }

    /** Says that this process lives, before it returns, and begins to go on saying so. */
    void start() {
        ledger.slots().renew(process);
        thread.start();
    }

    private void beat() {
        try {
            while (!closed) {
                once();
                waiting.pause(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("The heartbeat has stopped");
        }
    }

    private void once() {
        try {
            ledger.slots().renew(process);
            unwritten.flush();
            then.run();
            well();
        } catch (LedgerException e) {
            ill(e);
        } catch (RuntimeException e) {
            LOG.error("A round of the ledger failed; the next one comes in a second", e);
        }
    }

    private void well() {
        if (!trouble.isEmpty()) {
            trouble = "";
            LOG.info("The ledger is back; what waited for it goes on");
        }
    }

    private void ill(LedgerException e) {
        String words = String.valueOf(e.getMessage());
        if (trouble.isEmpty()) {
            LOG.error("{}; digests wait until it is possible, none is lost", words);
        }
        trouble = words;
    }

    /** What keeps the ledger from being reached, in words; empty where it can be. */
    String trouble() {
        return trouble;
    }

    /** Stops, writes what waits if that is possible, and gives this process's slots back. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.interrupt();
        try {
            thread.join(GRACE.toMillis());
            unwritten.flush();
            ledger.slots().release(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LedgerException e) {
            LOG.warn("Its slots are given back when its claims end: {}", e.getMessage());
        }
    }
}
