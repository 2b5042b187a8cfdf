package dev.rollcall.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has guessed too often? So many wrong tokens a minute are let pass from one address. Thread-safe. */
final class Failures {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int REMEMBERED = 10_000;

    private final int most;
    private final Map<String, Deque<Long>> times = new LinkedHashMap<>();

    /** @param most how many a minute, from one address */
    Failures(int most) {
        this.most = most;
    }

    /** Whether {@code address} must wait, at {@code now} in nanoseconds of whatever origin. */
    synchronized boolean tooMany(String address, long now) {
        Deque<Long> own = times.get(address);
        return own != null && recent(own, now).size() >= most;
    }

    /** One more. */
    synchronized void add(String address, long now) {
        if (times.size() >= REMEMBERED) {
            times.values().removeIf(own -> recent(own, now).isEmpty());
        }
        if (times.size() >= REMEMBERED) { // A flood from everywhere: the oldest are forgiven.
            times.remove(times.keySet().iterator().next());
        }
        recent(times.computeIfAbsent(address, any -> new ArrayDeque<>()), now).add(now);
    }

    private Deque<Long> recent(Deque<Long> own, long now) {
        while (!own.isEmpty() && (now - own.getFirst() > MINUTE || own.size() > most)) {
            own.removeFirst();
        }
        return own;
    }
}
