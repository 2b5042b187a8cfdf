package dev.rollcall.acceptance;

import dev.rollcall.app.App;
import dev.rollcall.app.Reloading;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
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
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The whole program in real time, whose configuration file is edited while it runs. */
final class Edited implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path directory = Files.createTempDirectory("edited");
    private final Path file = directory.resolve("bot-config.yaml");
    private final SimulatedCompany company;
    private final MovedClock clock;
    private final DingTalkSimulator simulator;
    private final Reloading reloading;
    private DataSource database;

    /** @param begin what the clock shows when it starts */
    Edited(SimulatedCompany company, Instant begin, ConfigOptions options) throws IOException, ConfigException {
        this(company, begin, options, source -> source);
    }

    /** @param between put between the program and its database */
    Edited(SimulatedCompany company, Instant begin, ConfigOptions options, UnaryOperator<DataSource> between)
            throws IOException, ConfigException {
        this.company = company;
        clock = MovedClock.at(begin);
        simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(clock).withCallsPerSecond(0));
        String yaml =
                company.configYaml(simulator.url(), options.withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger")));
        Files.writeString(file, yaml);
        BotConfig config = ConfigLoader.load(file, Map.of());
        App first = new App(
                config,
                clock.instant(),
                Ledger.open(config.database(), clock, source -> between.apply(noted(source)), real -> real),
                clock,
                Waiting.real(),
                null,
                null);
        reloading = new Reloading(first, taken -> {}, file, Map.of(), Waiting.real());
    }

    private DataSource noted(DataSource source) {
        database = source;
        return source;
    }

    /** How many troubles the admins were told of and that are not over. */
    int troubles() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from trouble")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    SimulatedCompany company() {
        return company;
    }

    DingTalkSimulator simulator() {
        return simulator;
    }

    Instant now() {
        return clock.instant();
    }

    App app() {
        return reloading.app();
    }

    Path file() {
        return file;
    }

    Reloading reloading() {
        return reloading;
    }

    String text() throws IOException {
        return Files.readString(file);
    }

    /** Writes {@code text} in place, and looks until it has been seen. */
    void write(String text) throws IOException {
        Files.writeString(file, text);
        seen();
    }

    /** Replaces the file by another with {@code text}, as editors do, and looks until it has been seen. */
    void replace(String text) throws IOException {
        Path other = Files.writeString(directory.resolve("bot-config.yaml.swp"), text);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        seen();
    }

    /** As often as it takes to see that nothing is being written any more. */
    void seen() {
        reloading.look();
        reloading.look();
    }

    List<ChatMessage> group(int index) {
        return simulator.chats().of(company.departments().get(index).robotToken());
    }

    List<ChatMessage> hr() {
        return simulator.chats().of(company.companyRobot().robotToken());
    }

    /** What the slots of {@code date} have come to. */
    List<Slot> slots(java.time.LocalDate date) {
        return app().ledger().slots().of(date);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + app().port() + path);
        return HTTP.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Waits for {@code condition}; whether it came true in time. */
    static boolean within(Duration most, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Waiting.real().pause(Duration.ofMillis(20));
        }
        return true;
    }

    @Override
    public void close() {
        reloading.close();
        app().close();
        simulator.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
