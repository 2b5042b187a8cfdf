package dev.rollcall.cli;

import dev.rollcall.app.App;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes everything that the database keeps of one person, frozen texts included. */
@Command(
        name = "forget",
        description = "Deletes a person from the database, posted texts included.",
        mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "USER_ID", description = "DingTalk's user id of the person.")
    private String userId = "";

    private final Surroundings surroundings;

    ForgetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (userId.isBlank()) {
            throw new UsageException("forget: give the user id of the person");
        }
        App running = surroundings.running();
        if (running != null) {
            return tell(running.ledger().retention().forget(userId));
        }
        BotConfig loaded = ConfigLoader.load(config.file(), surroundings.environment());
        if (loaded.database().embedded()
                && !Files.exists(loaded.database().file())) { // Else an empty one would be made.
            surroundings
                    .err()
                    .println("Nothing was forgotten: there is no database at "
                            + loaded.database().file()
                            + "; run this in the directory in which serve runs, with its configuration");
            return Main.FAILED;
        }
        try (Ledger ledger = Ledger.open(loaded.database(), surroundings.clock())) {
            return tell(ledger.retention().forget(userId));
        } catch (LedgerException e) {
            return RunningServe.ask(loaded, surroundings.arguments(), e, surroundings);
        }
    }

    private int tell(int rows) {
        surroundings
                .err()
                .println(
                        rows == 0
                                ? "Nothing is kept of " + userId
                                : "Forgotten: " + rows + " rows were deleted or emptied");
        return Main.DONE;
    }
}
