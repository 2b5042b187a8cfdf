package dev.rollcall.chat;

import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Questions;
import dev.rollcall.message.Notice;
import dev.rollcall.trace.Trace;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message that is to be answered, until it is. Thread-safe. */
final class Turn implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final ChatMessage message;
    private final boolean order;
    private final Supplier<Reply> answer;
    private final Bot bot;
    private final Questions questions;
    private final Courier courier;
    private final Lately lately;

    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final Trace trace = Trace.current();

    private @Nullable Future<?> interim;
    private boolean answered;
    private volatile String outcome = "failed";

    /** @param order whether it changes something */
    Turn(
            ChatMessage message,
            boolean order,
            Supplier<Reply> answer,
            Bot bot,
            Questions questions,
            Courier courier,
            Lately lately) {
        this.message = message;
        this.order = order;
        this.answer = answer;
        this.bot = bot;
        this.questions = questions;
        this.courier = courier;
        this.lately = lately;
    }

    ChatMessage message() {
        return message;
    }

    boolean order() {
        return order;
    }

    /** Completes, always normally, with whether it was answered. */
    CompletableFuture<Boolean> end() {
        return end;
    }

    /** What came of it, in a word, once it has ended. */
    String outcome() {
        return outcome;
    }

    synchronized void sayThatItTakesAMomentAfter(Duration time, ScheduledExecutorService timer, Executor elsewhere) {
        Runnable saying = trace.around(this::sayThatItTakesAMoment);
        interim = timer.schedule(() -> elsewhere.execute(saying), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Never after the answer, and tried once, so that the answer need not wait long for it. */
    private synchronized void sayThatItTakesAMoment() {
        if (!answered) {
            courier.once(message, bot.sentence(message, Notice.lookingUp()));
        }
    }

    /** False where somebody has said something already: there is one answer. */
    private synchronized boolean answerComes() {
        boolean first = !answered;
        answered = true;
        if (interim != null) {
            interim.cancel(false);
        }
        return first;
    }

    @Override
    public void run() {
        trace.run(this::go);
    }

    private void go() {
        Reply reply = answer();
        boolean mine = answerComes();
        if (order) {
            lately.done(message);
        }
        if (!mine) {
            LOG.debug("Message {} was told that the program stops", message.id());
        } else if (courier.deliver(message, reply)) {
            note(() -> questions.answered(message.id()));
            end.complete(true);
        } else {
            outcome = "failed";
            giveBack();
        }
    }

    private Reply answer() {
        try {
            Reply reply = answer.get();
            outcome = reply.outcome();
            return reply;
        } catch (LedgerException e) {
            LOG.warn("A question cannot be answered: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A question cannot be answered, because of an error of the program", e);
        }
        lately.forget(message); // Whoever is only told that it failed may ask again at once.
        return bot.sentence(message, Notice.failed());
    }

    /** The program stops: over the Stream connection nobody brings the message again, and its sender is told. */
    void stopped() {
        if (!answerComes()) {
            return; // Its answer is on its way.
        }
        if (message.transport() == Transport.CALLBACK) {
            giveBack();
        } else {
            courier.once(message, bot.sentence(message, Notice.failed()));
            note(() -> questions.answered(message.id()));
            end.complete(true);
        }
    }

    /** It may be answered when it is delivered again, here or elsewhere. */
    void giveBack() {
        answerComes();
        lately.forget(message);
        note(() -> questions.release(message.id()));
        end.complete(false);
    }

    /** Writes down what became of a message, if that can be. */
    static void note(Runnable writing) {
        try {
            writing.run();
        } catch (LedgerException e) {
            LOG.warn("What became of a question is not written down: {}", e.getMessage());
        }
    }
}
