package dev.rollcall.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * DingTalk's end of Stream mode (reference 4): what went over its WebSockets, and the switches for what can happen to them.
 * Safe for use by many threads. What {@code connections/open} is to answer wrongly is switched on with {@link Faults}.
 */
public final class StreamGateway {
    static final String MESSAGES = "/v1.0/im/bot/messages/get";
    private static final Duration LAST_SECONDS = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<StreamSocket> sockets = new ArrayList<>();
    private final Random random = new Random(1);
    private final Clock clock;
    private final Later later;
    private final PushLog log;
    private List<Duration> repeats = List.of();
    private Runnable connected = () -> {};
    private int opens;
    private int connections;
    private int number;

    StreamGateway(Clock clock, Later later, Questions questions) {
        this.clock = clock;
        this.later = later;
        log = new PushLog(clock, questions);
    }

    /** Has {@code task} done after each connection that is opened. */
    void whenConnected(Runnable task) {
        connected = task;
    }

    /** Whether any client wants events. */
    boolean wantsEvents() {
        return locked(() -> sockets.stream().anyMatch(StreamSocket::takesEvents));
    }

    /** How many tickets were given out. */
    public int opens() {
        return locked(() -> opens);
    }

    /** How many WebSockets there have been. */
    public int connections() {
        return locked(() -> connections);
    }

    /** How many WebSockets are open, silent ones and those that are about to be closed included. */
    public int open() {
        return locked(sockets::size);
    }

    /** How many WebSockets a message would arrive through. */
    public int ready() {
        return locked(() -> (int) sockets.stream()
                .filter(socket -> socket.takesMessages() && socket.isLive())
                .count());
    }

    /** Every frame so far, in the order in which they went out, each with its acknowledgement if that has come. */
    public List<Push> pushes() {
        return locked(log::pushes);
    }

    /** What clients sent that they should not have, in words: among others second and malformed acknowledgements. */
    public List<String> problems() {
        return locked(log::problems);
    }

    /** Waits, in real time, until the condition holds; false when it does not in time. */
    public boolean await(Duration most, Predicate<StreamGateway> condition) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.test(this)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sends every client a SYSTEM ping, each with a word of its own that has to come back. */
    public void ping() {
        live().forEach(socket -> system(socket, "ping", "{\"opaque\":\"" + UUID.randomUUID() + "\"}", true));
    }

    /** Sends every client a SYSTEM frame to which nobody expects an answer: CONNECTED, REGISTERED, KEEPALIVE. */
    public void tell(String topic) {
        live().forEach(socket -> system(socket, topic, "{}", true));
    }

    /**
     * Tells every client that its connection ends: nothing more comes through it, and ten seconds later by the settings'
     * clock it is closed. Every second one is told without a messageId.
     */
    public void rotate() {
        Instant closed = clock.instant().plus(LAST_SECONDS);
        int told = 0;
        for (StreamSocket socket : live()) {
            socket.retire();
            system(socket, "disconnect", "{\"reason\":\"connection is expired\"}", ++told % 2 == 0);
            later.at(closed, socket::drop);
        }
    }

    /** Cuts every connection without a word. */
    public void drop() {
        snapshot().forEach(StreamSocket::drop);
    }

    /** Every connection of now stays open and is dead from now on: messages go into it, nothing comes out, pongs included. */
    public void silence() {
        snapshot().forEach(StreamSocket::silence);
    }

    /** The next so many acknowledgements of messages get lost on their way, so that the messages come again. */
    public void loseAcks(int times) {
        change(() -> log.loseAcks(times));
    }

    /**
     * Every message from now on comes again, acknowledged or not, so long after its first time by the settings' clock; over
     * the HTTP callback likewise.
     *
     * @param after none: once is enough; zero: twice at once
     */
    public void repeat(Duration... after) {
        change(() -> repeats = List.of(after));
    }

    List<Duration> repeats() {
        return locked(() -> repeats);
    }

    void gaveTicket() {
        change(() -> opens++);
    }

    StreamSocket socket(String clientId, boolean messages, boolean events) {
        return locked(() -> new StreamSocket("sim-c-" + ++number, clientId, messages, events, this));
    }

    /** Hands a message to one client by chance; false when none wants any. */
    boolean push(Question question) {
        StreamSocket chosen = locked(() -> any(StreamSocket::takesMessages));
        if (chosen == null) {
            return false;
        }
        Push push = push(chosen, Push.CALLBACK, MESSAGES, question.msgId(), question.data());
        chosen.send(push, true);
        return true;
    }

    /** Hands an event to one client by chance; for nothing where none wants any. */
    void event(String type, String data) {
        StreamSocket chosen = locked(() -> any(StreamSocket::takesEvents));
        if (chosen != null) {
            chosen.send(push(chosen, Push.EVENT, type, null, data), true);
        }
    }

    boolean isAcknowledged(String msgId) {
        return locked(() -> log.isAcknowledged(msgId));
    }

    void opened(StreamSocket socket) {
        change(() -> {
            connections++;
            sockets.add(socket);
        });
        connected.run();
    }

    void closed(StreamSocket socket) {
        change(() -> sockets.remove(socket));
    }

    void heard(StreamSocket socket, String text) {
        change(() -> log.heard(socket.connection(), text));
    }

    /** Forgets what was, and cuts off whom the company does not know. */
    void serve(SimulatedCompany company) {
        change(() -> {
            log.clear();
            opens = 0;
            connections = 0;
        });
        snapshot().stream()
                .filter(socket -> !socket.clientId().equals(company.appKey()))
                .forEach(StreamSocket::drop);
    }

    private void system(StreamSocket socket, String topic, String data, boolean withMessageId) {
        socket.send(push(socket, Push.SYSTEM, topic, null, data), withMessageId);
    }

    /** Written down before it goes out, so that no acknowledgement can come too early. */
    private Push push(StreamSocket socket, String type, String topic, @Nullable String msgId, String data) {
        String messageId = "sim_" + UUID.randomUUID();
        boolean sent = !socket.isSilent();
        Push push = new Push(
                messageId,
                type,
                topic,
                msgId,
                socket.connection(),
                data,
                clock.instant(),
                System.nanoTime(),
                sent,
                null);
        change(() -> log.add(push));
        return push;
    }

    private @Nullable StreamSocket any(Predicate<StreamSocket> wanted) {
        List<StreamSocket> able = sockets.stream().filter(wanted).toList();
        return able.isEmpty() ? null : able.get(random.nextInt(able.size()));
    }

    private List<StreamSocket> live() {
        return snapshot().stream().filter(StreamSocket::isLive).toList();
    }

    private List<StreamSocket> snapshot() {
        return locked(() -> List.copyOf(sockets));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable work) {
        lock.lock();
        try {
            work.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
