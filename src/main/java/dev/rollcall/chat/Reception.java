package dev.rollcall.chat;

import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Questions;
import dev.rollcall.message.Notice;
import dev.rollcall.trace.Trace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    /** What was written longer ago is as good as new. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private static final int AT_ONCE = 32;
    private static final int WAITING = 2000;
    private final Bot bot;
    private final Questions questions;
    private final Courier courier;
    private final UUID process;
    private final Clock clock;
    private final Waiting waiting;
    private final AnswerWatch watch;

    /** Each with one thread: whatever one person writes goes through the same. */
    private final List<ThreadPoolExecutor> doors = Stream.generate(() -> ChatThreads.pool("chat-door-", 1, WAITING))
            .limit(4)
            .toList();

    private final ThreadPoolExecutor workers = ChatThreads.pool("chat-", AT_ONCE, WAITING);
    private final ExecutorService interims =
            Executors.newFixedThreadPool(AT_ONCE / 8, ChatThreads.named("chat-interim-"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(ChatThreads.named("chat-clock-"));
    private final Pace pace = new Pace();
    private final Lately lately = new Lately();
    private final InOrder inOrder = new InOrder();

    /** Those that are being answered, by message id. */
    private final Map<String, Turn> open = new ConcurrentHashMap<>();

    /** Ids of those of which nobody could say whose they are, and whose senders are told that it failed. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /**
     * Takes in nothing yet.
     *
     * @param port brings answers to where they belong
     * @param process of whom the ledger hears every second that it lives: whoever else has the same message leaves it alone
     * @param watch is told what came of each message that is answered here
     */
    public Reception(
            Bot bot, Questions questions, Port port, UUID process, Clock clock, Waiting waiting, AnswerWatch watch) {
        this.bot = bot;
        this.questions = questions;
        this.courier = new Courier(bot, port, waiting);
        this.process = process;
        this.clock = clock;
        this.waiting = waiting;
        this.watch = watch;
    }

    /** Answers {@code message} soon. */
    public void take(ChatMessage message) {
        Trace.goOn().run(() -> take(message, waiting.nanos(), 1));
    }

    private void take(ChatMessage message, long arrived, int attempt) {
        String who = Objects.requireNonNullElse(message.sender(), message.id());
        try {
            doors.get(Math.floorMod(who.hashCode(), doors.size()))
                    .execute(Trace.current().around(() -> admit(message, arrived, attempt)));
        } catch (RejectedExecutionException e) {
            LOG.warn("A question is not answered: {} are waiting already, or the program stops", WAITING);
        }
    }

    /** Before it waits for its turn it is known whether it is to be answered at all. */
    private void admit(ChatMessage message, long arrived, int attempt) {
        boolean order = bot.command(message).intent().recorded();
        try {
            boolean here = open.containsKey(message.id()) || failed.contains(message.id());
            if (here || !questions.first(message.id(), process)) {
                LOG.debug("Message {} came before", message.id());
                return;
            }
        } catch (LedgerException e) {
            LOG.debug("A question waits for the ledger: {}", e.getMessage());
            if (attempt < LEDGER_ATTEMPTS) {
                later(Trace.current().around(() -> take(message, arrived, attempt + 1)));
            } else {
                LOG.warn("A question cannot be answered: {}", e.getMessage());
                if (failed.size() >= WAITING) {
                    failed.clear();
                }
                failed.add(message.id());
                begin(turn(message, order, () -> bot.sentence(message, Notice.failed())), arrived, "failed");
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
                Turn turn = turn(message, order, () -> bot.answer(message));
                Duration left = waiting.onTheMachine(MOMENT.minusNanos(waiting.nanos() - arrived));
                turn.sayThatItTakesAMomentAfter(left, timer, interims);
                begin(turn, arrived, null);
            }
            case TOO_FAST ->
                begin(turn(message, false, () -> bot.sentence(message, Notice.tooFast())), arrived, "too_fast");
            case TOO_MANY ->
                begin(turn(message, false, () -> bot.sentence(message, Notice.tooMany())), arrived, "too_many");
            case LEAVE -> Turn.note(() -> questions.answered(message.id()));
        }
    }

    private void later(Runnable task) {
        Future<?> unused =
                timer.schedule(task, waiting.onTheMachine(LEDGER_PAUSE).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where the other message is not answered after all, this one is. */
    private void answeredWith(String other, ChatMessage message, long arrived, int attempt) {
        LOG.debug("Message {} asks the same as one just before", message.id());
        Turn turn = open.get(other);
        CompletableFuture<Boolean> first = turn == null ? CompletableFuture.completedFuture(true) : turn.end();
        Trace trace = Trace.current();
        CompletableFuture<Void> unused = first.thenAccept(answered -> {
            if (answered) {
                Turn.note(() -> questions.answered(message.id()));
            } else {
                Turn.note(() -> questions.release(message.id()));
                trace.run(() -> take(message, arrived, attempt + 1));
            }
        });
    }

    private Turn turn(ChatMessage message, boolean order, Supplier<Reply> answer) {
        return new Turn(message, order, answer, bot, questions, courier, lately);
    }

    /** @param word what came of it, known already; null: what its answer says */
    private void begin(Turn turn, long arrived, @Nullable String word) {
        open.put(turn.message().id(), turn);
        CompletableFuture<?> unused = turn.end().thenRun(() -> {
            open.remove(turn.message().id(), turn);
            Duration took = Duration.ofNanos(waiting.nanos() - arrived);
            watch.answered(bot.command(turn.message()).intent(), word == null ? turn.outcome() : word, took);
        });
        inOrder.begin(turn.message().sender(), turn.order(), turn.end(), () -> start(turn));
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
        if (message.transport() == Transport.CALLBACK || message.writtenAt() == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(message.writtenAt(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age.compareTo(OLDEST) > 0 ? OLDEST : age;
    }

    /** Waits until everything that was asked is answered, {@code longest} at most. */
    public void finish(Duration longest) throws InterruptedException {
        CompletableFuture<?>[] ends = open.values().stream().map(Turn::end).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Not everything that was asked is answered in time", e);
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
            workers.awaitTermination(2, TimeUnit.SECONDS);
            List.copyOf(open.values()).forEach(turn -> interims.execute(turn::stopped));
            interims.shutdown();
            interims.awaitTermination(2, TimeUnit.SECONDS);
            workers.shutdownNow();
        } catch (InterruptedException e) {
            doors.forEach(ThreadPoolExecutor::shutdownNow);
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        interims.shutdownNow();
    }

    /** Brings answers to where they belong. */
    public interface Port {
        /** @throws DeliveryException if it was not taken, or nobody said that it was */
        void send(ChatMessage question, Reply reply) throws DeliveryException;
    }
}
