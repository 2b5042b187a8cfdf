package dev.rollcall.acceptance;

import dev.rollcall.app.App;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Orders;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Conversation;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Oddity;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatedDepartment;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole program at a quarter to ten of a work day, in real time, with people who write to it; unless it is said
 * otherwise no digest is due before six in the evening.
 */
final class ChatDay implements AutoCloseable {
    static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant NOW = DATE.atTime(9, 45).atZone(ZONE).toInstant();

    /** How a question gets to the program. */
    enum Way {
        STREAM,
        CALLBACK
    }

    /** That the answer takes a moment, which it may on a slow machine. */
    private static final List<String> LOOKING = List.of("正在查询…", "Looking it up…");

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final SimulatedCompany company;
    final DingTalkSimulator simulator;
    private final Path directory = Files.createTempDirectory("chat");
    private final MovedClock clock;
    private final LeapingTime waiting = new LeapingTime();
    private final BotConfig config;
    private App app;

    ChatDay(Way way, CompanyPlan plan, boolean tied) throws IOException, ConfigException, InterruptedException {
        this(way, plan, tied, "18:00", NOW);
    }

    /** With a cutoff at {@code cutoff}, from {@code begin} on. */
    ChatDay(Way way, CompanyPlan plan, boolean tied, String cutoff, Instant begin)
            throws IOException, ConfigException, InterruptedException {
        this(way, plan, ConfigOptions.morningAt(cutoff).withConversations(tied), begin);
    }

    ChatDay(Way way, CompanyPlan plan, ConfigOptions wanted, Instant begin)
            throws IOException, ConfigException, InterruptedException {
        clock = MovedClock.at(begin);
        company = SimulatedCompany.generate(plan);
        simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(clock).withLatency(Duration.ofMillis(60)));
        ConfigOptions options =
                wanted.withStream(way == Way.STREAM).withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
        config = ConfigLoader.parse("bot-config.yaml", company.configYaml(simulator.url(), options), Map.of());
        app = start();
        if (way == Way.CALLBACK) {
            simulator.callback(URI.create("http://127.0.0.1:" + app.port() + "/dingtalk/robot"));
        } else if (!simulator.stream().await(PATIENCE, stream -> stream.ready() > 0)) {
            throw new AssertionError("no connection");
        }
    }

    static CompanyPlan company() {
        return CompanyPlan.of(120, 3, 5, DATE).withCalm(true).withDirectMembersOnly(true);
    }

    private App start() throws IOException {
        return new App(config, clock.instant(), Ledger.open(config.database(), clock), clock, waiting, null, null);
    }

    App app() {
        return app;
    }

    SimulatedDepartment department(int index) {
        return company.departments().get(index);
    }

    Conversation group(int index) {
        return company.conversations().of(department(index).id());
    }

    Conversation alone(Asker asker) {
        return company.conversations().with(asker);
    }

    /** What the bot has said in {@code where}, but for that it is looking. */
    List<ChatMessage> said(Conversation where) {
        return simulator.chats().in(where).stream()
                .filter(message ->
                        message.sender() == null && message.msgUuid() == null && !LOOKING.contains(message.text()))
                .toList();
    }

    /** How the bot has answered one question, but for that it is looking. */
    List<ChatMessage> answersTo(String msgId) {
        return simulator.chats().answersTo(msgId).stream()
                .filter(message -> !LOOKING.contains(message.text()))
                .toList();
    }

    /** What the bot says to {@code text} where it was asked. */
    String answer(Asker asker, Conversation where, String text, Oddity... oddities) throws InterruptedException {
        int before = said(where).size();
        simulator.say(asker, where, text, oddities);
        if (!simulator.chats().await(PATIENCE, chats -> said(where).size() > before)) {
            throw new AssertionError("Nothing is answered to '" + text + "' in " + where.name());
        }
        return said(where).get(before).text();
    }

    /** What the robot of a group has posted there on its own, once there are {@code number} of it. */
    List<ChatMessage> posted(int index, int number) throws InterruptedException {
        if (!simulator.chats().await(PATIENCE, chats -> posted(index).size() >= number)) {
            throw new AssertionError("There are no " + number + " digests, only " + posted(index) + "; slots: "
                    + app.ledger().slots().of(DATE));
        }
        return posted(index);
    }

    private List<ChatMessage> posted(int index) {
        return simulator.chats().in(group(index)).stream()
                .filter(message -> message.msgUuid() != null)
                .toList();
    }

    /** What the bot has written to {@code asker} in private so far. */
    List<ChatMessage> privately(Asker asker) {
        return simulator.chats().toUser(String.valueOf(asker.userId()));
    }

    Instant now() {
        return clock.instant();
    }

    /** Moves the clock forward. */
    void later(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    /** Whoever has asked as much as may be in a minute may ask on. */
    void afterAMinute() {
        waiting.leap(Duration.ofSeconds(61));
    }

    /** Whoever has just asked something may ask it again and is answered again. */
    void afterTenSeconds() {
        waiting.leap(Duration.ofSeconds(11));
    }

    /** What has become of a group's slot of the day, once something has. */
    SlotState ends(int index) throws InterruptedException {
        SlotKey key = new SlotKey(department(index).id(), DATE, "morning");
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Optional<Slot> slot = app.ledger().slots().find(key);
            if (slot.isPresent() && slot.get().state().ended()) {
                return slot.get().state();
            }
            simulator.chats().await(Duration.ofMillis(100), chats -> false);
        }
        throw new AssertionError(key + " has not ended");
    }

    /** The commands that were given today. */
    List<Orders.Order> orders() {
        return app.ledger()
                .orders()
                .of(NOW.minus(Duration.ofHours(1)), clock.instant().plusSeconds(1));
    }

    long calls() {
        return simulator.calls().counts().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
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
}
