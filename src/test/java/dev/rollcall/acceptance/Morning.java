package dev.rollcall.acceptance;

import dev.rollcall.app.App;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatedDepartment;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The whole program on the morning of 20 November, two seconds before its cutoff of 09:40, with a simulated DingTalk.
 *
 * <p>Its cutoff comes in real time, because Quartz keeps that; everything after it, and the time of its ledger, goes
 * by {@link QuickTime}, unless {@link Plan#inRealTime} says otherwise.
 */
final class Morning implements AutoCloseable {
    static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    static final Instant CUTOFF =
            DATE.atTime(9, 40).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    static final Duration AHEAD = Duration.ofMillis(1800);
    private static final Pattern ONE_A_LINE = Pattern.compile("^- (.+)（应 \\d\\d:\\d\\d）$", Pattern.MULTILINE);

    private static final Pattern MANY_A_LINE = Pattern.compile("^[^-#>⚠\\s][^、\\s]*(、[^、\\s]+)+$", Pattern.MULTILINE);

    private final SimulatedCompany company;
    private final DingTalkSimulator simulator;
    private final QuickTime quick;
    private final MovedClock clock;
    private final Path directory = Files.createTempDirectory("morning");
    private final BotConfig config;
    private final boolean realTime;
    private final UnaryOperator<DataSource> seen;
    private App app;

    private Morning(Plan plan) throws IOException, ConfigException {
        company = SimulatedCompany.generate(plan.company);
        Instant begin = CUTOFF.minus(plan.ahead);
        quick = QuickTime.from(begin.plus(AHEAD).plusSeconds(60));
        clock = MovedClock.at(begin);
        SimulatorSettings settings =
                SimulatorSettings.defaults().withClock(quick).withCallsPerSecond(0);
        simulator = DingTalkSimulator.start(company, plan.settings.apply(settings));
        plan.faults.accept(this);
        String yaml = company.configYaml(simulator.url(), plan.withDatabase("jdbc:h2:" + directory.resolve("ledger")));
        config = ConfigLoader.parse("bot-config.yaml", plan.yaml.apply(yaml), Map.of());
        realTime = plan.realTime;
        seen = plan.seen;
        plan.prepared.accept(config.database());
        clock.set(begin);
        app = start();
    }

    /** The program on this morning's ledger, whose time is as quick as everything else. */
    private App start() throws IOException {
        UnaryOperator<Instant> time = real -> realTime ? real : quick.instant();
        return new App(
                config,
                clock.instant(),
                Ledger.open(config.database(), clock, seen, time),
                clock,
                realTime ? Waiting.real() : quick,
                null,
                null);
    }

    static Plan of(CompanyPlan company) {
        return new Plan(company);
    }

    SimulatedCompany company() {
        return company;
    }

    DingTalkSimulator simulator() {
        return simulator;
    }

    App app() {
        return app;
    }

    Book book() {
        return company.bookAt(CUTOFF);
    }

    /** Switches {@code fault} on for the robot of the department at {@code index}. */
    void robotFails(int index, Fault fault, int times) {
        simulator.faults().on("/robot/send?access_token=" + department(index).robotToken(), fault, times);
    }

    /** As {@link #robotFails}, for HR's robot. */
    void hrFails(Fault fault, int times) {
        simulator
                .faults()
                .on("/robot/send?access_token=" + company.companyRobot().robotToken(), fault, times);
    }

    SimulatedDepartment department(int index) {
        return company.departments().get(index);
    }

    Book.Page page(int index) {
        return book().department(department(index).id());
    }

    /** What the group of the department at {@code index} has got. */
    List<ChatMessage> group(int index) {
        return simulator.chats().of(department(index).robotToken());
    }

    /** What HR's group has got. */
    List<ChatMessage> hr() {
        return simulator.chats().of(company.companyRobot().robotToken());
    }

    /** Whom a message lists as not clocked in: a few one a line, many in one line. */
    static List<String> named(ChatMessage message) {
        return MANY_A_LINE
                .matcher(message.text())
                .results()
                .findFirst()
                .map(line -> List.of(line.group().split("、")))
                .orElseGet(() -> ONE_A_LINE
                        .matcher(message.text())
                        .results()
                        .map(line -> line.group(1))
                        .toList());
    }

    /** What the digest of the department at {@code index} says of its numbers at the cutoff. */
    List<String> numbers(int index) {
        Book.Page page = page(index);
        int absent = page.absent().size();
        return List.of(
                "应到 " + page.due() + " · 已打卡 " + page.present(), absent == 0 ? "应到人员均已打卡" : "未打卡 **" + absent + "**");
    }

    /** Who was absent at the cutoff. */
    List<String> names(int index) {
        return page(index).absent().keySet().stream()
                .map(company::nameOf)
                .sorted()
                .toList();
    }

    /** Waits for {@code number} messages in HR's group; it gets its own last. */
    void awaitHr(int number) throws InterruptedException {
        boolean came = simulator
                .chats()
                .await(
                        Duration.ofSeconds(60),
                        chats -> chats.of(company.companyRobot().robotToken()).size() >= number);
        if (!came) {
            throw new AssertionError("HR has " + hr());
        }
    }

    /** Waits until the first {@code groups} groups and HR's have {@code number} messages each. */
    void awaitAll(int groups, int number) throws InterruptedException {
        awaitTrue(() -> hr().size() >= number
                && IntStream.range(0, groups).allMatch(index -> group(index).size() >= number));
    }

    /** Waits for {@code condition}, a minute at most. */
    void awaitTrue(BooleanSupplier condition) throws InterruptedException {
        if (!within(Duration.ofSeconds(60), condition)) {
            throw new AssertionError("HR has " + hr() + "; the first group has " + group(0));
        }
    }

    /** Waits for {@code condition}; whether it came true in time. */
    boolean within(Duration most, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Waiting.real().pause(Duration.ofMillis(20));
        }
        return true;
    }

    /** What {@code /readyz} answers. */
    HttpResponse<String> ready() throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + app.port() + "/readyz");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Stops the program as SIGTERM does; the simulator goes on. */
    void stop() {
        app.close();
    }

    /** Starts it again. */
    void restart() throws IOException {
        app = start();
    }

    /** Moves all clocks forward, so that the program's shows {@code instant}. */
    void comes(Instant instant) {
        quick.leap(Duration.between(clock.instant(), instant));
        clock.set(instant);
    }

    DatabaseConfig database() {
        return config.database();
    }

    /** How long it is since the cutoff; negative before it. */
    Duration sinceCutoff() {
        return Duration.between(CUTOFF, clock.instant());
    }

    /** What the ledger says of the slots of the day; the program must have been stopped. */
    List<Slot> slots() {
        try (Ledger ledger = Ledger.open(config.database(), clock)) {
            return ledger.slots().of(DATE);
        }
    }

    @Override
    public void close() {
        app.close();
        simulator.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the morning is to be. */
    static final class Plan {
        private final CompanyPlan company;
        private UnaryOperator<SimulatorSettings> settings = UnaryOperator.identity();
        private UnaryOperator<String> yaml = UnaryOperator.identity();
        private ConfigOptions options = ConfigOptions.morningAt("09:40");
        private Consumer<Morning> faults = morning -> {};
        private Consumer<DatabaseConfig> prepared = database -> {};
        private UnaryOperator<DataSource> seen = UnaryOperator.identity();
        private @Nullable DatabaseConfig database;
        private boolean realTime;
        private Duration ahead = AHEAD;

        private Plan(CompanyPlan company) {
            this.company = company;
        }

        Plan simulating(UnaryOperator<SimulatorSettings> changed) {
            settings = changed;
            return this;
        }

        /** Changes the text of the configuration. */
        Plan configured(UnaryOperator<String> changed) {
            yaml = changed;
            return this;
        }

        Plan with(ConfigOptions changed) {
            options = changed;
            return this;
        }

        /** Switched on before the program starts. */
        Plan failing(Consumer<Morning> switchedOn) {
            faults = switchedOn;
            return this;
        }

        /** Its ledger is there, and not in a file of its own. */
        Plan on(DatabaseConfig there) {
            database = there;
            return this;
        }

        /** What is done with the database before the program starts. */
        Plan preparing(Consumer<DatabaseConfig> done) {
            prepared = done;
            return this;
        }

        /** Put between the program and its database. */
        Plan through(UnaryOperator<DataSource> between) {
            seen = between;
            return this;
        }

        private ConfigOptions withDatabase(String file) {
            return database == null
                    ? options.withDatabaseUrl(file)
                    : options.withDatabaseUrl(database.url())
                            .withDatabaseUser(
                                    database.user(), database.password().reveal());
        }

        /** How long before the cutoff it is when the program starts. */
        Plan ahead(Duration time) {
            ahead = time;
            return this;
        }

        Plan inRealTime() {
            realTime = true;
            return this;
        }

        Morning begin() throws IOException, ConfigException {
            return new Morning(this);
        }
    }
}
