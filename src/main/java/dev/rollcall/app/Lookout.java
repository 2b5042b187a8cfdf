package dev.rollcall.app;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after something again and again, on one thread of its own, whatever goes wrong in a look. Thread-safe. */
final class Lookout implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private final String name;
    private final Duration pause;
    private final List<Runnable> looks;
    private final Waiting waiting;
    private final Thread thread;
    private volatile boolean finished;

    /**
     * Does not look yet.
     *
     * @param name of the thread
     * @param looks done one after the other; one that fails keeps no other from being done
     */
    Lookout(String name, Duration pause, List<Runnable> looks, Waiting waiting) {
        this.name = name;
        this.pause = pause;
        this.looks = List.copyOf(looks);
        this.waiting = waiting;
        thread = new Thread(this::watch, name);
        thread.setDaemon(true);
    }

    /** Begins. To be called once. */
    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!finished && !Thread.currentThread().isInterrupted()) {
                look();
                waiting.pause(pause);
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody looks after {} any more", name);
        }
    }

    /** Looks once, as it does by itself. */
    void look() {
        for (Runnable look : looks) {
            try {
                look.run();
            } catch (RuntimeException e) {
                LOG.error("A look after {} failed; the next is in {} s", name, pause.toSeconds(), e);
            }
        }
    }

    /** Looks no more after the look that is under way. */
    void finish() {
        finished = true;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
