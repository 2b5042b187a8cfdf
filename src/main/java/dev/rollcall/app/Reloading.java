package dev.rollcall.app;

import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.Unchangeable;
import dev.rollcall.message.Notice;
import java.io.IOException;
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
 * that of before stays in force, the log says why in the words of {@code check-config}, and the admins are told once.
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
    private final Set<Thread> retiring = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "reload");
    private App app;
    private String inForce;
    private @Nullable String seen;
    private boolean told;
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
        this.inForce = asLoaded();
        thread.setDaemon(true);
    }

    /** What is in the files, if that is what runs. */
    private String asLoaded() {
        try {
            return file.load().equals(atStart) ? file.fingerprint() : "";
        } catch (ConfigException e) {
            return "";
        }
    }

    /** What runs now. */
    public synchronized App app() {
        return app;
    }

    /** Begins to look. */
    public void start() {
        thread.start();
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
        if (!closed && settled && !now.equals(inForce)) {
            take(now, "a change of it");
        }
    }

    /** Takes over what is in the files now, changed or not: somebody says so. */
    public synchronized void now() {
        if (closed) {
            return;
        }
        LOG.info("Asked to read {} anew", file.file());
        seen = file.fingerprint();
        take(seen, "a signal");
    }

    /** What is refused is not looked at again until it is another. */
    private void take(String fingerprint, String by) {
        try {
            BotConfig next = file.load();
            seen = file.fingerprint(); // It may name other files of secrets than before.
            inForce = seen;
            succeed(next);
            AUDIT.info("Reload of {} by {}: accepted", file.file(), by);
        } catch (ConfigException e) {
            inForce = file.fingerprint();
            AUDIT.info("Reload of {} by {}: refused", file.file(), by);
            refuse(e.faults().stream()
                    .map(fault -> fault.in(file.file().toString()))
                    .toList());
        } catch (IOException | RuntimeException e) {
            LOG.debug("A successor could not be started", e);
            inForce = fingerprint;
            AUDIT.info("Reload of {} by {}: refused", file.file(), by);
            refuse(List.of(file.file() + ": cannot be taken over: " + e.getMessage()));
        }
    }

    private void succeed(BotConfig next) throws IOException {
        App before = app;
        if (next.equals(before.config())) {
            before.configState().taken(Unchangeable.differences(atStart, next));
            told = false;
            return;
        }
        App successor = before.successor(next);
        app = successor;
        taken.accept(successor);
        List<String> waits = Unchangeable.differences(atStart, next);
        successor.configState().taken(waits);
        told = false;
        LOG.info(
                "{} has changed and is in force: {} departments, {} cutoffs",
                file.file(),
                next.departments().size(),
                next.cutoffs().size());
        waits.forEach(line -> LOG.warn("{}: {}", file.file(), line));
        next.warnings().forEach(warning -> LOG.warn("{}", warning.in(file.file().toString())));
        retire(before);
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

    private void refuse(List<String> lines) {
        App now = app;
        now.configState().refuse();
        LOG.error("{} has changed and is refused; the configuration of before stays in force", file.file());
        lines.forEach(line -> LOG.error("{}", line));
        if (!told) {
            told = true;
            Thread telling = new Thread(() -> now.admins().tell(Notice.configRefused(lines)), "telling");
            telling.setDaemon(true);
            telling.start();
        }
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
