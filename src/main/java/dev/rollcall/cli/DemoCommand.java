package dev.rollcall.cli;

import dev.rollcall.app.App;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The whole product against the simulator, on loopback: a company whose shift began forty minutes ago, whatever the
 * hour, and whose cutoff is seconds ahead. Chat comes over a Stream connection, as in reality.
 */
@Command(
        name = "demo",
        description = "Runs everything against a simulated DingTalk on loopback: no account, no configuration.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int PAST_DAYS = 40;
    private static final Duration AHEAD = Duration.ofSeconds(4);
    private static final Duration REHEARSAL = Duration.ofSeconds(60);
    private static final int PATIENCE = 10_000;
    private static final Duration SINCE_SHIFT_START = Duration.ofMinutes(40);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}; 0: any free one.")
    private int port;

    @Option(names = "--employees", defaultValue = "500", description = "Default: ${DEFAULT-VALUE}.")
    private int employees;

    @Option(names = "--departments", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int departments;

    @Option(
            names = "--rehearse",
            hidden = true,
            description = "Ends once the first digests are there: packaging notes which classes that takes.")
    private boolean rehearse;

    @Mixin
    private final LogOption log = new LogOption();

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        log.apply();
        Numbers.check(employees, departments, port);
        Instant started = surroundings.clock().instant();
        ZonedDateTime shift = started.minus(SINCE_SHIFT_START).atZone(ZONE).truncatedTo(ChronoUnit.MINUTES);
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(employees, departments, 1, shift.toLocalDate())
                        .withShiftStart(shift.toLocalTime())
                        .withCalm(true)
                        .withPast(PAST_DAYS));
        SimulatorSettings settings = SimulatorSettings.defaults().withClock(surroundings.clock());
        try (DemoDirectory directory = new DemoDirectory();
                DingTalkSimulator simulator = DingTalkSimulator.start(company, settings)) {
            ZonedDateTime cutoff =
                    surroundings.clock().instant().plus(AHEAD).atZone(ZONE).truncatedTo(ChronoUnit.SECONDS);
            BotConfig config =
                    ConfigLoader.parse("demo", yaml(simulator, cutoff, shift, directory.databaseUrl()), Map.of());
            try (App app = new App(
                    config, surroundings.clock(), surroundings.waiting(), new SimulatedChats(simulator, CLOCK, ZONE))) {
                tell(app, simulator, cutoff);
                if (rehearse) {
                    return rehearsed(app, simulator);
                }
                Stopping.untilStopped(surroundings, app, simulator, directory);
            }
        }
        return Main.DONE;
    }

    /** Every group has its digest, and the web has answered. */
    private int rehearsed(App app, DingTalkSimulator simulator) throws IOException, InterruptedException {
        boolean posted = simulator
                .chats()
                .await(
                        REHEARSAL,
                        chats -> simulator.company().departments().stream()
                                .allMatch(one -> !chats.of(one.robotToken()).isEmpty()));
        boolean answered = true;
        for (String path : List.of("/readyz", "/", "/demo", "/login", "/metrics")) {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + app.port() + path).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE);
            connection.setReadTimeout(PATIENCE);
            answered &= connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            connection.disconnect();
        }
        return posted && answered ? Main.DONE : Main.FAILED;
    }

    private String yaml(DingTalkSimulator simulator, ZonedDateTime cutoff, ZonedDateTime shift, String database) {
        String cron =
                String.format(Locale.ROOT, "%d %d %d * * ?", cutoff.getSecond(), cutoff.getMinute(), cutoff.getHour());
        boolean previous = !cutoff.toLocalDate().equals(shift.toLocalDate());
        ConfigOptions options = new ConfigOptions(
                        List.of(new ConfigOptions.Cutoff("morning", cron, null, previous)), port, database, 20)
                .withStream(true)
                .withConversations(true);
        return simulator.company().configYaml(simulator.url(), options);
    }

    private void tell(App app, DingTalkSimulator simulator, ZonedDateTime cutoff) {
        surroundings
                .out()
                .println("Rollcall demo: " + employees + " simulated employees; nothing leaves this machine.");
        surroundings.out().println("Open http://127.0.0.1:" + app.port() + "/demo");
        surroundings.out().println("There you read the groups, and write to the bot as one of a few people.");
        surroundings.out().println("The first digests are posted at " + CLOCK.format(cutoff) + " (" + ZONE + ").");
        surroundings.out().println("The simulated DingTalk is at " + simulator.url() + ". Stop with Ctrl-C.");
        surroundings.out().flush();
    }
}
