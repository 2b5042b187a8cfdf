package dev.rollcall.delivery;

import dev.rollcall.common.Waiting;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does the message arrive? Brings messages to their recipients, each recipient on its own.
 *
 * <p>One robot's messages leave in order, one attempt at a time, at most 20 in any minute; different robots never wait
 * for each other. An attempt holds a thread only while its request is under way (at most 64 threads), waiting holds
 * none, and robots that lately gave no answer share a lane of their own: so a hanging robot costs the others nothing.
 *
 * <p>What may pass is tried again until the message's time is over, with growing waits; after a throttle the robot
 * rests a minute, after another ten. What will not pass ends at once. Every attempt carries the same {@code msgUuid}:
 * a message whose answer was lost is not shown twice as long as DingTalk honours it.
 *
 * <p>Thread-safe. Does I/O through {@link Messenger} only, and waits through {@link Waiting} only.
 */
public final class Deliverer implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Messenger messenger;
    private final Waiting waiting;
    private final Backoff backoff;
    private final BiConsumer<Recipient, Outcome> watch;
    private final Lanes lanes;
    private final Agenda agenda;
    private final ConcurrentMap<Object, Outbox> outboxes = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * A deliverer that sends through {@code messenger}.
     *
     * @param chance numbers from 0 to below 1, for the jitter of waits; called from many threads
     * @param watch is told what became of each message, on a delivery thread; must not block
     */
    public Deliverer(
            Messenger messenger, Waiting waiting, DoubleSupplier chance, BiConsumer<Recipient, Outcome> watch) {
        this(messenger, waiting, chance, watch, Lanes.standard());
    }

    Deliverer(
            Messenger messenger,
            Waiting waiting,
            DoubleSupplier chance,
            BiConsumer<Recipient, Outcome> watch,
            Lanes lanes) {
        this.messenger = messenger;
        this.waiting = waiting;
        this.backoff = new Backoff(chance);
        this.watch = watch;
        this.lanes = lanes;
        this.agenda = new Agenda(waiting);
    }

    /** Delivers a message with nothing plainer to say, of which nothing is written down. */
    public CompletableFuture<Outcome> deliver(Recipient recipient, Message message, UUID msgUuid, Duration until) {
        return deliver(recipient, message, null, msgUuid, Journal.NONE, until);
    }

    /**
     * Delivers {@code message}; returns at once.
     *
     * @param plain what is sent once in its place if DingTalk refuses what it says; null: nothing
     * @param msgUuid the idempotency key of the message, on every attempt
     * @param journal what is told of each attempt
     * @param until how long from now an attempt may still begin; a week at most
     * @return completes normally whatever happens; what depends on it runs on a delivery thread and must not block
     */
    public CompletableFuture<Outcome> deliver(
            Recipient recipient,
            Message message,
            @Nullable Message plain,
            UUID msgUuid,
            Journal journal,
            Duration until) {
        long now = waiting.nanos();
        Duration within = until.compareTo(LONGEST) > 0 ? LONGEST : until;
        Delivery delivery = new Delivery(recipient, message, plain, msgUuid, journal, now, now + within.toNanos());
        Outbox outbox =
                outboxes.computeIfAbsent(key(recipient), key -> new Outbox(messenger, waiting, agenda, lanes, backoff));
        CompletableFuture<Void> unused = delivery.future().thenAccept(outcome -> watch.accept(recipient, outcome));
        outbox.add(delivery);
        if (closed) {
            outbox.close();
        }
        return delivery.future();
    }

    /**
     * Stops: nothing more begins, what is under way has a moment to end, everything else completes as
     * {@link DeliveryException.Reason#STOPPED}.
     */
    @Override
    public void close() {
        closed = true;
        agenda.close();
        outboxes.values().forEach(Outbox::close);
        lanes.close();
        outboxes.values().forEach(Outbox::abandon);
    }

    private static Object key(Recipient recipient) {
        if (recipient instanceof Recipient.Group group) {
            return group.robot().webhook();
        }
        return ((Recipient.Private) recipient).userIds();
    }
}
