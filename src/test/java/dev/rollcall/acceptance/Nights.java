package dev.rollcall.acceptance;

import dev.rollcall.app.App;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.Sql;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The whole program, in one process or several on one database, over a week of November 2026 in which time leaps from one
 * moment of interest to the next. A digest is due at 09:40 on one day of the week; people work on the 20th, a Friday.
 */
final class Nights implements AutoCloseable {
    static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** In it whoever is to tell something looks several times. */
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    final DingTalkSimulator simulator;
    final QuickTime time;
    private final DatabaseConfig database;
    private final List<App> apps = new ArrayList<>();

    /**
     * Begins.
     *
     * @param begin a local date and time
     * @param cutoffOn on which day of the week the cutoff is, such as {@code FRI}
     * @param processes how many there are
     * @param web further lines of the section {@code web}
     */
    Nights(DatabaseConfig database, String begin, String cutoffOn, int processes, String... web) throws Exception {
        this.database = database;
        time = QuickTime.from(at(begin));
        SimulatedCompany company = company(0);
        simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(time).withCallsPerSecond(0));
        ConfigOptions options = ConfigOptions.morningAt("09:40")
                .withCorrectAfter(Duration.ZERO)
                .withDatabaseUrl(database.url())
                .withWeb(web);
        if (!database.embedded()) {
            options = options.withDatabaseUser(
                    database.user(), database.password().reveal());
        }
        String yaml = company.configYaml(simulator.url(), options)
                .replace("at: \"09:40\"", "at: \"09:40\"\n    days: [" + cutoffOn + "]");
        BotConfig config = ConfigLoader.parse("bot-config.yaml", yaml, Map.of());
        for (int process = 0; process < processes; process++) {
            Ledger ledger = Ledger.open(config.database(), time, source -> source, real -> time.instant());
            apps.add(new App(config, time.instant(), ledger, time, time, null, null));
        }
    }

    /** The company with so many departments that nobody has configured, of three people each. */
    private static SimulatedCompany company(int unconfigured) {
        return company(60, unconfigured);
    }

    private static SimulatedCompany company(int people, int unconfigured) {
        return SimulatedCompany.generate(CompanyPlan.of(people, 3, 5, FRIDAY)
                .withCalm(true)
                .withDirectMembersOnly(true)
                .withUnconfigured(unconfigured));
    }

    /** From now on DingTalk knows so many of them; all that was said is forgotten. */
    void unconfigured(int number) {
        simulator.company(company(number));
    }

    /** From now on nobody is to be seen in the configured departments; all that was said is forgotten. */
    void nobody() {
        simulator.company(company(0, 0));
    }

    private static Instant at(String moment) {
        return LocalDate.parse(moment.substring(0, 10))
                .atTime(LocalTime.parse(moment.substring(11)))
                .atZone(ZONE)
                .toInstant();
    }

    /** Leaps to a local date and time. */
    void comes(String moment) {
        Duration ahead = Duration.between(time.instant(), at(moment));
        if (ahead.isNegative()) {
            throw new IllegalStateException("It is later than " + moment);
        }
        time.leap(ahead);
    }

    /** The night before the morning of {@code date}, with a look at the organisation, and that morning. */
    List<String> told(String date, int number) throws InterruptedException {
        night(date);
        return morning(date, number);
    }

    /** The night before the morning of {@code date}, with a look at the organisation. */
    void night(String date) throws InterruptedException {
        comes(date + "T03:17:40");
        await(() -> lookedOn(date));
    }

    /**
     * What the admins were told by the time that it is eight in the morning and a little more, since the last time: so many
     * messages are waited for, and whether there are more.
     */
    List<String> morning(String date, int number) throws InterruptedException {
        int before = admin().size();
        comes(date + "T08:00:05");
        await(() -> admin().size() >= before + number && nothingIsUntold());
        aWhile();
        return admin().subList(before, admin().size());
    }

    private boolean nothingIsUntold() {
        try (Sql sql = Sql.of(database)) {
            return sql.texts("select name from remark where told = false").isEmpty();
        }
    }

    private boolean lookedOn(String date) {
        try (Sql sql = Sql.of(database)) {
            return sql.texts("select cast(seen_on as varchar) from remark where kind = 'look'")
                    .contains(date);
        }
    }

    /** What the admin has in private. */
    List<String> admin() {
        return simulator.chats().toUser(simulator.company().adminUserId()).stream()
                .map(ChatMessage::text)
                .toList();
    }

    /** The digests of Friday, once all of them have ended. */
    List<Slot> friday() throws InterruptedException {
        comes(FRIDAY + "T09:40:05");
        await(() -> !slots().isEmpty()
                && slots().stream().allMatch(slot -> slot.state().ended()));
        return slots();
    }

    private List<Slot> slots() {
        return apps.get(0).ledger().slots().of(FRIDAY);
    }

    void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("It is " + time.instant() + "; the admin has " + admin());
            }
            simulator.chats().await(Duration.ofMillis(50), never -> false);
        }
    }

    void aWhile() throws InterruptedException {
        simulator.chats().await(A_WHILE, never -> false);
    }

    @Override
    public void close() {
        apps.forEach(App::close);
        simulator.close();
    }
}
