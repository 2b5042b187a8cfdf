package dev.rollcall.check;

import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.Unwritten;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.LedgerException.Reason;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every second that this process lives, writes what could not be written before, and then lets it look for work.
 * While the ledger cannot be written it says so once, and once that it is back; where it comes and goes it says that and
 * then no more until it has been well for five minutes. One thread; thread-safe.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** After so many beats in a row that are well, trouble is new trouble: a full disk takes a row now and then. */
    private static final int FOR_GOOD = 300;

    private final Ledger ledger;
    private final UUID process;
    private final Unwritten unwritten;
    private final Waiting waiting;
    private final Runnable then;
    private final Thread thread = new Thread(this::beat, "heartbeat");
    private volatile boolean closed;
    private volatile @Nullable Reason trouble;
    private int well;
    private int troubles;

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
        if (trouble != null && troubles == 1) {
            LOG.info("The ledger is back; what waited for it goes on");
        }
        trouble = null;
        if (troubles > 0 && ++well >= FOR_GOOD) {
            if (troubles > 1) {
                LOG.info("The ledger is back for good; what waited for it has gone on");
            }
            troubles = 0;
        }
    }

    private void ill(LedgerException e) {
        if (trouble == null && ++troubles <= 2) {
            String more = troubles == 1 ? "" : "; it comes and goes, and that is said no more until it has stopped";
            LOG.error("{}; digests wait until it is possible, none is lost{}", e.getMessage(), more);
        }
        trouble = e.reason();
        well = 0;
    }

    /** What keeps the ledger from being written; null where nothing does. */
    @Nullable
    Reason trouble() {
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
