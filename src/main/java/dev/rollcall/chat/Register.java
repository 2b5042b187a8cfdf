package dev.rollcall.chat;

import dev.rollcall.ledger.Orders;
import dev.rollcall.ledger.Orders.Order;
import dev.rollcall.ledger.Questions;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who gave which command, when, over what, and what came of it. It is written down before anything is done,
 * and then done once at most: whatever happens meanwhile, the same message is not taken for another command.
 *
 * <p>In the log stand what kind of command it was and the user id of who gave it, of questions too; the words, which may
 * name somebody, are in the ledger alone, and those of questions nowhere. Thread-safe.
 */
final class Register {
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rollcall.audit");
    private static final String BEGUN = "begun";

    private final Orders orders;
    private final Questions questions;

    Register(Orders orders, Questions questions) {
        this.orders = orders;
        this.questions = questions;
    }

    /** Writes down that the command of {@code question} begins; its number. */
    long begin(Question question) {
        String typed = question.message().text().strip();
        long order = orders.add(new Order(by(question), question.now(), typed, transport(question), BEGUN));
        questions.answered(question.message().id());
        AUDIT.info("Command {}, {}, by {} over {}: begun", order, what(question), who(question), transport(question));
        return order;
    }

    /** Writes down what came of it. */
    void end(long order, Reply reply) {
        AUDIT.info("Command {}: {}", order, reply.outcome());
        orders.ended(order, reply.outcome());
    }

    /** Logs that {@code question}, which changes nothing, has its answer. */
    void asked(Question question, Reply reply) {
        AUDIT.info(
                "Question, {}, by {} over {}: {}", what(question), who(question), transport(question), reply.outcome());
    }

    private static String what(Question question) {
        return question.command().intent().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String by(Question question) {
        return Objects.requireNonNullElse(question.message().sender(), "");
    }

    private static String who(Question question) {
        return by(question).isEmpty() ? "somebody of another organisation" : by(question);
    }

    private static String transport(Question question) {
        return question.message().transport().name().toLowerCase(Locale.ROOT);
    }
}
