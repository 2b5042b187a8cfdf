package dev.rollcall.ledger;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings commits to the disk, many waiting callers with one {@code CHECKPOINT SYNC}: it costs milliseconds, and one that
 * begins after a commit covers it. Thread-safe.
 */
final class Checkpoint {
    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long begun;
    private long done;
    private boolean running;

    Checkpoint(Database database) {
        this.database = database;
    }

    /** Returns once a checkpoint that began after this call has ended. */
    void reached() {
        lock.lock();
        try {
            long wanted = begun + 1;
            while (done < wanted) {
                if (running) {
                    ended.awaitUninterruptibly();
                } else {
                    make();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes one with the lock given away meanwhile. */
    private void make() {
        long mine = ++begun;
        running = true;
        lock.unlock();
        boolean well = false;
        try {
            database.checkpoint();
            well = true;
        } finally {
            lock.lock();
            running = false;
            done = well ? mine : done;
            ended.signalAll();
        }
    }
}
