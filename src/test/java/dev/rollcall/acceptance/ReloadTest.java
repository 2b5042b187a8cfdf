package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Conversation;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedCompany;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A changed configuration is in force without a restart, and a broken one never (R9). */
class ReloadTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final Instant CUTOFF =
            DATE.atTime(9, 40).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static SimulatedCompany company(int people, int departments) {
        return SimulatedCompany.generate(
                CompanyPlan.of(people, departments, 5, DATE).withCalm(true).withDirectMembersOnly(true));
    }

    private static Edited at(Instant begin) throws IOException, ConfigException {
        return new Edited(
                company(60, 3), begin, ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ZERO));
    }

    private static Edited quiet() throws IOException, ConfigException {
        return at(CUTOFF.minus(Duration.ofHours(2)));
    }

    private static String english(String yaml) {
        return "language: en\n" + yaml;
    }

    @Test
    void anEditedFileIsInForceAtTheNextCutoff() throws Exception {
        try (Edited edited = at(CUTOFF.minusSeconds(4))) {
            edited.write(english(edited.text()));

            assertThat(Edited.within(PATIENCE, () -> edited.group(0).size() == 1))
                    .isTrue();
            assertThat(edited.group(0).get(0).text()).contains("Due").doesNotContain("应到");
        }
    }

    @Test
    void ofACutoffThatIsMovedToATimeThatIsOverTodaysDigestIsStillShown() throws Exception {
        try (Edited edited =
                new Edited(company(60, 3), CUTOFF.minus(Duration.ofHours(1)), ConfigOptions.morningAt("09:40"))) {
            assertThat(edited.text()).contains("stream: false"); // Only the successor has a connection, which stays.
            edited.write(
                    edited.text().replace("stream: false", "stream: true").replace("at: \"09:40\"", "at: \"08:00\""));

            Asker lead = edited.company()
                    .askers()
                    .lead(edited.company().departments().get(0).id());
            Conversation alone = edited.company().conversations().with(lead);
            assertThat(edited.simulator().stream().await(PATIENCE, stream -> stream.ready() > 0))
                    .isTrue();
            edited.simulator().say(lead, alone, "下次");
            assertThat(edited.simulator()
                            .chats()
                            .await(
                                    PATIENCE,
                                    chats -> chats.in(alone).stream()
                                            .anyMatch(message -> message.text().contains("今天 09:40"))))
                    .as(edited.simulator().chats().in(alone).toString())
                    .isTrue();
            assertThat(edited.get("/").body()).contains("09:40").doesNotContain("08:00");
        }
    }

    @Test
    void aFileThatIsReplacedAndOneThatIsLinkedToAreSeen() throws Exception {
        try (Edited edited = quiet()) {
            String yaml = edited.text();
            edited.replace("grace: 3m\n" + yaml);
            assertThat(edited.app().config().grace()).isEqualTo(Duration.ofMinutes(3));

            Path version = Files.createDirectory(edited.file().resolveSibling("..2026"));
            Files.writeString(version.resolve("bot-config.yaml"), "grace: 4m\n" + yaml);
            Path data = edited.file().resolveSibling("..data");
            Files.createSymbolicLink(data, version);
            Files.delete(edited.file());
            Files.createSymbolicLink(edited.file(), data.resolve("bot-config.yaml"));
            edited.seen();
            assertThat(edited.app().config().grace()).isEqualTo(Duration.ofMinutes(4));

            Path next = Files.createDirectory(edited.file().resolveSibling("..2027"));
            Files.writeString(next.resolve("bot-config.yaml"), "grace: 5m\n" + yaml);
            Path swapped = Files.createSymbolicLink(edited.file().resolveSibling("..tmp"), next);
            Files.move(swapped, data, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            edited.seen();
            assertThat(edited.app().config().grace()).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void aSecretInAFileOfItsOwnIsReadAnew() throws Exception {
        try (Edited edited = quiet()) {
            Path tokens = edited.file().resolveSibling("tokens");
            Files.writeString(tokens, "first-token-of-sixteen\n");
            edited.write(edited.text().replace("web:\n", "web:\n  tokens_file: tokens\n"));
            assertThat(opens(edited, "first-token-of-sixteen")).isTrue();

            Files.writeString(tokens, "second-token-of-sixteen\n");
            edited.seen();

            assertThat(opens(edited, "second-token-of-sixteen")).isTrue();
            assertThat(opens(edited, "first-token-of-sixteen")).isFalse();
        }
    }

    private static boolean opens(Edited edited, String token) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + edited.app().port() + "/api/v1/deliveries");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", "203.0.113.5")
                .build();
        return HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    @Test
    void whatIsStillBeingWrittenIsNotRead() throws Exception {
        try (Edited edited = quiet()) {
            BotConfig before = edited.app().config();
            String half = english(edited.text());
            Files.writeString(edited.file(), half.substring(0, half.length() / 2));
            edited.reloading().look();
            Files.writeString(edited.file(), half);
            edited.reloading().look();
            assertThat(edited.app().config()).isSameAs(before);

            edited.reloading().look();
            assertThat(edited.app().config().language()).isEqualTo(dev.rollcall.message.Language.EN);
            assertThat(admin(edited)).isEmpty();
        }
    }

    @Test
    void aBrokenOneIsRefusedAndTheAdminsAreToldOnce() throws Exception {
        try (Edited edited = quiet();
                LogCapture log = new LogCapture()) {
            String yaml = edited.text();
            BotConfig before = edited.app().config();
            edited.write(yaml + "surprise: 1\n");
            edited.write(yaml + "surprise: 2\nlanguage: tlh\n");

            assertThat(edited.app().config()).isSameAs(before);
            assertThat(log.text()).contains(edited.file() + ":").contains("surprise: is not a known key");
            assertThat(edited.get("/healthz").body()).contains("refused");
            assertThat(edited.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(Edited.within(PATIENCE, () -> admin(edited).size() == 1)).isTrue();
            assertThat(admin(edited).get(0).text()).contains("没有生效").contains("surprise");

            edited.write(english(yaml));
            assertThat(edited.get("/healthz").body()).contains("in force").doesNotContain("refused");
            assertThat(Edited.within(PATIENCE, () -> edited.troubles() == 0)).isTrue();
            assertThat(admin(edited)).hasSize(1);

            edited.write("");
            assertThat(Edited.within(PATIENCE, () -> admin(edited).size() == 2))
                    .as("another trouble is told again")
                    .isTrue();
        }
    }

    private static List<ChatMessage> admin(Edited edited) {
        return edited.simulator().chats().toUser(edited.company().adminUserId());
    }

    @Test
    void whatCannotBeStartedNowIsTakenOverWhenItCan() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        try (Edited edited = new Edited(
                        company(60, 3),
                        CUTOFF.minus(Duration.ofHours(2)),
                        ConfigOptions.morningAt("09:40"),
                        source -> awayWhile(away, source));
                LogCapture log = new LogCapture()) {
            BotConfig before = edited.app().config();
            away.set(true);
            edited.write(english(edited.text()));

            assertThat(edited.app().config()).isSameAs(before);
            assertThat(log.text())
                    .contains(edited.file() + " has changed and cannot be taken over yet")
                    .doesNotContain(edited.file() + " has changed and is refused");
            assertThat(edited.get("/healthz").body()).contains("waiting");

            away.set(false);
            edited.seen();
            assertThat(edited.app().config().language()).isEqualTo(dev.rollcall.message.Language.EN);
            assertThat(edited.get("/healthz").body()).contains("in force");
        }
    }

    private static DataSource awayWhile(AtomicBoolean away, DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.get() && method.getName().equals("getConnection")) {
                        throw new SQLException("the database is away", "08006");
                    }
                    return method.invoke(source, arguments);
                });
    }

    @Test
    void aFileThatIsGoneIsRefusedLikeABrokenOne() throws Exception {
        try (Edited edited = quiet();
                LogCapture log = new LogCapture()) {
            BotConfig before = edited.app().config();
            Files.delete(edited.file());
            edited.seen();

            assertThat(edited.app().config()).isSameAs(before);
            assertThat(log.text()).contains(edited.file() + ":1:1: file: is not there");
        }
    }

    @Test
    void whatCannotChangeWhileItRunsSaysSo() throws Exception {
        try (Edited edited = quiet();
                LogCapture log = new LogCapture()) {
            int port = edited.app().port();
            edited.write(edited.text().replaceFirst("port: \\d+", "port: 9").replace("/ledger", "/another"));

            assertThat(log.text())
                    .contains("web.port: 9 takes effect with the next start")
                    .contains("database: another one takes effect with the next start");
            assertThat(edited.app().port()).isEqualTo(port);
            assertThat(edited.get("/healthz").body()).contains("waits for the next start");
            assertThat(edited.file().resolveSibling("another.mv.db")).doesNotExist();
        }
    }

    /** The limit of calls a second is that of both together, and what the old one has begun it ends. */
    @Test
    void aRollCallThatRunsEndsByTheConfigurationItBeganWith() throws Exception {
        try (Edited edited = at(CUTOFF.minusSeconds(3))) {
            edited.simulator().faults().on("/attendance/listRecord", Fault.SLOW, 2);
            assertThat(Edited.within(PATIENCE, () -> edited.simulator().calls().metered() > 0))
                    .isTrue();
            edited.write(english(edited.text()));

            assertThat(Edited.within(
                            PATIENCE,
                            () -> IntStream.range(0, 3)
                                    .allMatch(index -> edited.group(index).size() == 1)))
                    .isTrue();
            assertThat(edited.group(0).get(0).text()).contains("应到");
        }
    }

    @Test
    void whoAsksOverHttpNoticesNothing() throws Exception {
        try (Edited edited = quiet()) {
            String yaml = edited.text();
            AtomicBoolean ended = new AtomicBoolean();
            List<String> answers = new CopyOnWriteArrayList<>();
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> ask(edited, answers, ended));
            for (int turn = 1; turn <= 20 || (answers.size() < 100 && turn < 200); turn++) {
                edited.write("grace: " + turn + "m\n" + yaml);
            }
            ended.set(true);
            asking.get();

            assertThat(answers).hasSizeGreaterThanOrEqualTo(100).containsOnly("200");
        }
    }

    private static void ask(Edited edited, List<String> answers, AtomicBoolean ended) {
        while (!ended.get()) {
            try {
                answers.add(String.valueOf(edited.get("/healthz").statusCode()));
            } catch (IOException e) {
                answers.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                ended.set(true);
            }
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        try (Edited edited = quiet()) {
            String yaml = edited.text();
            edited.write("grace: 1m\n" + yaml);
            assertThat(Edited.within(PATIENCE, () -> named("retiring") == 0)).isTrue();
            int before = named("Quartz", "rollcall", "web", "quota", "heartbeat", "stream");
            for (int turn = 2; turn <= 12; turn++) {
                edited.write("grace: " + turn + "m\n" + yaml);
            }

            assertThat(Edited.within(
                            PATIENCE,
                            () -> named("retiring") == 0
                                    && named("Quartz", "rollcall", "web", "quota", "heartbeat", "stream")
                                            <= before + 8))
                    .as(String.join(", ", threads()))
                    .isTrue();
        }
    }

    private static int named(String... beginnings) {
        return (int) threads().stream()
                .filter(name -> List.of(beginnings).stream().anyMatch(name::startsWith))
                .count();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    @Test
    void randomEditsWhileCutoffsFireLoseAndDoubleNothing() throws Exception {
        edits(60, 6, Pace.SPREAD);
    }

    @Test
    @Tag("proof")
    void fiveHundredRandomEdits() throws Exception {
        edits(500, 20, Pace.SPREAD);
    }

    /** As many as a minute has room for, and on, each of which changes something and is asked for by a signal. */
    @Test
    @Tag("proof")
    void aThousandReloadsInARow() throws Exception {
        long begin = System.nanoTime();
        edits(1000, 20, Pace.IN_A_ROW);
        System.out.printf("1,000 reloads and all digests: %d s%n", (System.nanoTime() - begin) / 1_000_000_000);
    }

    private enum Pace {
        /** From before the first cutoff to after the last one, half of them broken. */
        SPREAD,
        /** One after the other, all of them good. */
        IN_A_ROW
    }

    /** Every two seconds a cutoff, as many as a robot takes messages a minute at most. */
    private static void edits(int number, int cutoffs, Pace pace) throws Exception {
        int departments = 8;
        List<ConfigOptions.Cutoff> fired = IntStream.range(0, cutoffs)
                .mapToObj(i -> new ConfigOptions.Cutoff("c" + i, 2 * i + " 40 9 * * ?", null, false, null))
                .toList();
        ConfigOptions options = ConfigOptions.morningAt("09:40")
                .withCutoffs(fired)
                .withJitter(Duration.ZERO)
                .withCorrectAfter(Duration.ZERO);
        try (Edited edited = new Edited(company(120, departments + 1), CUTOFF.minusSeconds(2), options)) {
            long comesAndGoes = edited.company().departments().get(departments).id();
            edited.reloading().start(); // As it does by itself, beside what is looked at here.
            Random random = new Random(20261120);
            Instant last = CUTOFF.plusSeconds(2L * cutoffs);
            Duration apart = Duration.between(edited.now(), last).dividedBy(number);
            String first = edited.text();
            int broken = 0;
            for (int edit = 0; edit < number; edit++) {
                Instant due = CUTOFF.minusSeconds(2).plus(apart.multipliedBy(edit));
                if (pace == Pace.SPREAD) {
                    Edited.within(Duration.ofMinutes(1), () -> !edited.now().isBefore(due));
                }
                BotConfig before = edited.app().config();
                boolean good = pace == Pace.IN_A_ROW || edit % 2 == 0;
                String next =
                        good ? good(edited.text(), first, comesAndGoes, edited.now(), random) : broken(first, random);
                edited.replace(next);
                if (good) {
                    assertThat(edited.app().config()).isEqualTo(ConfigLoader.load(edited.file(), Map.of()));
                } else {
                    assertThat(edited.app().config()).isSameAs(before);
                    broken++;
                }
            }
            assertThat(broken).isEqualTo(pace == Pace.SPREAD ? number / 2 : 0);
            assertThat(Edited.within(
                            Duration.ofMinutes(2),
                            () -> promised(edited, comesAndGoes).size() == cutoffs * (departments + 1)
                                    && edited.slots(DATE).stream()
                                            .allMatch(slot -> slot.state().ended())))
                    .as(edited.slots(DATE).toString())
                    .isTrue();
            assertThat(promised(edited, comesAndGoes)).extracting(Slot::state).containsOnly(SlotState.SENT);
            for (int index = 0; index < departments; index++) {
                assertThat(edited.group(index)).as("group " + index).hasSize(cutoffs);
            }
            assertThat(edited.hr()).as("HR's roll-ups").hasSize(cutoffs);
            assertThat(edited.group(departments))
                    .as("the one that comes and goes")
                    .hasSize((int) edited.slots(DATE).stream()
                            .filter(slot -> slot.key().department() == comesAndGoes && slot.state() == SlotState.SENT)
                            .count());
        }
    }

    /** Those of departments that are in the configuration all the time, and of the company. */
    private static List<Slot> promised(Edited edited, long comesAndGoes) {
        return edited.slots(DATE).stream()
                .filter(slot -> slot.key().department() != comesAndGoes)
                .toList();
    }

    /**
     * Another configuration. In it one department may be missing; a cutoff may be moved to a time that is over, whether it has
     * fired or not; one that fired some seconds ago may be moved to noon; and there may be another one, in the evening.
     */
    private static String good(String current, String first, long comesAndGoes, Instant now, Random random) {
        int seconds = (int) Duration.between(CUTOFF, now).toSeconds();
        List<UnaryOperator<String>> edits = List.of(
                yaml -> moved(yaml, random.nextInt(20), "0 10 8"),
                yaml -> moved(yaml, random.nextInt(20), "0 10 8"),
                yaml -> moved(yaml, random.nextInt(Math.max(1, (seconds - 4) / 2)), seconds > 4 ? "0 0 12" : "0 10 8"),
                yaml -> yaml.replaceFirst("(?s)  - id: " + comesAndGoes + "\n.*?\ncompany:", "\ncompany:"),
                yaml -> yaml.replaceFirst("\ncutoffs:\n", "\ncutoffs:\n  evening:\n    at: \"18:00\"\n")
                        .replaceFirst("    cutoffs: \\[", "    cutoffs: [\"evening\", "),
                yaml -> "language: " + (random.nextBoolean() ? "en" : "zh") + "\n" + yaml,
                yaml -> "grace: " + random.nextInt(10) + "m\n" + yaml,
                yaml -> "spike_guard: 0." + (1 + random.nextInt(9)) + "\n" + yaml,
                yaml -> "# " + random.nextInt() + "\n" + yaml,
                yaml -> yaml.replaceFirst(
                        "requests_per_second: \\d+", "requests_per_second: " + (5 + random.nextInt(40))),
                yaml -> yaml.replaceFirst("    leads:", "    show: counts\n    leads:"),
                yaml -> yaml.replaceFirst("    leads:", "    aliases: [a" + random.nextInt(1000) + "]\n    leads:"),
                yaml -> yaml.replaceFirst("web:\n", "web:\n  link_days: " + (1 + random.nextInt(30)) + "\n"),
                yaml -> yaml.replaceFirst("web:\n", "web:\n  refresh: " + (1 + random.nextInt(60)) + "m\n"));
        String next = current;
        while (next.equals(current)) {
            next = edits.get(random.nextInt(edits.size())).apply(first);
        }
        return next;
    }

    private static String moved(String yaml, int cutoff, String to) {
        return yaml.replaceFirst("\"" + 2 * cutoff + " 40 9 ", "\"" + to + " ");
    }

    /** {@code good} after an accident; one that changes nothing that matters is no accident. */
    private static String broken(String good, Random random) {
        List<UnaryOperator<String>> accidents = List.of(
                yaml -> yaml.substring(0, random.nextInt(yaml.length())),
                yaml -> flipped(yaml, random),
                yaml -> yaml + "surprise: " + random.nextInt() + "\n",
                yaml -> yaml.replaceFirst("0 40 9", "0 40 99"),
                yaml -> yaml.replace("Asia/Shanghai", "Asia/Shangri-La"),
                yaml -> yaml.replaceFirst("app_secret: .*", "app_secret: \"\\${NOT_SET}\""),
                yaml -> yaml.replaceAll("  - id: \\d+", "  - id: 7"),
                yaml -> yaml.replaceFirst("webhook", "wehbook"));
        while (true) {
            String next = accidents.get(random.nextInt(accidents.size())).apply(good);
            try {
                ConfigLoader.parse("accident.yaml", next, Map.of());
            } catch (ConfigException e) {
                return next;
            }
        }
    }

    private static String flipped(String yaml, Random random) {
        int at = random.nextInt(yaml.length());
        return yaml.substring(0, at) + (char) (32 + random.nextInt(95)) + yaml.substring(at + 1);
    }
}
