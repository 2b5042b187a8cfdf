package dev.rollcall.chat;

import dev.rollcall.ledger.Orders;
import dev.rollcall.ledger.Orders.Order;
import java.util.Locale;
import java.util.Objects;

/** Writes down who gave which command, when, over what, and what came of it. Thread-safe. */
final class Register {
    private final Orders orders;

    Register(Orders orders) {
        this.orders = orders;
    }

    /** Writes down what was asked for if it is a command that has to be; what is only a question has not. */
    void note(Question question, Reply reply) {
        if (question.command().intent().recorded()) {
            String by = Objects.requireNonNullElse(question.message().sender(), "");
            String transport = question.message().transport().name().toLowerCase(Locale.ROOT);
            orders.add(new Order(by, question.now(), question.message().text().strip(), transport, reply.outcome()));
        }
    }
}
