package dev.rollcall.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Does the same to many things, a few at a time. */
final class Lanes {
    private static final int AT_ONCE = 8;

    private Lanes() {}

    /** Begins; what comes back is done when everything is. */
    static <T> CompletableFuture<Void> each(Collection<T> things, Consumer<T> work, Executor executor) {
        Queue<T> waiting = new ConcurrentLinkedQueue<>(things);
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < Math.min(AT_ONCE, things.size()); lane++) {
            lanes.add(CompletableFuture.runAsync(
                    () -> {
                        for (T thing = waiting.poll(); thing != null; thing = waiting.poll()) {
                            work.accept(thing);
                        }
                    },
                    executor));
        }
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new));
    }
}
