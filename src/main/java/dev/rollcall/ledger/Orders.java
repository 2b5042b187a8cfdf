package dev.rollcall.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What admins, HR and leads have told the bot to do: who, when, what, and what came of it. Thread-safe; every call is one
 * transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Orders {
    private static final int LONGEST_TYPED = 500;
    private static final int LONGEST_TRANSPORT = 20;
    private static final int LONGEST_OUTCOME = 40;

    private final Database database;

    Orders(Database database) {
        this.database = database;
    }

    /** Writes down one; what is too long in it is cut. Its number, for {@link #ended}. */
    public long add(Order order) {
        return database.in(
                "write down a command",
                handle -> handle.createUpdate("insert into chat_order (given_at, given_by, typed, transport, outcome)"
                                + " values (:at, :by, :typed, :transport, :outcome)")
                        .bind("at", order.at())
                        .bind("by", order.by())
                        .bind("typed", Texts.cut(order.typed(), LONGEST_TYPED))
                        .bind("transport", Texts.cut(order.transport(), LONGEST_TRANSPORT))
                        .bind("outcome", Texts.cut(order.outcome(), LONGEST_OUTCOME))
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one());
    }

    /** Writes down what came of the one with that number. */
    public void ended(long number, String outcome) {
        database.run(
                "write down what came of a command",
                handle -> handle.createUpdate("update chat_order set outcome = :outcome where id = :number")
                        .bind("outcome", Texts.cut(outcome, LONGEST_OUTCOME))
                        .bind("number", number)
                        .execute());
    }

    /** Those given at {@code from} or later and before {@code to}, in the order in which they were given. */
    public List<Order> of(Instant from, Instant to) {
        return database.in(
                "read commands",
                handle -> handle.createQuery("select * from chat_order"
                                + " where given_at >= :from and given_at < :to order by given_at, id")
                        .bind("from", from)
                        .bind("to", to)
                        .map((row, context) -> new Order(
                                row.getString("given_by"),
                                Objects.requireNonNull(Instants.instant(row, "given_at")),
                                row.getString("typed"),
                                row.getString("transport"),
                                row.getString("outcome")))
                        .list());
    }

    /**
     * One command.
     *
     * @param by the user id of who gave it; empty once that person is forgotten
     * @param typed the command as it was understood, at most 500 characters; empty once somebody in it is forgotten
     * @param transport how it came, a word of at most 20 characters
     * @param outcome what came of it, a word of at most 40
     */
    public record Order(String by, Instant at, String typed, String transport, String outcome) {}
}
