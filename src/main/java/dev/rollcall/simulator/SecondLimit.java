package dev.rollcall.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** At most so many accepted calls on each API path within any second [KB 1433]; a refused call does not count. */
final class SecondLimit {
    private static final long WINDOW = 1_000_000_000L;
    private final int limit;
    private final Map<String, Deque<Long>> accepted = new ConcurrentHashMap<>();

    SecondLimit(int limit) {
        this.limit = limit;
    }

    boolean admits(String path, long nanos) {
        if (limit <= 0) {
            return true;
        }
        Deque<Long> times = accepted.computeIfAbsent(path, any -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && nanos - times.getFirst() >= WINDOW) {
                times.removeFirst();
            }
            if (times.size() >= limit) {
                return false;
            }
            times.addLast(nanos);
            return true;
        }
    }

    void clear() {
        accepted.clear();
    }
}
