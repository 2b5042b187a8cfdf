package dev.rollcall.chat;

import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Questions;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what people write and sees to it that each message is answered once: however often it is delivered, over
 * whatever transport, to whichever process. Takes each message without blocking; thread-safe.
 */
public final class Reception implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** After so long it is said that the answer takes a moment. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    /** The same question of the same person in the same place within so long is the same question. */
    private static final Duration SAME = Duration.ofSeconds(10);

    /** After each attempt at an answer that DingTalk surely has not taken. */
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ZERO);

    private static final int AT_ONCE = 32;
    private static final int WAITING = 2000;
    private static final int REMEMBERED = 5000;

    private final ChatBot bot;
    private final Questions questions;
    private final Port port;
    private final UUID process = UUID.randomUUID();
    private final Clock clock;
    private final Waiting waiting;
    private final ThreadPoolExecutor workers;
    private final ExecutorService interims;
    private final ScheduledExecutorService timer;
    private final Pace pace = new Pace();
    private final Map<Asked, Before> lately = new LinkedHashMap<>();

    /** @param port brings answers to where they belong */
    public Reception(ChatBot bot, Questions questions, Port port, Clock clock, Waiting waiting) {
        this.bot = bot;
        this.questions = questions;
        this.port = port;
        this.clock = clock;
        this.waiting = waiting;
        AtomicInteger number = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "chat-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        interims = Executors.newFixedThreadPool(AT_ONCE / 8, work -> {
            Thread thread = new Thread(work, "chat-interim");
            thread.setDaemon(true);
            return thread;
        });
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "chat-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Answers {@code message} soon. */
    public void take(ChatMessage message) {
        try {
            workers.execute(() -> answerOnce(message));
        } catch (RejectedExecutionException e) {
            LOG.warn("A question is not answered: {} are waiting already, or the program stops", WAITING);
        }
    }

    private void answerOnce(ChatMessage message) {
        try {
            if (questions.first(message.id(), process)) {
                answerIt(message);
            } else {
                LOG.debug("Message {} came before", message.id());
            }
        } catch (LedgerException e) {
            LOG.warn("A question is not answered: {}", e.getMessage());
        }
    }

    /** What could not be answered may be when it is delivered again. */
    private void answerIt(ChatMessage message) {
        boolean done = false;
        try {
            done = again(message) || answer(message);
        } catch (LedgerException e) {
            LOG.warn("A question is not answered: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A question is not answered, because of an error of the program", e);
            forget(message);
            done = send(message, bot.failed(message)) != Sent.NOT_YET;
        }
        if (done) {
            questions.answered(message.id());
        } else {
            questions.release(message.id());
        }
    }

    /** Whoever was not answered, or only told that it failed, may ask the same at once. */
    private synchronized void forget(ChatMessage message) {
        lately.values().removeIf(before -> before.id().equals(message.id()));
    }

    /** False where the answer did not get out, and surely not. */
    private boolean answer(ChatMessage message) {
        return switch (pace.of(message.sender(), message.conversation(), waiting.nanos(), age(message))) {
            case ANSWER -> found(message);
            case SAY_SO -> send(message, bot.tooFast(message)) != Sent.NOT_YET;
            case LEAVE -> true;
        };
    }

    /** Over the callback only the sender and the moment are vouched for, not what the message says of itself. */
    private Duration age(ChatMessage message) {
        return message.transport() == ChatMessage.Transport.CALLBACK || message.writtenAt() == null
                ? Duration.ZERO
                : Duration.between(message.writtenAt(), clock.instant());
    }

    private boolean found(ChatMessage message) {
        AtomicBoolean open = new AtomicBoolean(true);
        Future<?> interim = timer.schedule(
                () -> interims.execute(() -> interim(message, open)),
                waiting.onTheMachine(MOMENT).toMillis(),
                TimeUnit.MILLISECONDS);
        Optional<Reply> reply;
        try {
            reply = bot.answer(message);
        } finally {
            interim.cancel(false);
            synchronized (open) {
                open.set(false);
            }
        }
        return reply.isEmpty() || answered(message, reply.get());
    }

    /** Never after the answer. */
    private void interim(ChatMessage message, AtomicBoolean open) {
        synchronized (open) {
            if (open.get()) {
                send(message, bot.interim(message));
            }
        }
    }

    /** Sends {@code reply}, and in a group says of a private one what became of it. */
    private boolean answered(ChatMessage message, Reply reply) {
        Sent sent = send(message, reply);
        if (reply.audience() == Audience.PERSON && message.group() && sent != Sent.NOT_YET) {
            send(message, sent == Sent.TAKEN ? bot.wentPrivately(message) : bot.cannotWrite(message));
        }
        return sent != Sent.NOT_YET;
    }

    /** A few times, as long as it was surely not taken. */
    private Sent send(ChatMessage message, Reply reply) {
        for (Duration pause : PAUSES) {
            try {
                port.send(message, reply);
                return Sent.TAKEN;
            } catch (DeliveryException e) {
                if (!e.retryable()) {
                    LOG.warn("Cannot deliver an answer: {}; will not retry", e.getMessage());
                    return Sent.REFUSED;
                }
                LOG.debug("An answer is not delivered yet: {}", e.getMessage());
            }
            try {
                waiting.pause(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        LOG.warn("Cannot deliver an answer: DingTalk does not take it; will not retry");
        return Sent.NOT_YET;
    }

    /** Whether the same was asked just before, in another message. */
    private synchronized boolean again(ChatMessage message) {
        long now = waiting.nanos();
        lately.values().removeIf(before -> now - before.at() > SAME.toNanos());
        if (message.sender() == null || lately.size() >= REMEMBERED) {
            return false;
        }
        String text = message.text().strip().toLowerCase(Locale.ROOT);
        Before before = lately.putIfAbsent(
                new Asked(message.sender(), message.conversation(), text), new Before(message.id(), now));
        boolean again = before != null && !before.id().equals(message.id());
        if (again) {
            LOG.debug("Message {} asks the same as one just before", message.id());
        }
        return again;
    }

    /** Takes nothing more, and waits a moment for what is being answered. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        interims.shutdownNow();
    }

    /** What became of an answer. */
    private enum Sent {
        TAKEN,
        /** It will not be taken, or may have been. */
        REFUSED,
        /** It was surely not taken, and might be another time. */
        NOT_YET
    }

    /** Which message asked something, and when. */
    private record Before(String id, long at) {}

    /** Who asked what where. */
    private record Asked(String sender, String conversation, String text) {}

    /** Brings answers to where they belong. */
    public interface Port {
        /** @throws DeliveryException if it was not taken, or nobody said that it was */
        void send(ChatMessage question, Reply reply) throws DeliveryException;
    }
}
