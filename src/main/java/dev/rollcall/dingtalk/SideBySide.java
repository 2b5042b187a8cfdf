package dev.rollcall.dingtalk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Works on many things side by side: enough at once to fill DingTalk's limit, few enough to stay small. */
final class SideBySide {
    /** 20 calls a second at 1.6 s each keep so many busy; more would only wait for the limiter. */
    private static final int AT_ONCE = 32;

    private final Executor executor;

    SideBySide(Executor executor) {
        this.executor = executor;
    }

    /**
     * Does {@code work} on each of {@code things} and returns when all of it is done. The first unexpected exception
     * ends up with the caller. Must not be called from within {@code work}.
     */
    <T> void each(Collection<T> things, Consumer<T> work) {
        ConcurrentLinkedQueue<T> waiting = new ConcurrentLinkedQueue<>(things);
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
        CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).join();
    }
}
