package dev.rollcall.chat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one person orders is carried out in the order of its coming, and what they ask after an order is answered after
 * it. Different people do not wait for each other. Thread-safe, as long as what one person writes comes from one thread.
 */
final class InOrder {
    /** The last order of each person that has not ended. */
    private final Map<String, CompletableFuture<Boolean>> last = new ConcurrentHashMap<>();

    /**
     * Runs {@code start}, now or when the last order of {@code sender} has ended.
     *
     * @param sender null: somebody of whom nothing is known, who orders nothing
     * @param order whether it is an order itself
     * @param end completes when it has ended
     */
    void begin(@Nullable String sender, boolean order, CompletableFuture<Boolean> end, Runnable start) {
        CompletableFuture<Boolean> before = sender == null ? null : last.get(sender);
        if (sender != null && order) {
            last.put(sender, end);
            CompletableFuture<Boolean> unused = end.whenComplete((done, failure) -> last.remove(sender, end));
        }
        if (before == null) {
            start.run();
        } else {
            CompletableFuture<Boolean> unused = before.whenComplete((done, failure) -> start.run());
        }
    }
}
