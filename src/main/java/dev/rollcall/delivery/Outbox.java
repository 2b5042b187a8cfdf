package dev.rollcall.delivery;

import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one robot: in order, one attempt at a time, never more than 20 in a minute.
 *
 * <p>While it waits it holds no thread: the agenda calls it back. Thread-safe; results are told without the lock.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MESSAGES = 20;
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration PENALTY = Duration.ofMinutes(10);

    private final Messenger messenger;
    private final Waiting waiting;
    private final Agenda agenda;
    private final Lanes lanes;
    private final Backoff backoff;
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private final SlidingLog sent = new SlidingLog(MESSAGES, MINUTE);
    private Agenda.@Nullable Item alarm;
    private long robotRestsUntil;
    private int throttles;
    private boolean hangs;
    private boolean underWay;
    private boolean sending;
    private boolean closed;

    Outbox(Messenger messenger, Waiting waiting, Agenda agenda, Lanes lanes, Backoff backoff) {
        this.messenger = messenger;
        this.waiting = waiting;
        this.agenda = agenda;
        this.lanes = lanes;
        this.backoff = backoff;
        this.robotRestsUntil = waiting.nanos();
    }

    void add(Delivery delivery) {
        synchronized (this) {
            queue.add(delivery);
        }
        proceed();
    }

    /** Ends everything that is not under way, and lets nothing more begin. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        proceed();
    }

    /** After {@link #close}: gives up on what is under way as well. */
    void abandon() {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            queue.forEach(one -> end(one, one.stopped(sending && one == queue.peekFirst()), told));
            queue.clear();
        }
        told.forEach(Runnable::run);
    }

    /** Does whatever can be done now, and has itself called back when there will be more. */
    private void proceed() {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            if (alarm != null) {
                agenda.drop(alarm);
                alarm = null;
            }
            dropHopeless(told);
            if (!underWay && !closed && !queue.isEmpty()) {
                beginOrWait(queue.getFirst());
            }
        }
        told.forEach(Runnable::run);
    }

    private void beginOrWait(Delivery head) {
        long now = waiting.nanos();
        long due = due(head, now);
        if (due <= now) {
            underWay = lanes.run(hangs, this::attempt);
        } else {
            long wake = queue.stream().mapToLong(Delivery::deadline).reduce(due, Math::min);
            alarm = agenda.at(wake, this::proceed);
        }
    }

    /** Takes out what nobody waits for, what is too late, and, when closed, everything that has not begun. */
    private void dropHopeless(List<Runnable> told) {
        long now = waiting.nanos();
        Iterator<Delivery> all = queue.iterator();
        boolean first = true;
        while (all.hasNext()) {
            Delivery one = all.next();
            boolean current = first && underWay;
            Outcome end = current ? null : hopeless(one, first, now);
            if (end != null) {
                all.remove();
                end(one, end, told);
            } else {
                first = false;
            }
        }
    }

    private @Nullable Outcome hopeless(Delivery one, boolean first, long now) {
        if (closed || one.future().isDone()) {
            return one.stopped(false);
        }
        long earliest = first ? Math.max(now, due(one, now)) : now;
        return earliest >= one.deadline() ? one.tooLate() : null;
    }

    private long due(Delivery head, long now) {
        return Math.max(Math.max(head.notBefore(), robotRestsUntil), now + sent.delay(now));
    }

    private void attempt() {
        Delivery head = head();
        if (head == null) {
            proceed();
        } else {
            head.trace().run(() -> attempt(head));
        }
    }

    private void attempt(Delivery head) {
        Journal.Entry entry = head.journal().begin();
        Delivery.Sending attempt = entry.word() == Journal.Word.GO ? begin(head) : null;
        if (attempt == null) {
            notNow(head, entry);
            return;
        }
        DeliveryException failure = send(attempt);
        head.journal().ended(entry, failure);
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            underWay = false;
            sending = false;
            sent.add(waiting.nanos());
            hangs = failure != null && failure.reason() == Reason.UNREACHABLE;
            if (!queue.isEmpty()) {
                settle(queue.getFirst(), failure, told);
            }
        }
        told.forEach(Runnable::run);
        proceed();
    }

    /** Whose turn it is; null when nothing may begin any more. */
    private synchronized @Nullable Delivery head() {
        Delivery head = queue.peekFirst();
        underWay = head != null && !closed;
        return underWay ? head : null;
    }

    /** The next attempt of {@code head}; null when nothing may begin any more. */
    private synchronized Delivery.@Nullable Sending begin(Delivery head) {
        sending = head == queue.peekFirst() && !closed;
        return sending ? head.begin() : null;
    }

    /** The journal has another idea: there is nothing to be sent any more, or it has to wait. */
    private void notNow(Delivery head, Journal.Entry entry) {
        List<Runnable> told = new ArrayList<>();
        Outcome end = head.over(entry.word());
        synchronized (this) {
            underWay = false;
            sending = false;
            if (end != null && queue.remove(head)) {
                LOG.debug("{}: {}", head.recipientName(), entry.word());
                told.add(() -> head.future().complete(end));
            } else {
                head.holdUntil(waiting.nanos() + entry.rest().toNanos());
            }
        }
        told.forEach(Runnable::run);
        proceed();
    }

    private @Nullable DeliveryException send(Delivery.Sending attempt) {
        try {
            attempt.through(messenger);
            return null;
        } catch (DeliveryException e) {
            return e;
        } catch (RuntimeException | Error e) {
            // Its message may hold a signed address.
            String what = "unexpected " + e.getClass().getSimpleName() + " while sending";
            return new DeliveryException(Reason.REFUSED, false, what);
        }
    }

    private void settle(Delivery head, @Nullable DeliveryException failure, List<Runnable> told) {
        if (failure == null) {
            throttles = 0;
            queue.removeFirst();
            end(head, head.taken(), told);
            return;
        }
        long wait = head.retryAfter(failure, backoff);
        if (wait == Delivery.NEVER) {
            queue.removeFirst();
            end(head, head.refused(), told);
            return;
        }
        long now = waiting.nanos();
        head.holdUntil(now + wait);
        if (failure.reason() == Reason.THROTTLED) {
            robotRestsUntil = now + (throttles++ == 0 ? MINUTE : PENALTY).toNanos();
        }
        LOG.debug("Not delivered to {}: {}; will retry", head.recipientName(), failure.getMessage());
    }

    private static void end(Delivery one, Outcome outcome, List<Runnable> told) {
        told.add(one.trace().around(() -> {
            if (!outcome.delivered()) {
                LOG.debug("Cannot deliver to {}: {}; will not retry", one.recipientName(), outcome.words());
            }
            one.future().complete(outcome);
        }));
    }
}
