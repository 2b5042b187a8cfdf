package dev.rollcall.ledger;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How are the database's connections used? Counted by the pool, which asks for nothing else. Thread-safe; no I/O. */
public final class ConnectionUse implements MetricsTrackerFactory {
    private final LongAdder had = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder notHad = new LongAdder();
    private volatile @Nullable PoolStats stats;

    ConnectionUse() {}

    /** Called by the pool, once. */
    @Override
    public IMetricsTracker create(String poolName, PoolStats poolStats) {
        stats = poolStats;
        return new IMetricsTracker() {
            @Override
            public void recordConnectionAcquiredNanos(long elapsedAcquiredNanos) {
                had.increment();
                waitedNanos.add(elapsedAcquiredNanos);
            }

            @Override
            public void recordConnectionTimeout() {
                notHad.increment();
            }
        };
    }

    /** How often a piece of work has had a connection. */
    public long had() {
        return had.sum();
    }

    /** How long all of them together have waited for one. */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos.sum());
    }

    /** How often one was waited for in vain. */
    public long notHad() {
        return notHad.sum();
    }

    /** How many are at work now, a second ago at most. */
    public int active() {
        PoolStats now = stats;
        return now == null ? 0 : now.getActiveConnections();
    }

    /** How many are there and have nothing to do. */
    public int idle() {
        PoolStats now = stats;
        return now == null ? 0 : now.getIdleConnections();
    }

    /** How many pieces of work wait for one. */
    public int waiting() {
        PoolStats now = stats;
        return now == null ? 0 : now.getPendingThreads();
    }

    /** How many there may be. */
    public int most() {
        PoolStats now = stats;
        return now == null ? 0 : now.getMaxConnections();
    }
}
