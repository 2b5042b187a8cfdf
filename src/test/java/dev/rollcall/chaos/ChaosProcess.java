package dev.rollcall.chaos;

import dev.rollcall.app.App;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Slot;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The whole program in a process of its own, to be killed. Says {@code READY} and its port; does what it reads: {@code until INSTANT
 * NUMBER} waits for so many slots up to then to have ended and says {@code ENDED}. Stops in order on SIGTERM, with exit
 * code 0 as {@code serve} does. Does not outlive its parent.
 */
public final class ChaosProcess {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final PrintStream OUT = System.out;

    private ChaosProcess() {}

    /** Arguments: the configuration, how far the clock is ahead, and where to stand still, if anywhere. */
    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[1]));
        UnaryOperator<DataSource> seen = arguments.length < 4
                ? UnaryOperator.identity()
                : new StandStill(CrashPoint.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
        Instant started = clock.instant();
        BotConfig config = ConfigLoader.load(Path.of(arguments[0]), Map.of());
        Ledger ledger = Ledger.open(config.database(), clock, seen, UnaryOperator.identity());
        App app = new App(config, started, ledger, clock, Waiting.real(), null, null);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app), "stopping"));
        say("READY " + app.port());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", -1);
            awaitEnded(ledger, config, Instant.parse(words[1]), Integer.parseInt(words[2]));
            say("ENDED");
        }
        Runtime.getRuntime().halt(3);
    }

    private static void stop(App app) {
        app.close();
        say("STOPPED");
        Runtime.getRuntime().halt(0);
    }

    private static void awaitEnded(Ledger ledger, BotConfig config, Instant until, int number)
            throws InterruptedException {
        while (!ended(ledger, config, until, number)) {
            Waiting.real().pause(LOOK);
        }
    }

    private static boolean ended(Ledger ledger, BotConfig config, Instant until, int number) {
        try {
            if (ledger.outcomes().open(until.plusMillis(1)).isPresent()) {
                return false;
            }
            List<Slot> due = ledger.slots().of(until.atZone(config.zone()).toLocalDate()).stream()
                    .filter(slot -> !slot.asOf().isAfter(until))
                    .toList();
            return due.size() >= number
                    && due.stream().allMatch(slot -> slot.state().ended());
        } catch (LedgerException e) {
            return false;
        }
    }

    static void say(String word) {
        synchronized (OUT) {
            OUT.println(word);
            OUT.flush();
        }
    }
}
