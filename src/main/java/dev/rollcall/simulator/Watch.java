package dev.rollcall.simulator;

import java.util.function.BiConsumer;

/** Who is told of each call as it goes along; nobody at first. The simulator's own addresses are not told. */
final class Watch {
    private volatile BiConsumer<String, Phase> watcher = (path, phase) -> {};

    void by(BiConsumer<String, Phase> newWatcher) {
        watcher = newWatcher;
    }

    void tell(String path, Phase phase) {
        if (!path.startsWith(ControlApi.PREFIX)) {
            watcher.accept(path, phase);
        }
    }
}
