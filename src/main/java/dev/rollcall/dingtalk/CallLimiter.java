package dev.rollcall.dingtalk;

import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Never more than so many calls to one path in any 1.03 s, counted from sending to sending.
 *
 * <p>DingTalk counts 20 calls a second per app and API [KB 1433] and counts them when they arrive. A call is therefore
 * entered when it leaves, and corrected once its answer shows that it may have been held up on the way: by as much as
 * the answer took longer than the quickest one so far, or by all that it took while only few have come. Thread-safe.
 */
final class CallLimiter {
    /** A second, and what a clock may be off by. */
    static final Duration WINDOW = Duration.ofMillis(1030);

    private static final long WINDOW_NANOS = WINDOW.toNanos();
    private static final long MOST_CORRECTION = Duration.ofSeconds(1).toNanos();

    /** Answers after which the quickest of them tells how long an answer takes when nothing is held up. */
    private static final int ENOUGH_ANSWERS = 40;

    private static final Duration WHILE_UNSENT = Duration.ofMillis(5);

    private final int callsPerSecond;
    private final Waiting waiting;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    CallLimiter(int callsPerSecond, Waiting waiting) {
        this.callsPerSecond = callsPerSecond;
        this.waiting = waiting;
    }

    /**
     * Waits until a call to {@code path} may leave.
     *
     * @return the permit, to be told when the call leaves and when its answer comes; null where the deadline is over
     */
    @org.jspecify.annotations.Nullable
    Permit acquire(String path, Deadline deadline) throws InterruptedException {
        Lane lane = lane(path);
        while (true) {
            if (deadline.over()) {
                return null;
            }
            Permit permit = new Permit(lane);
            long wait = lane.enter(permit);
            if (wait <= 0) {
                return permit;
            }
            waiting.pause(Duration.ofNanos(Math.min(wait, deadline.left().toNanos())));
        }
    }

    /** Lets nothing leave for {@code path} for {@code duration}: DingTalk says that it was too much. */
    void pause(String path, Duration duration) {
        lane(path).pause(duration);
    }

    private Lane lane(String path) {
        return lanes.computeIfAbsent(path, key -> new Lane());
    }

    /** One path's calls that still count. */
    private final class Lane {
        private final Deque<Permit> permits = new ArrayDeque<>();
        private long quickest = Long.MAX_VALUE;
        private int answers;
        private long closedUntil = waiting.nanos();

        /** Enters {@code permit} and returns 0, or returns how long to wait in nanoseconds before trying again. */
        synchronized long enter(Permit permit) {
            long now = waiting.nanos();
            if (closedUntil - now > 0) {
                return closedUntil - now;
            }
            permits.removeIf(old -> old.sent && now - old.countsFrom > WINDOW_NANOS);
            if (permits.size() < callsPerSecond) {
                permits.add(permit);
                return 0;
            }
            return permits.stream()
                    .filter(old -> old.sent)
                    .mapToLong(old -> old.countsFrom + WINDOW_NANOS - now + 1)
                    .min()
                    .orElse(WHILE_UNSENT.toNanos());
        }

        synchronized void pause(Duration duration) {
            closedUntil = Math.max(closedUntil, waiting.nanos() + duration.toNanos());
        }
    }

    /** One call's place in its path's log. */
    final class Permit {
        private final Lane lane;
        private boolean sent;
        private long sentAt;
        private long countsFrom;

        private Permit(Lane lane) {
            this.lane = lane;
        }

        /** The call has left. Saying it again changes nothing. */
        void sent() {
            synchronized (lane) {
                if (!sent) {
                    sent = true;
                    sentAt = waiting.nanos();
                    countsFrom = sentAt;
                }
            }
        }

        /** Its answer begins to come. */
        void answered() {
            synchronized (lane) {
                sent();
                long took = waiting.nanos() - sentAt;
                lane.quickest = Math.min(lane.quickest, took);
                lane.answers++;
                long usual = lane.answers < ENOUGH_ANSWERS ? 0 : lane.quickest;
                countsFrom = sentAt + Math.min(MOST_CORRECTION, took - usual);
            }
        }
    }
}
