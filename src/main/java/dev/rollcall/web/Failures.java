package dev.rollcall.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has guessed too often? Ten wrong tokens a minute are let pass from one address. Thread-safe. */
final class Failures {
    static final int A_MINUTE = 10;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int REMEMBERED = 10_000;

    private final Map<String, Deque<Long>> times = new LinkedHashMap<>();

    /** Whether {@code address} must wait, at {@code now} in nanoseconds of whatever origin. */
    synchronized boolean tooMany(String address, long now) {
        Deque<Long> own = times.get(address);
        return own != null && recent(own, now).size() >= A_MINUTE;
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

    private static Deque<Long> recent(Deque<Long> own, long now) {
        while (!own.isEmpty() && (now - own.getFirst() > MINUTE || own.size() > A_MINUTE)) {
            own.removeFirst();
        }
        return own;
    }
}
