package dev.rollcall.chat;

import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Questions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
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

    private static final int AT_ONCE = 32;
    private static final int WAITING = 2000;
    private static final int REMEMBERED = 5000;

    private final ChatBot bot;
    private final Questions questions;
    private final Port port;
    private final UUID process = UUID.randomUUID();
    private final Waiting waiting;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService clock;
    private final Map<Asked, Long> lately = new LinkedHashMap<>();

    /** @param port brings answers to where they belong */
    public Reception(ChatBot bot, Questions questions, Port port, Waiting waiting) {
        this.bot = bot;
        this.questions = questions;
        this.port = port;
        this.waiting = waiting;
        AtomicInteger number = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "chat-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        clock = Executors.newSingleThreadScheduledExecutor(work -> {
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
            if (!questions.first(message.id(), process)) {
                LOG.debug("Message {} came before", message.id());
                return;
            }
            if (again(message)) {
                LOG.debug("Message {} asks the same as one just before", message.id());
            } else {
                answer(message);
            }
            questions.answered(message.id());
        } catch (LedgerException e) {
            LOG.warn("A question is not answered: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A question is not answered, because of an error of the program", e);
            send(message, bot.failed(message));
        }
    }

    private void answer(ChatMessage message) {
        AtomicBoolean open = new AtomicBoolean(true);
        Future<?> interim = clock.schedule(
                () -> workers.execute(() -> interim(message, open)),
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
        reply.ifPresent(one -> answer(message, one));
    }

    /** Never after the answer. */
    private void interim(ChatMessage message, AtomicBoolean open) {
        synchronized (open) {
            if (open.get()) {
                send(message, bot.interim(message));
            }
        }
    }

    private void answer(ChatMessage message, Reply reply) {
        send(message, reply);
        if (reply.audience() == Audience.PERSON && message.group()) {
            send(message, bot.wentPrivately(message));
        }
    }

    private void send(ChatMessage message, Reply reply) {
        try {
            port.send(message, reply);
        } catch (DeliveryException e) {
            LOG.warn("Cannot deliver an answer: {}; will not retry", e.getMessage());
        }
    }

    private synchronized boolean again(ChatMessage message) {
        long now = waiting.nanos();
        lately.values().removeIf(at -> now - at > SAME.toNanos());
        if (message.sender() == null || lately.size() >= REMEMBERED) {
            return false;
        }
        String text = message.text().strip().toLowerCase(Locale.ROOT);
        return lately.putIfAbsent(new Asked(message.sender(), message.conversation(), text), now) != null;
    }

    /** Takes nothing more, and waits a moment for what is being answered. */
    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Who asked what where. */
    private record Asked(String sender, String conversation, String text) {}

    /** Brings answers to where they belong. */
    public interface Port {
        /** @throws DeliveryException if it was not taken, or nobody said that it was */
        void send(ChatMessage question, Reply reply) throws DeliveryException;
    }
}
