package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the simulator was asked, counted where it arrives. Safe for use by many threads. Robot messages are not in it. */
public final class CallLog {
    private static final int REFUSALS_KEPT = 200;

    private static final class Arrivals {
        private long[] times = new long[64];
        private int size;

        void add(long nanos) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
            }
            times[size++] = nanos;
        }

        int mostWithin(long window) {
            long[] sorted = Arrays.copyOf(times, size);
            Arrays.sort(sorted);
            int most = 0;
            int first = 0;
            for (int last = 0; last < size; last++) {
                while (sorted[last] - sorted[first] >= window) {
                    first++;
                }
                most = Math.max(most, last - first + 1);
            }
            return most;
        }
    }

    private final Map<String, Arrivals> arrivals = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private int refused;
    private int metered;

    CallLog() {}

    /** Attempts by path, refused ones and token calls included. */
    public synchronized Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        arrivals.forEach((path, times) -> counts.put(path, times.size));
        return counts;
    }

    /** Calls beyond the limit per second, and calls that asked for more than the documented maximum. */
    public synchronized int refused() {
        return refused;
    }

    /** The first refused calls of whatever kind, in words; answers of switched-on faults are not among them. */
    public synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Calls that counted against the monthly quota. */
    public synchronized int metered() {
        return metered;
    }

    /** The largest number of attempts that arrived on a path within any one second. */
    public synchronized int maxInAnySecond(String path) {
        Arrivals times = arrivals.get(path);
        return times == null ? 0 : times.mostWithin(1_000_000_000L);
    }

    public synchronized void clear() {
        arrivals.clear();
        refusals.clear();
        refused = 0;
        metered = 0;
    }

    synchronized void arrived(String path, long nanos) {
        arrivals.computeIfAbsent(path, any -> new Arrivals()).add(nanos);
    }

    /** Counts a metered call, unless that would be beyond the quota. */
    synchronized boolean meter(int quota) {
        if (quota > 0 && metered >= quota) {
            return false;
        }
        metered++;
        return true;
    }

    synchronized void refused(String path, Refusal refusal) {
        if (refusal.oversized || refusal.code == 90018) {
            refused++;
        }
        if (refusals.size() < REFUSALS_KEPT) {
            refusals.add(path + ": " + refusal.code + " " + refusal.text());
        }
    }
}
