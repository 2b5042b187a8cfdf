package dev.rollcall.dingtalk;

import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.CallLimiter.Permit;
import dev.rollcall.dingtalk.Shared.Turns;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's turns among all processes that call DingTalk for one organisation.
 *
 * <p>A call leaves at its turn or a little later, which is looked at once more when it is on the connection; what is held
 * up for longer takes another turn. Turns are so far apart that, whatever part of the slack each call uses, never more than
 * the allowed number arrive in any window of {@link CallLimiter}: that costs a sixth of the rate. Callers who wait at the same time are served by one reservation,
 * which is made when few turns are left of those before it: so a process that ends, or is told to pause, loses few.
 * Thread-safe.
 */
final class SharedTurns {
    private static final Logger LOG = LoggerFactory.getLogger(SharedTurns.class);
    private static final Duration SLACK = Duration.ofMillis(200);

    /** The part of the slack that is left for the way. */
    private static final Duration WAY = Duration.ofMillis(50);

    private final Turns turns;
    private final Waiting waiting;
    private final Patience patience;
    private final Duration apart;
    private final int most;
    private final int few;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    SharedTurns(Turns turns, int callsPerSecond, Waiting waiting) {
        this.turns = turns;
        this.waiting = waiting;
        this.patience = new Patience(waiting);
        // Rounded up: a database may know microseconds only.
        long micros = CallLimiter.WINDOW.plus(SLACK).toNanos() / 1000 / callsPerSecond + 1;
        this.apart = Duration.ofNanos(micros * 1000);
        this.most = Math.max(1, callsPerSecond / 2);
        this.few = Math.max(1, most / 2);
    }

    /**
     * Waits until it is this process's turn to call {@code path}: the call must leave now.
     *
     * @param permit is told until when the call may leave
     * @throws DingTalkException if it is not by {@code deadline}
     */
    void await(String path, Permit permit, Deadline deadline) throws DingTalkException, InterruptedException {
        if (turns == Turns.NONE) {
            return;
        }
        Lane lane = lane(path);
        boolean missed = true;
        while (missed) {
            Place place = lane.join();
            try {
                Turn turn = turn(path, lane, place, deadline);
                missed = !reached(turn, lane, deadline);
                permit.leaveBy(turn.until(), () -> await(path, permit, deadline));
            } finally {
                lane.leave(place);
            }
        }
    }

    private boolean reached(Turn turn, Lane lane, Deadline deadline) throws DingTalkException, InterruptedException {
        Duration wait = Duration.ofNanos(turn.from() - waiting.nanos());
        if (wait.compareTo(deadline.left()) >= 0) {
            waiting.pause(deadline.left());
            throw GivingUp.deadline();
        }
        waiting.pause(wait);
        // A turn that was given before a pause is not used during it.
        return waiting.nanos() - turn.until() < 0 && !lane.paused();
    }

    /** Gives nobody a turn at {@code path} for {@code duration}: DingTalk says that it was too much. */
    void pause(String path, Duration duration) {
        if (turns == Turns.NONE) {
            return;
        }
        Duration more = lane(path).stretch(duration);
        if (!more.isZero()) {
            try {
                turns.reserve(path, 1, more);
            } catch (RuntimeException e) { // Then nobody gets a turn either, and this process pauses by its own limit.
                LOG.debug("The pause of {} cannot be shared with other processes", path, e);
            }
        }
    }

    private Lane lane(String path) {
        return lanes.computeIfAbsent(path, key -> new Lane());
    }

    private Turn turn(String path, Lane lane, Place place, Deadline deadline)
            throws DingTalkException, InterruptedException {
        while (true) {
            Turn turn = lane.turn(place);
            if (turn != null) {
                return turn;
            }
            int calls = lane.lead(place);
            if (calls > 0) {
                reserve(path, calls, lane, deadline);
            } else if (deadline.over()) {
                throw GivingUp.deadline();
            } else {
                // Often enough: whoever follows a leader has a turn that is later by this four times.
                waiting.pause(apart.dividedBy(4));
            }
        }
    }

    private void reserve(String path, int calls, Lane lane, Deadline deadline)
            throws DingTalkException, InterruptedException {
        List<Turn> reserved = new ArrayList<>();
        try {
            patience.ask(() -> reserved.addAll(ask(path, calls)), deadline);
        } finally {
            lane.handOut(reserved);
        }
    }

    /** The answer was true at some moment between question and answer: both ends of that are minded. */
    private List<Turn> ask(String path, int calls) {
        long before = waiting.nanos();
        long first = turns.reserve(path, calls, apart).toNanos();
        long after = waiting.nanos();
        List<Turn> reserved = new ArrayList<>();
        for (int turn = 0; turn < calls; turn++) {
            long wait = first + turn * apart.toNanos();
            reserved.add(new Turn(after + wait, before + wait + SLACK.minus(WAY).toNanos()));
        }
        return reserved;
    }

    /** When a call may leave, by our own clock. */
    private record Turn(long from, long until) {}

    /** One caller's place in the queue. */
    private static final class Place {
        private @Nullable Turn turn;
    }

    /** Who waits for a turn at one path. */
    private final class Lane {
        private final Deque<Place> queue = new ArrayDeque<>();
        private boolean asking;
        private int given;
        private long pausedUntil = waiting.nanos();

        synchronized Place join() {
            Place place = new Place();
            queue.add(place);
            return place;
        }

        synchronized @Nullable Turn turn(Place place) {
            return place.turn;
        }

        /** For how many {@code place}, the first of those who wait, is to reserve turns; 0 where it is to wait itself. */
        synchronized int lead(Place place) {
            if (asking || given > few || queue.peek() != place) {
                return 0;
            }
            asking = true;
            return Math.min(most, queue.size());
        }

        synchronized void handOut(List<Turn> reserved) {
            asking = false;
            for (Turn turn : reserved) {
                Place place = queue.poll();
                if (place != null) { // Some may have left meanwhile; their turns are lost.
                    place.turn = turn;
                    given++;
                }
            }
        }

        synchronized void leave(Place place) {
            if (place.turn == null) {
                queue.remove(place);
            } else {
                given--;
            }
        }

        /** By how much a pause that begins now and lasts {@code duration} ends later than those before it. */
        synchronized Duration stretch(Duration duration) {
            long until = waiting.nanos() + duration.toNanos();
            long more = Math.min(duration.toNanos(), until - pausedUntil);
            pausedUntil = Math.max(pausedUntil, until);
            return more > 0 ? Duration.ofNanos(more) : Duration.ZERO;
        }

        synchronized boolean paused() {
            return pausedUntil - waiting.nanos() > 0;
        }
    }
}
