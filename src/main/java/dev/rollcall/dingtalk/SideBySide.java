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
        begin(things, work).join();
    }

    /**
     * As {@link #each}, for several kinds of things at once, none of which takes lanes from another: calls to different
     * APIs do not share a limit.
     */
    <T> void eachOf(Collection<? extends Collection<T>> kinds, Consumer<T> work) {
        CompletableFuture.allOf(
                        kinds.stream().map(things -> begin(things, work)).toArray(CompletableFuture[]::new))
                .join();
    }

    private <T> CompletableFuture<Void> begin(Collection<T> things, Consumer<T> work) {
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
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new));
    }
}
