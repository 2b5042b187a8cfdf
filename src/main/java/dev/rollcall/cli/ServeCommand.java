package dev.rollcall.cli;

import dev.rollcall.app.App;
import dev.rollcall.app.Reloading;
import dev.rollcall.common.Secret;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.web.LocalCommands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs until stopped: cutoffs and the web. */
@Command(
        name = "serve",
        description = "Runs until stopped: posts the digests at their cutoffs.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    /** What another process may have run here. */
    private static final Set<String> LOCAL = Set.of("check", "doctor", "forget", "preview", "report");

    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final LogOption log = new LogOption();

    private final Surroundings surroundings;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        log.apply();
        return serve(config.file());
    }

    int serve(Path file) throws Exception {
        BotConfig loaded = ConfigLoader.load(file, surroundings.environment());
        loaded.warnings().forEach(warning -> surroundings.warn(warning.in(file.toString())));
        if (loaded.database().embedded() && surroundings.environment().containsKey("PORT")) {
            String warning = "PORT is set and the database is embedded: the disk of such a platform may not last;"
                    + " set DATABASE_URL, or digests may be posted twice or lost after a restart";
            surroundings.warn(warning);
            LOG.warn(warning); // Whoever keeps the log alone shall read it too.
        }
        Instant started = surroundings.clock().instant();
        Secret key = RunningServe.newKey();
        AtomicReference<App> running = new AtomicReference<>();
        LocalCommands local = loaded.database().embedded() // Another database every process can open.
                ? new LocalCommands(key, arguments -> within(running.get(), arguments))
                : null;
        Ledger ledger = opened(loaded);
        if (ledger == null) {
            return Main.DONE;
        }
        App app = new App(loaded, started, ledger, surroundings.clock(), surroundings.waiting(), null, local);
        running.set(app);
        Reloading reloading =
                new Reloading(app, running::set, file, surroundings.environment(), surroundings.waiting());
        try (AutoCloseable program = () -> stop(reloading)) {
            reloading.start();
            if (!surroundings.terminal()) { // Whose window is closed means that it is to end.
                Hangup.means(reloading::now);
            }
            run(loaded, app.localPort(), key, program);
        }
        return Main.DONE;
    }

    /**
     * A database server that is away for now is waited for: nobody may be there to start this once more. Null: it is to
     * stop before it has begun.
     */
    private @Nullable Ledger opened(BotConfig loaded) throws InterruptedException {
        boolean said = false;
        while (!surroundings.stopped()) {
            try {
                return Ledger.open(loaded.database(), surroundings.clock());
            } catch (LedgerException e) {
                if (e.reason() != LedgerException.Reason.UNREACHABLE
                        || loaded.database().embedded()) {
                    throw e;
                }
                if (!said) {
                    surroundings.warn(e.getMessage() + " every " + PAUSE.toSeconds() + " s");
                    said = true;
                }
                surroundings.waiting().pause(PAUSE);
            }
        }
        return null;
    }

    private static void stop(Reloading reloading) {
        reloading.close();
        reloading.app().close();
    }

    private void run(BotConfig loaded, int port, Secret key, AutoCloseable program)
            throws IOException, InterruptedException {
        if (loaded.database().embedded()) {
            try (RunningServe found = RunningServe.announce(loaded, port, key)) {
                Stopping.untilStopped(surroundings, found, program);
            }
        } else {
            Stopping.untilStopped(surroundings, program);
        }
    }

    /** Runs a command of another process here, where the database is. */
    private LocalCommands.Result within(@Nullable App app, List<String> arguments) {
        boolean known = !arguments.isEmpty() && LOCAL.contains(arguments.get(0));
        if (app == null || !known) {
            return new LocalCommands.Result(Main.USAGE, new byte[0], "This command is not run for other processes\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                surroundings.within(
                        app,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                arguments.toArray(String[]::new));
        return new LocalCommands.Result(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }
}
