package dev.rollcall.chat;

import dev.rollcall.ledger.Orders;
import dev.rollcall.ledger.Orders.Order;
import dev.rollcall.ledger.Questions;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes down who gave which command, when, over what, and what came of it. It is written down before anything is done,
 * and then done once at most: whatever happens meanwhile, the same message is not taken for another command. Thread-safe.
 */
final class Register {
    private static final String BEGUN = "begun";

    private final Orders orders;
    private final Questions questions;

    Register(Orders orders, Questions questions) {
        this.orders = orders;
        this.questions = questions;
    }

    /** Writes down that the command of {@code question} begins; its number. */
    long begin(Question question) {
        String by = Objects.requireNonNullElse(question.message().sender(), "");
        String transport = question.message().transport().name().toLowerCase(Locale.ROOT);
        String typed = question.message().text().strip();
        long order = orders.add(new Order(by, question.now(), typed, transport, BEGUN));
        questions.answered(question.message().id());
        return order;
    }

    /** Writes down what came of it. */
    void end(long order, Reply reply) {
        orders.ended(order, reply.outcome());
    }
}
