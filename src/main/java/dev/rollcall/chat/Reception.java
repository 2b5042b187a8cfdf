package dev.rollcall.chat;

import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Questions;
import dev.rollcall.message.Notice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what people write, without blocking, and sees to it that each message is answered once, however often it is
 * delivered, over whatever transport, to whichever process. One person's orders are carried out in the order of their
 * coming, and what they ask afterwards is answered afterwards. Thread-safe.
 */
public final class Reception implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** So long after its arrival it is said of a message that the answer takes a moment. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    /** While the ledger cannot be reached nobody knows whose a message is; then its sender is told that it failed. */
    private static final Duration LEDGER_PAUSE = Duration.ofSeconds(3);

    private static final int LEDGER_ATTEMPTS = 10;
    private static final int AT_ONCE = 32;
    private static final int WAITING = 2000;
    private final Bot bot;
    private final Questions questions;
    private final Courier courier;
    private final UUID process = UUID.randomUUID();
    private final Clock clock;
    private final Waiting waiting;

    /** Each with one thread: whatever one person writes goes through the same. */
    private final List<ThreadPoolExecutor> doors =
            Stream.generate(() -> pool("chat-door-", 1)).limit(4).toList();

    private final ThreadPoolExecutor workers = pool("chat-", AT_ONCE);
    private final ExecutorService interims = Executors.newFixedThreadPool(AT_ONCE / 8, threads("chat-interim-"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("chat-clock-"));
    private final Pace pace = new Pace();
    private final Lately lately = new Lately();
    private final InOrder inOrder = new InOrder();

    /** Those that are being answered, by message id; with whether they were. */
    private final Map<String, CompletableFuture<Boolean>> open = new ConcurrentHashMap<>();

    /** @param port brings answers to where they belong */
    public Reception(Bot bot, Questions questions, Port port, Clock clock, Waiting waiting) {
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
        take(message, waiting.nanos(), 1);
    }

    private void take(ChatMessage message, long arrived, int attempt) {
        String who = Objects.requireNonNullElse(message.sender(), message.id());
        try {
            doors.get(Math.floorMod(who.hashCode(), doors.size())).execute(() -> admit(message, arrived, attempt));
        } catch (RejectedExecutionException e) {
            LOG.warn("A question is not answered: {} are waiting already, or the program stops", WAITING);
        }
    }

    /** Before it waits for its turn it is known whether it is to be answered at all. */
    private void admit(ChatMessage message, long arrived, int attempt) {
        boolean order = bot.command(message).intent().recorded();
        try {
            if (!questions.first(message.id(), process)) {
                LOG.debug("Message {} came before", message.id());
                return;
            }
        } catch (LedgerException e) {
            LOG.debug("A question waits for the ledger: {}", e.getMessage());
            if (attempt < LEDGER_ATTEMPTS) {
                later(() -> take(message, arrived, attempt + 1));
            } else {
                LOG.warn("A question cannot be answered: {}", e.getMessage());
                begin(new Turn(message, order, () -> bot.sentence(message, Notice.failed())));
            }
            return;
        }
        String same = lately.same(message, bot.command(message), waiting.nanos(), age(message));
        if (same != null) {
            answeredWith(same, message, arrived, attempt);
            return;
        }
        Pace.Word word = pace.of(message.sender(), message.conversation(), waiting.nanos(), age(message));
        if (word != Pace.Word.ANSWER) {
            lately.forget(message); // What is refused has not been asked.
        }
        switch (word) {
            case ANSWER -> {
                Turn turn = new Turn(message, order, () -> bot.answer(message));
                turn.sayThatItTakesAMomentAfter(MOMENT.minusNanos(waiting.nanos() - arrived));
                begin(turn);
            }
            case TOO_FAST -> begin(new Turn(message, false, () -> bot.sentence(message, Notice.tooFast())));
            case TOO_MANY -> begin(new Turn(message, false, () -> bot.sentence(message, Notice.tooMany())));
            case LEAVE -> note(() -> questions.answered(message.id()));
        }
    }

    private void later(Runnable task) {
        Future<?> unused =
                timer.schedule(task, waiting.onTheMachine(LEDGER_PAUSE).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where the other message is not answered after all, this one is. */
    private void answeredWith(String other, ChatMessage message, long arrived, int attempt) {
        LOG.debug("Message {} asks the same as one just before", message.id());
        CompletableFuture<Boolean> first = open.getOrDefault(other, CompletableFuture.completedFuture(true));
        CompletableFuture<Void> unused = first.thenAccept(answered -> {
            if (answered) {
                note(() -> questions.answered(message.id()));
            } else {
                note(() -> questions.release(message.id()));
                take(message, arrived, attempt + 1);
            }
        });
    }

    private void begin(Turn turn) {
        open.put(turn.message.id(), turn.end);
        CompletableFuture<?> unused = turn.end.thenRun(() -> open.remove(turn.message.id(), turn.end));
        inOrder.begin(turn.message.sender(), turn.order, turn.end, () -> start(turn));
    }

    private void start(Turn turn) {
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

    private static void note(Runnable writing) {
        try {
            writing.run();
        } catch (LedgerException e) {
            LOG.warn("What became of a question is not written down: {}", e.getMessage());
        }
    }

    /** Takes nothing more, and waits a moment for what is being answered. */
    @Override
    public void close() {
        try {
            doors.forEach(ThreadPoolExecutor::shutdown);
            for (ThreadPoolExecutor door : doors) {
                if (!door.awaitTermination(250, TimeUnit.MILLISECONDS)) {
                    door.shutdownNow();
                }
            }
            workers.shutdown();
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                workers.shutdownNow().forEach(turn -> ((Turn) turn).giveBack());
            }
        } catch (InterruptedException e) {
            doors.forEach(ThreadPoolExecutor::shutdownNow);
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        interims.shutdownNow();
    }

    /** One message that is to be answered, until it is. */
    private final class Turn implements Runnable {
        private final ChatMessage message;
        private final boolean order;
        private final Supplier<Reply> answer;

        /** Completes with whether it was answered. */
        private final CompletableFuture<Boolean> end = new CompletableFuture<>();

        private @Nullable Future<?> interim;
        private boolean answered;

        Turn(ChatMessage message, boolean order, Supplier<Reply> answer) {
            this.message = message;
            this.order = order;
            this.answer = answer;
        }

        synchronized void sayThatItTakesAMomentAfter(Duration time) {
            interim = timer.schedule(
                    () -> interims.execute(this::sayThatItTakesAMoment),
                    waiting.onTheMachine(time).toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        /** Never after the answer, and tried once, so that the answer need not wait long for it. */
        private synchronized void sayThatItTakesAMoment() {
            if (!answered) {
                courier.once(message, bot.sentence(message, Notice.lookingUp()));
            }
        }

        private synchronized void answerComes() {
            answered = true;
            if (interim != null) {
                interim.cancel(false);
            }
        }

        @Override
        public void run() {
            Reply reply = answer();
            answerComes();
            if (order) {
                lately.done(message);
            }
            if (courier.deliver(message, reply)) {
                note(() -> questions.answered(message.id()));
                end.complete(true);
            } else {
                giveBack();
            }
        }

        private Reply answer() {
            try {
                return answer.get();
            } catch (LedgerException e) {
                LOG.warn("A question cannot be answered: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("A question cannot be answered, because of an error of the program", e);
            }
            lately.forget(message); // Whoever is only told that it failed may ask again at once.
            return bot.sentence(message, Notice.failed());
        }

        /** It may be answered when it is delivered again, here or elsewhere. */
        void giveBack() {
            answerComes();
            lately.forget(message);
            note(() -> questions.release(message.id()));
            end.complete(false);
        }
    }

    /** Brings answers to where they belong. */
    public interface Port {
        /** @throws DeliveryException if it was not taken, or nobody said that it was */
        void send(ChatMessage question, Reply reply) throws DeliveryException;
    }
}
