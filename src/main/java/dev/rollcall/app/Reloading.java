package dev.rollcall.app;

import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.Fault;
import dev.rollcall.config.Unchangeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over a changed configuration while the program runs, within two seconds of the change, and refuses one with faults: then
 * that of before stays in force, the log says why in the words of {@code check-config}, and {@link AlarmSide} tells the admins.
 *
 * <p>Looks twice a second what is in the files, so that it matters not whether they were written in place, replaced or
 * linked to; what differs from one look to the next is still being written. One thread; thread-safe.
 */
public final class Reloading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rollcall.audit");
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LAST_WORK = Duration.ofSeconds(5);

    private final Consumer<App> taken;
    private final ConfigFile file;
    private final BotConfig atStart;
    private final Waiting waiting;
    private final boolean watched;
    private final Set<Thread> retiring = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "reload");
    private App app;

    /** What was taken over, or refused, last. */
    private String known;

    private @Nullable String seen;

    /** Whether something good waits to be taken over. */
    private boolean late;

    private volatile boolean closed;

    /**
     * Reads {@code file} once, to know what it is that runs; a change since it was loaded is taken over as any other.
     *
     * @param app what runs; the last of its successors is the caller's to close, after this
     * @param taken told each successor
     * @param environment what the file's references read
     */
    public Reloading(App app, Consumer<App> taken, Path file, Map<String, String> environment, Waiting waiting) {
        this.app = app;
        this.taken = taken;
        this.file = new ConfigFile(file, environment);
        this.atStart = app.config();
        this.waiting = waiting;
        this.watched = Files.isRegularFile(file);
        this.known = watched ? asLoaded() : "";
        thread.setDaemon(true);
    }

    /** What is in the files, if that is what runs. */
    private String asLoaded() {
        ConfigFile.Content content = file.read();
        return content != null && atStart.equals(content.config()) ? content.fingerprint() : "";
    }

    /** What runs now. */
    public synchronized App app() {
        return app;
    }

    /** Begins to look. */
    public void start() {
        if (watched) {
            thread.start();
        } else {
            LOG.info("{} can be read only once: a change needs a restart", file.file());
        }
    }

    private void watch() {
        try {
            while (!closed) {
                look();
                waiting.pause(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("The configuration is not watched any more");
        }
    }

    /** Looks once, as it does by itself twice a second: takes over what has changed and is as it was at the last look. */
    public synchronized void look() {
        String now = file.fingerprint();
        boolean settled = now.equals(seen);
        seen = now;
        if (!closed && settled && !now.equals(known)) {
            take("a change of it");
        }
    }

    /** Takes over what is in the files now, changed or not: somebody says so. */
    public synchronized void now() {
        if (!closed && watched) {
            LOG.info("Asked to read {} anew", file.file());
            known = "";
            take("a signal");
        }
    }

    /** What changes meanwhile, and what cannot be started now, is looked at once more. */
    private void take(String by) {
        ConfigFile.Content content = file.read();
        if (content == null) {
            return;
        }
        seen = content.fingerprint(); // It may name other files of secrets than before.
        BotConfig next = content.config();
        if (next == null) {
            known = content.fingerprint();
            AUDIT.info("Reload of {} by {}: refused", file.file(), by);
            refuse(content.faults());
        } else if (next.equals(app.config()) || succeeded(next)) {
            AUDIT.info("Reload of {} by {}: accepted", file.file(), by);
            known = content.fingerprint();
            late = false;
            app.configState().taken(Unchangeable.differences(atStart, next));
        }
    }

    private boolean succeeded(BotConfig next) {
        App before = app;
        try {
            app = before.successor(next);
        } catch (IOException | RuntimeException e) {
            if (!late) {
                LOG.warn(
                        "{} has changed and cannot be taken over yet: {}; tried again until it is",
                        file.file(),
                        e.getMessage());
            }
            late = true;
            before.configState().delay();
            return false;
        }
        taken.accept(app);
        LOG.info(
                "{} has changed and is in force: {} departments, {} cutoffs",
                file.file(),
                next.departments().size(),
                next.cutoffs().size());
        Unchangeable.differences(atStart, next).forEach(line -> LOG.warn("{}: {}", file.file(), line));
        next.warnings().forEach(warning -> LOG.warn("{}", warning.in(file.file().toString())));
        retire(before);
        return true;
    }

    private void retire(App before) {
        Thread last = new Thread(
                () -> {
                    before.retire();
                    retiring.remove(Thread.currentThread());
                },
                "retiring");
        last.setDaemon(true);
        retiring.add(last);
        last.start();
    }

    private void refuse(List<Fault> faults) {
        List<String> lines =
                faults.stream().map(fault -> fault.in(file.file().toString())).toList();
        app.configState().refuse(lines);
        LOG.error("{} has changed and is refused; the configuration of before stays in force", file.file());
        lines.forEach(line -> LOG.error("{}", line));
    }

    /** Looks no more, and hurries what is finishing its last work. */
    @Override
    public void close() {
        synchronized (this) { // Not in the middle of taking something over.
            closed = true;
            thread.interrupt();
        }
        retiring.forEach(Thread::interrupt);
        try {
            for (Thread last : retiring) {
                last.join(LAST_WORK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
