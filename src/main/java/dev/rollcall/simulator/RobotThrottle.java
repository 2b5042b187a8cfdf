package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** 20 messages a minute for each robot, then nothing for ten minutes [KB 0717]; window and block are guesses [U]. */
final class RobotThrottle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final int limit;
    private final Duration block;
    private final Map<String, Deque<Instant>> sent = new HashMap<>();
    private final Map<String, Instant> blockedUntil = new HashMap<>();

    RobotThrottle(int limit, Duration block) {
        this.limit = limit;
        this.block = block;
    }

    synchronized boolean admits(String robot, Instant now) {
        Instant until = blockedUntil.get(robot);
        if (until != null && now.isBefore(until)) {
            return false;
        }
        Deque<Instant> times = sent.computeIfAbsent(robot, any -> new ArrayDeque<>());
        while (!times.isEmpty() && !times.getFirst().plus(MINUTE).isAfter(now)) {
            times.removeFirst();
        }
        if (limit > 0 && times.size() >= limit) {
            blockedUntil.put(robot, now.plus(block));
            return false;
        }
        times.addLast(now);
        return true;
    }

    synchronized void clear() {
        sent.clear();
        blockedUntil.clear();
    }
}
