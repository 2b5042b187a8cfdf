package dev.rollcall.chaos;

import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Horizon;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.Sql;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Phase;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatedDepartment;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A company, its DingTalk, a database, and as many processes of the program as one likes. All share one idea of the time. */
final class World implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final Shape shape;
    /** A schedule that nobody wrote down, as in a ledger of before. */
    private static final String UNKNOWN = "?";

    final DatabaseConfig database;
    final SimulatedCompany company;
    final DingTalkSimulator simulator;
    final Clock clock;
    final Path log;
    private final Duration offset;
    private final Path config;
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private volatile Trap trap = Trap.none();

    /** @param ahead how long before the first cutoff it is now */
    World(Shape shape, DatabaseConfig database, Duration ahead) {
        this(shape, database, ahead, 60, settings -> settings.withCallsPerSecond(0));
    }

    /** @param callsPerSecond of each API, by the configuration */
    World(
            Shape shape,
            DatabaseConfig database,
            Duration ahead,
            int callsPerSecond,
            UnaryOperator<SimulatorSettings> changed) {
        this.shape = shape;
        this.database = database;
        offset = Duration.between(Instant.now(), Shape.FIRST.minus(ahead));
        clock = Clock.offset(Clock.systemUTC(), offset);
        company = SimulatedCompany.generate(CompanyPlan.of(shape.people(), shape.departments(), 7, Shape.DATE)
                .withCalm(true)
                .withDirectMembersOnly(true));
        simulator = DingTalkSimulator.start(
                company, changed.apply(SimulatorSettings.defaults().withClock(clock)));
        simulator.watch((path, phase) -> trap.met(path, phase));
        try {
            Path directory = Files.createDirectories(Path.of("target", "chaos"));
            Path home = Files.createTempDirectory(directory, "world");
            log = home.resolve("log.txt");
            config = Files.writeString(home.resolve("bot-config.yaml"), yaml(callsPerSecond));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new embedded database, in the directory that a clean build deletes. */
    static DatabaseConfig embedded() {
        try {
            Path home = Files.createDirectories(Path.of("target", "chaos"));
            Path file = Files.createTempDirectory(home, "ledger").resolve("data/rollcall");
            return new DatabaseConfig("jdbc:h2:" + file, "", null, 180);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String yaml(int callsPerSecond) {
        ConfigOptions options = ConfigOptions.morningAt("09:40")
                .withCutoffs(IntStream.range(0, shape.cutoffs())
                        .mapToObj(i -> new ConfigOptions.Cutoff(
                                Shape.name(i), shape.cron(i), null, false, Duration.ofMinutes(60)))
                        .toList())
                .withCorrectAfter(Duration.ZERO)
                .withRequestsPerSecond(callsPerSecond)
                .withRobots(shape.robots())
                .withDatabaseUrl(database.url());
        if (!database.embedded()) {
            options = options.withDatabaseUser(
                    database.user(), database.password().reveal());
        }
        List<String> lines = new ArrayList<>();
        int department = 0;
        for (String line : company.configYaml(simulator.url(), options).split("\n", -1)) {
            if (line.startsWith("    cutoffs: ")) {
                lines.add("    cutoffs: " + names(department++));
            } else {
                lines.add(line.startsWith("  cutoffs: ") ? "  cutoffs: " + names(0) : line);
            }
        }
        return String.join("\n", lines);
    }

    private String names(int department) {
        return shape.cutoffsOf(department).stream().map(Shape::name).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Every slot that is due up to {@code until}, the company's too, with the instant of its cutoff. */
    Map<SlotKey, Instant> due(Instant until) {
        Map<SlotKey, Instant> due = new LinkedHashMap<>();
        for (int i = -1; i < shape.departments(); i++) {
            long id = i < 0 ? SlotKey.COMPANY : company.departments().get(i).id();
            for (int cutoff : shape.cutoffsOf(Math.max(0, i))) {
                if (!shape.asOf(cutoff).isAfter(until)) {
                    due.put(new SlotKey(id, Shape.DATE, Shape.name(cutoff)), shape.asOf(cutoff));
                }
            }
        }
        return due;
    }

    /** The robot whose group the digest of {@code key} goes to. */
    SimulatedDepartment robot(SlotKey key) {
        if (key.ofCompany()) {
            return company.companyRobot();
        }
        List<SimulatedDepartment> all = company.departments();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id() == key.department()) {
                return all.get(shape.robots() == 0 ? i : i % shape.robots());
            }
        }
        throw new IllegalArgumentException("no such department: " + key);
    }

    /** One process more; with a point, it stands still at the {@code nth} time that it gets there. */
    Child start() {
        return started(List.of(config.toString(), offset.toString()));
    }

    Child startUntil(CrashPoint point, int nth) {
        return started(List.of(config.toString(), offset.toString(), point.name(), String.valueOf(nth)));
    }

    private Child started(List<String> arguments) {
        Child child = Child.start(log, arguments);
        children.add(child);
        return child;
    }

    /** Starts a process and kills it when it gets to {@code point} for the {@code nth} time. */
    void dieAt(CrashPoint point, int nth) throws InterruptedException {
        if (point.seenByDingTalk()) {
            boolean reading = point == CrashPoint.READING;
            Trap set = new Trap(
                    path -> path.contains(reading ? "/attendance/" : "/robot/send"),
                    reading ? Phase.ARRIVED : Phase.TAKEN,
                    nth,
                    () -> children.get(children.size() - 1).kill());
            Child child = start();
            trap = set;
            set.await(PATIENCE, child);
            trap = Trap.none();
        } else {
            Child child = startUntil(point, nth);
            child.await("AT " + point, PATIENCE);
            child.kill();
        }
    }

    /** Has the simulator tell {@code set} of what it is asked. */
    void set(Trap set) {
        trap = set;
    }

    /** Until now, but not more than there is. */
    Instant now() {
        Instant now = clock.instant();
        Instant last = shape.asOf(shape.cutoffs() - 1);
        return now.isAfter(last) ? last : now;
    }

    /**
     * Waits until every slot that is due by now has an outcome, stops {@code child}, and looks at what there is to see.
     */
    Findings settled(Child child, Duration most) throws InterruptedException {
        Instant until = now();
        child.awaitEnded(until, due(until).size(), most);
        child.stop();
        return History.of(this, until);
    }

    /** Starts so many processes, of a program that has run before: nothing is lost if they are late. */
    List<Child> start(int processes) throws InterruptedException {
        Instant before = Shape.FIRST.minusSeconds(60);
        try (Ledger ledger = Ledger.open(database, clock)) {
            Map<Horizon.Watched, String> watched = new HashMap<>();
            due(Instant.MAX)
                    .keySet()
                    .forEach(key -> watched.put(new Horizon.Watched(key.department(), key.cutoff()), UNKNOWN));
            ledger.horizon().since(watched, Horizon.Moved.NOTHING, before);
            ledger.horizon().planned(before);
        }
        try (Sql sql = Sql.of(database)) {
            sql.run("update watch set schedule = null where schedule = ?", UNKNOWN);
        }
        List<Child> all = IntStream.range(0, processes).mapToObj(i -> start()).toList();
        for (Child child : all) {
            child.awaitReady();
        }
        return all;
    }

    /** Waits until the slots of all cutoffs have an outcome, and stops all of {@code processes}. */
    void finish(List<Child> processes, Duration most) throws InterruptedException {
        Instant last = shape.asOf(shape.cutoffs() - 1);
        processes.get(0).awaitEnded(last, due(last).size(), most);
        for (Child child : processes) {
            child.stop();
        }
    }

    @Override
    public void close() {
        children.forEach(Child::close);
        simulator.close();
    }
}
