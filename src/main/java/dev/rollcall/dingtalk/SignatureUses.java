package dev.rollcall.dingtalk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which messages has each signature carried? At most twenty different ones: more of them nobody writes in the same
 * millisecond, however many ask at once, and what it brings again counts once. Forgets signatures that are too old to be accepted; only who knows the
 * app's secret makes new ones. Thread-safe; each process counts for itself.
 */
final class SignatureUses {
    /** So many different messages may come under one signature. */
    static final int MOST = 20;

    private final long tolerance;
    private final TreeMap<Long, Set<String>> messages = new TreeMap<>();

    /** @param tolerance how far the time of a signature that is accepted may be from now */
    SignatureUses(Duration tolerance) {
        this.tolerance = tolerance.toMillis();
    }

    /**
     * Whether {@code message} may come under the signature of {@code signedAt}, as it may when it came before.
     *
     * @param signedAt in milliseconds since 1970
     * @param message its id
     */
    synchronized boolean admit(long signedAt, String message, Instant now) {
        messages.headMap(now.toEpochMilli() - tolerance).clear();
        Set<String> carried = messages.computeIfAbsent(signedAt, any -> new HashSet<>());
        return carried.contains(message) || (carried.size() < MOST && carried.add(message));
    }

    /** How many signatures are remembered. */
    synchronized int remembered() {
        return messages.size();
    }
}
