package dev.rollcall.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Access tokens: the same one while it is valid, renewed by asking for it again; a new one afterwards [KB 0033, 1444]. */
final class Tokens {
    private record Issued(String token, Instant until) {}

    private final Clock clock;
    private final Duration life;
    private final Map<String, Issued> byApp = new HashMap<>();
    private final Map<String, Instant> validUntil = new HashMap<>();
    private int number;

    Tokens(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    synchronized String issue(String appKey) {
        Instant now = clock.instant();
        Issued last = byApp.get(appKey);
        String token = last != null && now.isBefore(last.until()) ? last.token() : "sim-tok-" + appKey + "-" + ++number;
        Instant until = now.plus(life);
        byApp.put(appKey, new Issued(token, until));
        validUntil.put(token, until);
        return token;
    }

    synchronized boolean isValid(String token) {
        Instant until = validUntil.get(token);
        return until != null && clock.instant().isBefore(until);
    }

    long lifeSeconds() {
        return life.toSeconds();
    }
}
