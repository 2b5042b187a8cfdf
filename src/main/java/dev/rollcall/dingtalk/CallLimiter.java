package dev.rollcall.dingtalk;

import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Never more than so many calls to one path in any 1.03 s, counted as they arrive.
 *
 * <p>DingTalk counts 20 calls a second per app and API [KB 1433] and counts them when they arrive, which is some time
 * between sending and answer: a call without an answer may arrive only now. Once the quickest answer is known, a call
 * counts from so long before its own: that is its sending, and later by as much as it was held up. Thread-safe.
 */
final class CallLimiter {
    /** A second, and what a clock may be off by. */
    static final Duration WINDOW = Duration.ofMillis(1030);

    private static final long WINDOW_NANOS = WINDOW.toNanos();

    /** Answers after which the quickest of them tells how long an answer takes when nothing is held up. */
    private static final int ENOUGH_ANSWERS = 40;

    private static final long WHILE_UNKNOWN = Duration.ofMillis(5).toNanos();

    private volatile int callsPerSecond;

    /** Answers that come one by one are not late, and what is late counts for longer. */
    private volatile long apart;

    private final Waiting waiting;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicLong quickest = new AtomicLong(Long.MAX_VALUE);

    CallLimiter(int callsPerSecond, Waiting waiting) {
        this.callsPerSecond = callsPerSecond;
        this.apart = apart(callsPerSecond);
        this.waiting = waiting;
    }

    /** From here on so many are allowed; what has left counts as before. */
    void allow(int calls) {
        callsPerSecond = calls;
        apart = apart(calls);
    }

    private static long apart(int calls) {
        return WINDOW_NANOS / calls / 16;
    }

    /**
     * Waits until a call to {@code path} may leave.
     *
     * @return the permit, to be told when the call leaves, when its answer comes and when it is over; null where the deadline is over
     */
    @Nullable
    Permit acquire(String path, Deadline deadline) throws InterruptedException {
        Lane lane = lane(path);
        Permit permit = new Permit(lane);
        lane.join(permit);
        try {
            while (!deadline.over()) {
                long wait = lane.enter(permit);
                if (wait <= 0) {
                    return permit;
                }
                waiting.pause(Duration.ofNanos(Math.min(wait, deadline.left().toNanos())));
            }
            return null;
        } finally {
            lane.leave(permit);
        }
    }

    /** Lets nothing leave for {@code path} for {@code duration}: DingTalk says that it was too much. */
    void pause(String path, Duration duration) {
        lane(path).pause(duration);
    }

    private Lane lane(String path) {
        return lanes.computeIfAbsent(path, key -> new Lane());
    }

    /** How long an answer takes at least, in nanoseconds; 0 while that is not known. */
    private long usual() {
        return answers.get() < ENOUGH_ANSWERS ? 0 : quickest.get();
    }

    private void answeredAfter(long nanos) {
        quickest.accumulateAndGet(nanos, Math::min);
        answers.incrementAndGet();
    }

    /** One path's calls that still count, and those that wait, first come, first served. */
    private final class Lane {
        private final Deque<Permit> permits = new ArrayDeque<>();
        private final Set<Permit> queue = new LinkedHashSet<>();
        private long closedUntil = waiting.nanos();
        private long lastEntered = closedUntil - WINDOW_NANOS;

        synchronized void join(Permit permit) {
            queue.add(permit);
        }

        synchronized void leave(Permit permit) {
            queue.remove(permit);
        }

        /**
         * Enters {@code permit}, whose place in the queue is free then, and returns 0, or returns how long to wait in
         * nanoseconds before trying again: until as many may have ended as wait before it.
         */
        synchronized long enter(Permit permit) {
            long now = waiting.nanos();
            if (closedUntil - now > 0) {
                return closedUntil - now;
            }
            long usual = usual();
            permits.removeIf(old -> old.countsUntil(now, usual) - now < 0);
            int before = before(permit);
            int free = callsPerSecond - permits.size();
            long later = apart(now);
            if (before < free && later > 0) {
                return later + before * apart;
            }
            if (before < free) {
                lastEntered = now;
                queue.remove(permit);
                permits.add(permit);
                return 0;
            }
            long[] waits = permits.stream()
                    .mapToLong(old -> old.mayEnd(now, usual) - now + 1)
                    .map(wait -> wait > 0 ? wait : WHILE_UNKNOWN)
                    .sorted()
                    .toArray();
            return waits.length == 0 ? WHILE_UNKNOWN : waits[Math.min(before - free, waits.length - 1)];
        }

        /** How much later the next one may leave, where so many wait that the next second has its fill anyway. */
        private long apart(long now) {
            return queue.size() > callsPerSecond ? Math.max(0, lastEntered + apart - now) : 0;
        }

        private int before(Permit permit) {
            int before = 0;
            for (Permit one : queue) {
                if (one.equals(permit)) {
                    return before;
                }
                before++;
            }
            throw new IllegalStateException("not in the queue");
        }

        synchronized void pause(Duration duration) {
            closedUntil = Math.max(closedUntil, waiting.nanos() + duration.toNanos());
        }
    }

    /** Waits until it is a call's turn again. */
    interface AnotherTurn {
        void await() throws DingTalkException, InterruptedException;
    }

    /** One call's place in its path's log; guarded by its lane. */
    final class Permit {
        private final Lane lane;
        private @Nullable Long leaveBy;
        private AnotherTurn another = () -> {};
        private boolean sent;
        private long sentAt;
        private boolean over;
        private long overAt;

        private Permit(Lane lane) {
            this.lane = lane;
        }

        /** Whoever has not left at {@code nanos} of the waiting's clock has to take {@code anotherTurn}, which says so again. */
        void leaveBy(long nanos, AnotherTurn anotherTurn) {
            synchronized (lane) {
                leaveBy = nanos;
                another = anotherTurn;
            }
        }

        /**
         * Returns when the call may leave at once, which is mostly now: where connecting took long, at another turn.
         *
         * @throws DingTalkException if there is none in time
         */
        void leave() throws DingTalkException, InterruptedException {
            while (!inTime()) {
                another.await();
            }
        }

        private boolean inTime() {
            synchronized (lane) {
                return leaveBy == null || waiting.nanos() - leaveBy < 0;
            }
        }

        /** The call has left. Saying it again changes nothing. */
        void sent() {
            synchronized (lane) {
                if (!sent) {
                    sent = true;
                    sentAt = waiting.nanos();
                }
            }
        }

        /** Its answer begins to come. */
        void answered() {
            synchronized (lane) {
                if (!over) {
                    over();
                    answeredAfter(overAt - sentAt);
                }
            }
        }

        /** Nothing more happens to it, with or without an answer. Saying it again changes nothing. */
        void over() {
            synchronized (lane) {
                sent();
                if (!over) {
                    over = true;
                    overAt = waiting.nanos();
                }
            }
        }

        private long countsUntil(long now, long usual) {
            if (!sent) {
                return now + WINDOW_NANOS;
            }
            long arrived = (over ? overAt : now) - usual;
            return sentAt + Math.max(0, arrived - sentAt) + WINDOW_NANOS;
        }

        /** When it may count no longer, as far as is known; in the past where nothing is. */
        private long mayEnd(long now, long usual) {
            if (!sent) {
                return now - 1;
            }
            long soonest = sentAt + WINDOW_NANOS;
            boolean known = over && (usual > 0 || soonest - now <= 0);
            return known ? countsUntil(now, usual) : soonest;
        }
    }
}
