package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** What a command is given, what it says to whom, and its exit code. */
class MainTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final Instant NOW =
            DATE.atTime(9, 41).atZone(ZoneId.of("Asia/Shanghai")).toInstant();

    @TempDir
    Path directory;

    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(40, 2, 3, DATE).withCalm(true));
    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
    private final CommandLineRun.Around around = CommandLineRun.around().at(clock);
    private DingTalkSimulator simulator;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(clock).withCallsPerSecond(0));
        file = directory.resolve("bot-config.yaml");
        Files.writeString(
                file,
                company.configYaml(
                        simulator.url(), options().withCutoff(new ConfigOptions.Cutoff("noon", "12:00", null, false))));
    }

    private ConfigOptions options() {
        return ConfigOptions.morningAt("09:40").withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private CommandLineRun check(String... more) {
        return check(around, more);
    }

    private CommandLineRun check(CommandLineRun.Around surroundings, String... more) {
        List<String> arguments = new ArrayList<>(List.of("check", "--config", file.toString()));
        arguments.addAll(Arrays.asList(more));
        return surroundings.run(arguments.toArray(String[]::new));
    }

    private static void isWrongUsage(CommandLineRun run, String... words) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aWholeCheckEndsWithZeroAndSaysNothingBesides() {
        CommandLineRun run = check("--at", "2026-11-20T09:40");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("As of 2026-11-20T09:40:00+08:00, work date 2026-11-20");
        assertThat(simulator.chats().chats()).allMatch(chat -> chat.messages().isEmpty());
    }

    @Test
    void anIncompleteCheckEndsWithOneAndSaysWhatWasMissing() {
        simulator.faults().on("/topapi/attendance/listschedule", Fault.ERR_60011, -1);

        CommandLineRun run = check("--format", "json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("\"complete\" : false");
        assertThat(run.err())
                .contains("the permission point qyapi_get_attendance_data is missing")
                .contains("could not be verified and are not named; this does not mean that they are in");
    }

    @Test
    void withoutMembersAnIncompleteCheckDoesNotSpeakOfZeroPeople() {
        simulator.faults().on("/v1.0/oauth2/accessToken", Fault.ERR_60020, -1);

        CommandLineRun run = check();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("Incomplete: not all members of the departments could be read")
                .doesNotContain("0 people");
    }

    @Test
    void sendingPostsTheDigestsAndSaysSo() {
        CommandLineRun run = check("--cutoff", "morning", "--send");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("Delivered to ");
        assertThat(company.departments())
                .allSatisfy(one ->
                        assertThat(simulator.chats().of(one.robotToken())).hasSize(1));
    }

    @Test
    void aDigestThatDoesNotArriveEndsWithOneAndItsReason() {
        simulator.faults().on("/robot/send", Fault.ROBOT_REMOVED, -1);

        CommandLineRun run = check("--cutoff", "morning", "--send");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("Not delivered to ", "robot was removed (errcode 300005)");
        assertThat(run.err()).doesNotContain("access_token=");
    }

    @Test
    void theFutureCannotBeChecked() {
        isWrongUsage(check("--at", "2026-11-20T09:50"), "lies in the future", "it is now 2026-11-20T09:41");
    }

    /** Nobody would be due then, and that would look as if nobody had been absent. */
    @Test
    void whatDingTalkHasNoMoreCannotBeChecked() throws IOException {
        String bound = "is too long ago, DingTalk has no more than 180 days; give 2026-05-24 or later";
        CommandLineRun old = check("--at", "2026-05-23T23:59");
        isWrongUsage(old, "--at 2026-05-23T23:59: " + bound);
        assertThat(old.err()).hasLineCount(1);

        Files.writeString(
                file,
                company.configYaml(
                        simulator.url(),
                        options().withCutoff(new ConfigOptions.Cutoff("yearly", "0 40 9 2 1 ?", null, false))));
        CommandLineRun yearly = check("--cutoff", "yearly");
        isWrongUsage(yearly, "--cutoff yearly: the work date of its last firing, 2026-01-02, " + bound + " with --at");
        assertThat(yearly.err()).hasLineCount(1);
        assertThat(simulator.calls().counts()).isEmpty();

        assertThat(check("--at", "2026-05-24T00:00").code()).isZero();
    }

    private CommandLineRun forget(String database) throws IOException {
        Files.writeString(file, company.configYaml(simulator.url(), options().withDatabaseUrl("jdbc:h2:" + database)));
        return around.run("forget", "--config", file.toString(), "u1");
    }

    /** Who believes that somebody was forgotten does not look again. */
    @Test
    void whereThereIsNoDatabaseNobodyIsForgottenAndNoneIsMade() throws IOException {
        Path elsewhere = directory.resolve("none/ledger");
        for (String database : List.of(elsewhere.toString(), "./target/none-such/ledger")) {
            CommandLineRun run = forget(database);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .isEqualTo("Nothing was forgotten: there is no database at "
                            + Path.of(database + ".mv.db").toAbsolutePath().normalize()
                            + "; run this in the directory in which serve runs, with its configuration\n");
            assertThat(Path.of(database).getParent()).doesNotExist();
        }
    }

    @Test
    void whereThereIsADatabaseItIsSaidThatNothingIsKept() throws IOException {
        assertThat(check("--cutoff", "morning", "--send").code()).isZero();

        CommandLineRun run = forget(directory.resolve("ledger").toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEqualTo("Nothing is kept of u1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20", "09:40", "2026-02-30T09:40", "2026-11-20 09:40", "2026-11-20T09:40Z", "x"})
    void atIsALocalTime(String at) {
        isWrongUsage(check("--at", at), "give a local time as yyyy-MM-ddTHH:mm");
    }

    @Test
    void cutoffAndAtExcludeEachOther() {
        isWrongUsage(check("--at", "2026-11-20T09:40", "--cutoff", "morning"), "--cutoff and --at exclude each other");
    }

    @Test
    void anUnknownCutoffIsAnsweredWithThoseThatAreThere() {
        isWrongUsage(check("--cutoff", "evening"), "no such cutoff", "morning", "noon");
    }

    @Test
    void anUnknownDepartmentIsAnsweredWithThoseThatAreThereByDingTalksNames() {
        isWrongUsage(
                check("--department", "仓储部"),
                "no such department",
                "4100 " + company.departments().get(0).name(),
                "4200 " + company.departments().get(1).name());
    }

    @Test
    void aDepartmentGoesByNumberAndByDingTalksName() {
        String name = company.departments().get(1).name();

        for (String wanted : List.of("4200", name)) {
            CommandLineRun run = check("--department", wanted);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains(name + " (4200)").doesNotContain("(4100)");
        }
    }

    @Test
    void withoutDingTalksNamesItIsNotClaimedThatThereIsNoSuchDepartment() {
        simulator.faults().on("/topapi/v2/department/get", Fault.ERR_60011, -1);

        CommandLineRun run = check("--department", "仓储部");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("names of departments could not be read").doesNotContain("no such");
    }

    @Test
    void aFormatThatIsNotThereIsWrongUsage() {
        isWrongUsage(check("--format", "xml"), "xml", "TEXT, JSON, CSV, MARKDOWN");
    }

    @Test
    void unknownOptionsAndCommandsAreWrongUsage() {
        isWrongUsage(check("--departmnt", "4100"), "--departmnt");
        isWrongUsage(around.run("chekc"), "chekc");
    }

    @Test
    void aConfigurationThatIsNotThereIsABadOne() {
        CommandLineRun run =
                around.run("check", "--config", directory.resolve("none.yaml").toString());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("none.yaml").doesNotContain("Exception", "\tat ");
    }

    @Test
    void aBrokenConfigurationIsToldLineByLine() throws IOException {
        Files.writeString(file, Files.readString(file).replace("time_zone: Asia/Shanghai", "time_zone: Asia/Shanghei"));

        for (String command : List.of("check", "serve", "check-config")) {
            CommandLineRun run = around.run(command, "--config", file.toString());
            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).containsPattern("bot-config\\.yaml:\\d+:\\d+: time_zone: ");
        }
    }

    @Test
    void checkConfigSaysWhatItUnderstood() {
        CommandLineRun run = around.run("check-config", file.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("is valid. Times are in Asia/Shanghai.")
                .contains("4100  (DingTalk's own name): digest at morning, noon")
                .contains("company: roll-up at morning, noon")
                .contains("  morning\n    Sat 2026-11-21 09:40:00 +08:00\n    Sun 2026-11-22 09:40:00 +08:00")
                .contains("  noon\n    Fri 2026-11-20 12:00:00 +08:00")
                .contains(
                        "Forecast for 2026-11 where people work from Monday to Friday",
                        "metered calls for 1000 people:")
                .contains("Not asked: DingTalk, who is in no configured department")
                .doesNotContain(company.appSecret(), "access_token");
        assertThat(simulator.calls().counts()).isEmpty();
    }

    private CommandLineRun preview(String... more) {
        List<String> arguments = new ArrayList<>(List.of("preview", "--config", file.toString()));
        arguments.addAll(Arrays.asList(more));
        return around.run(arguments.toArray(String[]::new));
    }

    @Test
    void aPreviewOfWhatIsNotThereIsAnsweredInOneLineWithTheNearestName() throws IOException {
        String name = company.departments().get(0).name();
        isWrongUsage(preview("--cutoff", "mornign"), "no such cutoff; did you mean morning? There are: morning, noon");
        isWrongUsage(preview("--cutoff", "evening"), "no such cutoff; there are: morning, noon");
        isWrongUsage(
                preview("--cutoff", "noon", "--department", name.substring(0, name.length() - 1)),
                "no such department; did you mean " + name + "? There are: 4100 " + name);
        isWrongUsage(preview("--cutoff", "noon", "--department", "4101"), "did you mean 4100?");
        assertThat(preview("--cutoff", "mornign").err().lines()).hasSize(1);
        isWrongUsage(preview(), "--cutoff=NAME");

        Files.writeString(
                file,
                Files.readString(file).replaceFirst("cutoffs: \\[\"morning\", \"noon\"]", "cutoffs: [\"morning\"]"));
        isWrongUsage(
                preview("--cutoff", "noon", "--department", "4100"),
                "--department 4100: does not have the cutoff noon; it has: morning");
    }

    @Test
    void aCutoffThatNobodyHasCannotBeShown() throws IOException {
        Files.writeString(file, Files.readString(file).replace("[\"morning\", \"noon\"]", "[\"morning\"]"));

        isWrongUsage(preview("--cutoff", "noon"), "--cutoff noon: nobody has this cutoff");
    }

    @Test
    void theSchemaIsAResult() throws IOException {
        CommandLineRun run = around.run("schema");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(Files.readString(Path.of("src/main/resources/dev/rollcall/config/bot-config.schema.json")));
    }

    @Test
    void aForecastOverTheQuotaIsMarkedAndWarnedAboutOnceAndIsNoFault() throws IOException {
        Files.writeString(file, Files.readString(file).replace("monthly_calls: 0", "monthly_calls: 600"));

        CommandLineRun run = around.run("check-config", file.toString());

        assertThat(run.code()).isZero();
        assertThat(run.err().lines().filter(line -> line.contains("dingtalk.monthly_calls: is 600")))
                .singleElement()
                .asString()
                .matches("warning: .*bot-config\\.yaml:8:18: .* is over it from \\d+ people on .*");
        assertThat(run.out())
                .containsPattern("for 1000 people: \\d+ of 600, messages: \\d+ of unlimited: over the quota\n")
                .containsPattern("for 100 people: \\d+ of 600, messages: \\d+ of unlimited\n");
    }

    private CommandLineRun people() {
        return around.run("check-config", "--people", file.toString());
    }

    @Test
    void checkConfigSaysWhereThePeopleAreWhomNobodyLooksAt() throws IOException {
        CommandLineRun run = people();

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Forecast for 2026-11")
                .containsPattern(
                        "\nPeople: \\d+ in DingTalk's contacts, 2 of them in no configured department:\n  1 \\S+: 2\n$");
        assertThat(run.out()).doesNotContain("人事经理", "系统管理员");
        assertThat(run.err())
                .contains(
                        "warning: departments: 2 people are in no configured department, so that neither digests nor the"
                                + " board know them; add their departments, or the people to exempt")
                .doesNotContain("is not among");
        assertThat(simulator.calls().counts().keySet()).noneMatch(path -> path.contains("attendance"));

        Files.writeString(
                file, Files.readString(file).replaceFirst("exempt: \\[", "exempt: [\"simhr\", \"simadmin\", "));
        assertThat(Files.readString(file)).contains("simadmin");
        assertThat(people().out())
                .containsPattern(
                        "People: \\d+ in DingTalk's contacts, everybody in a configured department or exempt\n");
        assertThat(people().err()).doesNotContain("in no configured department");
    }

    @Test
    void aUserIdThatNobodyHasIsWarnedAboutWithTheKeysUnderWhichItStands() throws IOException {
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("exempt: \\[", "exempt: [\"u0o1\", ")
                        .replaceFirst("leads: \\[", "leads: [\"nobdy\", ")
                        .replace("admins: [\"simadmin\"]", "admins: [\"simadmin\", \"nobdy\"]"));

        CommandLineRun run = people();

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err().lines().filter(line -> line.contains("is not among")))
                .hasSize(2)
                .allMatch(line -> line.matches("warning: .* is not among the \\d+ people that Rollcall can see: a typo,"
                        + " somebody who has left or is not activated, or outside the app's contact scope"))
                .anyMatch(line -> line.startsWith("warning: exempt: u0o1 is"))
                .anyMatch(line -> line.startsWith("warning: departments[0].leads, admins: nobdy is"));
    }

    @Test
    void aDepartmentThatDingTalkDoesNotHaveIsSaidToBeMissing() throws IOException {
        Files.writeString(file, Files.readString(file).replace("id: 4200", "id: 4999"));

        CommandLineRun run = people();

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("warning: department 4999 is not in DingTalk's tree: it was deleted, or");
        assertThat(run.out()).containsPattern(" of them in no configured department:\n  4200 \\S+: \\d+\n  1 ");
    }

    private static List<String> besidesWarnings(CommandLineRun run) {
        return run.err().lines().filter(line -> !line.startsWith("warning: ")).toList();
    }

    @Test
    void whoCannotBeAskedAboutIsSaidInOneLine() {
        simulator.faults().on("/v1.0/oauth2/accessToken", Fault.ERR_60020, -1);
        CommandLineRun away = people();
        assertThat(away.code()).isEqualTo(1);
        assertThat(besidesWarnings(away)).singleElement().asString().startsWith("Not everybody could be asked about: ");
        assertThat(away.out()).contains("is valid.", "Forecast").doesNotContain("People: ");

        simulator.faults().clear();
        simulator.faults().on("/topapi/v2/department/listsub", Fault.ERR_60011, -1);
        CommandLineRun part = people();
        assertThat(part.code()).isEqualTo(1);
        assertThat(besidesWarnings(part)).singleElement().asString().startsWith("Not everybody could be asked about: ");
        assertThat(part.out()).contains("People: at least 2 in DingTalk's contacts, at least 2 of them in no");
    }

    @Test
    void helpAndVersionAreResults() {
        CommandLineRun help = around.run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("check-config", "Exit codes: 0 done");
        assertThat(around.run("check", "--help").out()).contains("--department", "--format");
        assertThat(around.run("--version").out()).startsWith("rollcall ");
    }

    @Test
    void onATerminalACheckOfMoreThanTwoSecondsShowsItsProgressAndWipesIt() {
        CommandLineRun run = check(around.onATerminal().waiting(new Stepping(Duration.ofMillis(50))));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("\rReading from DingTalk: ", " calls …").endsWith("\r\u001b[K");
        assertThat(run.out()).doesNotContain("Reading", "\u001b");
    }

    @Test
    void aQuickCheckShowsNone() {
        assertThat(check(around.onATerminal().waiting(new Stepping(Duration.ofMillis(1))))
                        .err())
                .isEmpty();
    }

    @Test
    void inAPipeThereIsNoProgressHoweverLongItTakes() {
        assertThat(check(around.waiting(new Stepping(Duration.ofMillis(50)))).err())
                .isEmpty();
    }

    @Test
    void serveRunsUntilItIsStopped() throws Exception {
        CountDownLatch stop = new CountDownLatch(1);

        CommandLineRun run = around.stoppedBy(stop)
                .waiting(new OnceItWaits(stop::countDown))
                .run("serve", "--config", file.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(directory.resolve("ledger.mv.db")).exists();
        assertThat(directory.resolve("ledger.process")).doesNotExist();
    }

    @Test
    void serveThatIsStoppedBeforeItHasBegunBeginsNothing() {
        CountDownLatch stop = new CountDownLatch(1);
        stop.countDown();

        CommandLineRun run = around.stoppedBy(stop).run("serve", "--config", file.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(directory.resolve("ledger.mv.db")).doesNotExist();
    }

    /** Without its being said which end by themselves, a signal would not end one of them at once. */
    @Test
    void everyCommandEndsByItselfOrRunsUntilStopped() {
        assertThat(Stream.of(Main.class.getAnnotation(Command.class).subcommands())
                        .map(command -> command.getAnnotation(Command.class).name())
                        .filter(Predicate.not(Stopping.ENDING::contains)))
                .containsExactlyInAnyOrder("serve", "demo", "simulate");
    }

    /** Waits as long as it is to, and has somebody told that it runs. */
    private record OnceItWaits(Runnable told) implements Waiting {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            told.run();
            Waiting.real().pause(duration);
        }
    }

    @Test
    void aPortThatIsTakenEndsServeWithOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Files.writeString(
                    file, company.configYaml(simulator.url(), options().withWebPort(taken.getLocalPort())));
            CommandLineRun run = around.run("serve", "--config", file.toString());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("Cannot listen on").doesNotContain("\tat ");
        }
    }

    /** Time that goes on by one step whenever somebody looks, and by waiting. */
    private static final class Stepping implements Waiting {
        private final long step;
        private final AtomicLong now = new AtomicLong();

        Stepping(Duration step) {
            this.step = step.toNanos();
        }

        @Override
        public long nanos() {
            return now.addAndGet(step);
        }

        @Override
        public void pause(Duration duration) {
            now.addAndGet(duration.toNanos());
        }
    }
}
