package dev.rollcall.cli;

import dev.rollcall.app.App;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs until stopped: cutoffs and the web. */
@Command(
        name = "serve",
        description = "Runs until stopped: posts the digests at their cutoffs.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    private final Surroundings surroundings;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return serve(config.file());
    }

    int serve(Path file) throws Exception {
        BotConfig loaded = ConfigLoader.load(file, surroundings.environment());
        loaded.warnings().forEach(warning -> surroundings.warn(warning.in(file.toString())));
        try (App app = new App(loaded, surroundings.clock(), surroundings.waiting(), null)) {
            Stopping.untilStopped(surroundings, app);
        }
        return Main.DONE;
    }
}
