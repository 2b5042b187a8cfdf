package dev.rollcall.chat;

import dev.rollcall.chat.Pace.Word;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Questions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what people write and sees to it that each message is answered once: however often it is delivered, over
 * whatever transport, to whichever process. Takes each message without blocking; thread-safe.
 */
public final class Reception implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** So long after its arrival it is said of a message that the answer takes a moment. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final int AT_ONCE = 32;
    private static final int WAITING = 2000;

    private final ChatBot bot;
    private final Questions questions;
    private final Courier courier;
    private final UUID process = UUID.randomUUID();
    private final Clock clock;
    private final Waiting waiting;
    private final ThreadPoolExecutor admissions = pool("chat-door-", AT_ONCE / 8);
    private final ThreadPoolExecutor workers = pool("chat-", AT_ONCE);
    private final ExecutorService interims = Executors.newFixedThreadPool(AT_ONCE / 8, threads("chat-interim-"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("chat-clock-"));
    private final Pace pace = new Pace();
    private final Lately lately = new Lately();

    /** @param port brings answers to where they belong */
    public Reception(ChatBot bot, Questions questions, Port port, Clock clock, Waiting waiting) {
        this.bot = bot;
        this.questions = questions;
        this.courier = new Courier(bot, port, waiting);
        this.clock = clock;
        this.waiting = waiting;
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), threads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Answers {@code message} soon. */
    public void take(ChatMessage message) {
        long arrived = waiting.nanos();
        try {
            admissions.execute(() -> admit(message, arrived));
        } catch (RejectedExecutionException e) {
            LOG.warn("A question is not answered: {} are waiting already, or the program stops", WAITING);
        }
    }

    /** Before it waits for its turn it is known whether it is to be answered at all. */
    private void admit(ChatMessage message, long arrived) {
        try {
            if (!questions.first(message.id(), process)) {
                LOG.debug("Message {} came before", message.id());
                return;
            }
            if (lately.again(message, bot.command(message), waiting.nanos())) {
                LOG.debug("Message {} asks the same as one just before", message.id());
                questions.answered(message.id());
                return;
            }
        } catch (LedgerException e) {
            LOG.warn("A question is not answered: {}", e.getMessage());
            return;
        }
        Word word = pace.of(message.sender(), message.conversation(), waiting.nanos(), age(message));
        Turn turn = new Turn(message, word, arrived);
        try {
            workers.execute(turn);
        } catch (RejectedExecutionException e) {
            LOG.warn("A question is not answered: {} are waiting already, or the program stops", WAITING);
            turn.giveBack();
        }
    }

    /** Over the callback only the sender and the moment are vouched for, not what the message says of itself. */
    private Duration age(ChatMessage message) {
        return message.transport() == ChatMessage.Transport.CALLBACK || message.writtenAt() == null
                ? Duration.ZERO
                : Duration.between(message.writtenAt(), clock.instant());
    }

    /** Takes nothing more, and waits a moment for what is being answered. */
    @Override
    public void close() {
        try {
            admissions.shutdown();
            if (!admissions.awaitTermination(1, TimeUnit.SECONDS)) {
                admissions.shutdownNow();
            }
            workers.shutdown();
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                workers.shutdownNow().forEach(turn -> ((Turn) turn).giveBack());
            }
        } catch (InterruptedException e) {
            admissions.shutdownNow();
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        interims.shutdownNow();
    }

    /** One message that is to be answered, until it is. */
    private final class Turn implements Runnable {
        private final ChatMessage message;
        private final Word word;
        private final Future<?> interim;
        private boolean over;

        Turn(ChatMessage message, Word word, long arrived) {
            this.message = message;
            this.word = word;
            this.over = word != Word.ANSWER;
            Duration left = MOMENT.minusNanos(waiting.nanos() - arrived);
            interim = timer.schedule(
                    () -> interims.execute(this::sayThatItTakesAMoment),
                    waiting.onTheMachine(left).toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        @Override
        public void run() {
            boolean done = false;
            try {
                done = answer();
            } catch (LedgerException e) {
                LOG.warn("A question is not answered: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("A question is not answered, because of an error of the program", e);
                lately.forget(message); // Whoever is only told that it failed may ask again at once.
                done = courier.deliver(message, bot.failed(message));
            }
            end();
            if (done) {
                note();
            } else {
                giveBack();
            }
        }

        private boolean answer() {
            Optional<Reply> reply = switch (word) {
                case ANSWER -> Optional.of(bot.answer(message));
                case TOO_FAST -> Optional.of(bot.tooFast(message));
                case TOO_MANY -> Optional.of(bot.tooMany(message));
                case LEAVE -> Optional.empty();
            };
            end();
            return reply.isEmpty() || courier.deliver(message, reply.get());
        }

        /** Never after the answer. */
        private synchronized void sayThatItTakesAMoment() {
            if (!over) {
                courier.deliver(message, bot.interim(message));
            }
        }

        private void end() {
            interim.cancel(false);
            synchronized (this) {
                over = true;
            }
        }

        private void note() {
            try {
                questions.answered(message.id());
            } catch (LedgerException e) {
                LOG.warn("That a question is answered is not written down: {}", e.getMessage());
            }
        }

        /** It may be answered when it is delivered again, here or elsewhere. */
        void giveBack() {
            end();
            lately.forget(message);
            try {
                questions.release(message.id());
            } catch (LedgerException e) {
                LOG.warn("A question is not given back: {}", e.getMessage());
            }
        }
    }

    /** Brings answers to where they belong. */
    public interface Port {
        /** @throws DeliveryException if it was not taken, or nobody said that it was */
        void send(ChatMessage question, Reply reply) throws DeliveryException;
    }
}
