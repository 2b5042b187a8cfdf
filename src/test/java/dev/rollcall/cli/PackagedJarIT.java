package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ships, started the way a user starts it: {@code java -jar target/rollcall.jar}. */
class PackagedJarIT {
    private static final Path EXAMPLE = Path.of("bot-config.example.yaml");
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> SECRETS = Map.of(
            "DINGTALK_APP_KEY", "dingkey",
            "DINGTALK_APP_SECRET", "canary-app-secret",
            "TECH_WEBHOOK", "https://oapi.dingtalk.com/robot/send?access_token=canary1",
            "TECH_SECRET", "SECcanary2",
            "HR_WEBHOOK", "https://oapi.dingtalk.com/robot/send?access_token=canary3",
            "HR_SECRET", "SECcanary4",
            "HR_TOKEN", "canary-0123456789abcdef0123");

    /** The promise of the demo: from the start of the process to a digest in every group. */
    private static final Duration FIRST_DIGESTS = Duration.ofSeconds(15);

    private static final Duration STOP = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private PackagedJar jar;

    @BeforeEach
    void elsewhere() {
        jar = new PackagedJar(directory);
    }

    @AfterEach
    void leaveNothingRunning() {
        jar.close();
    }

    @Test
    void theManifestNamesEveryLibraryBesideTheJar() throws Exception {
        try (JarFile file = new JarFile(PackagedJar.file().toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            List<String> classPath =
                    List.of(manifest.getValue(Attributes.Name.CLASS_PATH).split(" "));
            Path target = PackagedJar.file().getParent();

            assertThat(classPath)
                    .allSatisfy(entry -> assertThat(target.resolve(entry)).isRegularFile());
            try (var libraries = Files.list(target.resolve("lib"))) {
                assertThat(classPath)
                        .containsExactlyInAnyOrderElementsOf(libraries
                                .map(library -> "lib/" + library.getFileName())
                                .toList());
            }
        }
    }

    @Test
    void itSaysItsVersion() throws Exception {
        PackagedJar.Ended ended = jar.run(NOTHING, "--version");

        assertThat(ended.code()).isZero();
        String line = ended.out().get(0);
        assertThat(ended.out()).hasSize(1);
        assertThat(line).startsWith("rollcall ").matches("rollcall \\d+\\.\\d+\\.\\d+ \\(commit .*\\)");
        if (Files.exists(Path.of(".git"))) {
            Process git = new ProcessBuilder("git", "show", "-s", "--format=%H %ct", "HEAD").start();
            String[] head = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ");
            String made = Instant.ofEpochSecond(Long.parseLong(head[1])).toString();
            assertThat(line).endsWith(" (commit " + head[0].substring(0, 7) + " of " + made + ")");
        } else {
            assertThat(line).endsWith(" (commit unknown)");
        }
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void itPrintsTheSchemaOfItsConfiguration() throws Exception {
        PackagedJar.Ended ended = jar.run(NOTHING, "schema");

        assertThat(ended.code()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(String.join("\n", ended.out()))
                        .path("$schema")
                        .asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void itsHelpNamesEveryCommandAndExitCode() throws Exception {
        PackagedJar.Ended ended = jar.run(NOTHING, "--help");

        assertThat(ended.code()).isZero();
        assertThat(String.join("\n", ended.out()))
                .contains(
                        "serve",
                        "check ",
                        "check-config",
                        "demo",
                        "forget",
                        "preview",
                        "report",
                        "schema",
                        "simulate",
                        "Exit codes: 0 done, 1 failed");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void withoutConfigurationItSaysSoInOneLine() throws Exception {
        PackagedJar.Ended ended = jar.run(NOTHING);

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).singleElement().asString().startsWith("bot-config.yaml:1:1: ");
    }

    @Test
    void theExampleIsValid() throws Exception {
        Files.copy(EXAMPLE, directory.resolve("bot-config.yaml"));

        PackagedJar.Ended ended = jar.run(SECRETS, "check-config");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("bot-config.yaml is valid. Times are in Asia/Shanghai.");
        assertThat(ended.out()).anyMatch(line -> line.contains("技术部"));
        assertThat(ended.out()).noneMatch(line -> line.contains("canary"));
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aBrokenConfigurationIsPointedAt() throws Exception {
        Files.writeString(directory.resolve("broken.yaml"), """
                dingtalk:
                  app_key: key
                  app_secret: "${SECRET}"
                  robot_kode: x
                departments:
                  - id: none
                """);

        PackagedJar.Ended ended = jar.run(Map.of("SECRET", "canary"), "check-config", "broken.yaml");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).hasSize(2);
        assertThat(ended.err().get(0)).startsWith("broken.yaml:4:3: dingtalk.robot_kode: is not a known key");
        assertThat(ended.err().get(1)).startsWith("broken.yaml:6:9: departments[0].id: ");
    }

    @Test
    void theDemoShowsADigestInEveryGroupInTimeAndStopsCleanly() throws Exception {
        RunningJar demo = jar.start(NOTHING, "demo", "--port", "0");
        String page = demo.printed("Open (http://127\\.0\\.0\\.1:\\d+/demo)$");

        JsonNode chats = chatsOnceAllHaveSomething(demo, page + "/chats");

        assertThat(demo.sinceStart()).as("from the start of the process").isLessThan(FIRST_DIGESTS);
        assertThat(chats).hasSize(6);
        assertThat(chats).allSatisfy(group -> {
            assertThat(group.at("/posts")).hasSize(1);
            assertThat(group.at("/posts/0/html").asText()).contains("应到");
        });
        assertThat(PackagedJar.get(page).body()).contains("<html");

        demo.terminate();

        assertThat(demo.exitCodeWithin(STOP)).isZero();
        assertThat(demo.err()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
    }

    @Test
    void aTakenPortIsSaidInOneLine() throws Exception {
        RunningJar first = jar.start(NOTHING, "demo", "--port", "0");
        String port = first.printed("Open http://127\\.0\\.0\\.1:(\\d+)/demo");

        PackagedJar.Ended second = jar.run(NOTHING, "demo", "--port", port);

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).singleElement().asString().contains("Cannot listen on", port);
    }

    @Test
    void serveListensOnPortAndStopsOnSigterm() throws Exception {
        RunningJar simulator = jar.start(NOTHING, "simulate", "--port", "0", "--employees", "20", "--departments", "2");
        String dingtalk = simulator.printed("DingTalk simulator at (\\S+),");
        String config = PackagedJar.get(dingtalk + "/simulator/config?at=09:40").body();
        // Its port is what PORT says, as on a platform that gives one.
        Files.writeString(
                directory.resolve("bot-config.yaml"), config.replaceFirst("(?m)^  port: .*$", "  port: \"\\${PORT}\""));

        RunningJar serve = jar.start(Map.of("PORT", "0"));
        String port = serve.said("Listening on \\S+:(\\d+)");
        HttpResponse<String> health = PackagedJar.get("http://127.0.0.1:" + port + "/healthz");
        HttpResponse<String> ready = PackagedJar.ready("127.0.0.1:" + port);

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);

        serve.terminate();
        simulator.terminate();

        assertThat(serve.exitCodeWithin(STOP)).isZero();
        assertThat(simulator.exitCodeWithin(STOP)).isZero();
    }

    /** The last date on which it was 09:40 in Shanghai, which is the day that {@code simulate} shows. */
    private static LocalDate lastMorning() {
        return ZonedDateTime.now(ZoneId.of("Asia/Shanghai"))
                .minusHours(9)
                .minusMinutes(40)
                .toLocalDate();
    }

    /** Within three seconds: by what it says, and when it says it. */
    @Test
    void anEditedConfigurationAndAHangUpAreTakenOver() throws Exception {
        RunningJar simulator = jar.start(NOTHING, "simulate", "--port", "0", "--employees", "20", "--departments", "2");
        String address = simulator.printed("DingTalk simulator at (\\S+),");
        String yaml = PackagedJar.get(address + "/simulator/config?at=09:40")
                .body()
                .replaceFirst("(?m)^  port: .*$", "  port: 0");
        Path file = directory.resolve("bot-config.yaml");
        Files.writeString(file, yaml);
        RunningJar serve = jar.start(NOTHING);
        serve.said("Listening on \\S+:(\\d+)");

        Files.writeString(file, "language: en\n" + yaml);
        Duration edited = serve.sinceStart();
        serve.said("bot-config.yaml has (changed and is in force)");
        assertThat(serve.sinceStart().minus(edited)).isLessThan(Duration.ofSeconds(3));

        Files.writeString(file, "langauge: en\n" + yaml);
        Duration broken = serve.sinceStart();
        serve.said("(bot-config.yaml:1:1: langauge: is not a known key; did you mean language\\?)");
        assertThat(serve.sinceStart().minus(broken)).isLessThan(Duration.ofSeconds(3));

        serve.hangUp();
        serve.said("(Asked to read bot-config.yaml anew)");
        assertThat(serve.runsFor(Duration.ofMillis(200))).isTrue();
        serve.terminate();
        assertThat(serve.exitCodeWithin(STOP)).isZero();
    }

    @Test
    void whatNeedsTheDatabaseOfARunningServeIsDoneThere() throws Exception {
        RunningJar simulator = jar.start(NOTHING, "simulate", "--port", "0", "--employees", "20", "--departments", "2");
        String dingtalk = simulator.printed("DingTalk simulator at (\\S+),");
        String config = PackagedJar.get(dingtalk + "/simulator/config?at=09:40").body();
        Files.writeString(directory.resolve("bot-config.yaml"), config.replaceFirst("(?m)^  port: .*$", "  port: 0"));
        RunningJar serve = jar.start(NOTHING);
        serve.said("Listening on \\S+:(\\d+)");
        Path found = directory.resolve("data/rollcall.process");
        serve.said("Cutoff 'morning' (fires) next");

        // As of the simulated company's morning: before nine in Shanghai nobody would be due.
        PackagedJar.Ended posted = jar.run(NOTHING, "check", "--send", "--at", lastMorning() + "T09:40");
        PackagedJar.Ended shown = jar.run(NOTHING, "preview", "--cutoff", "morning", "--department", "4100");
        PackagedJar.Ended within = reported("within.xlsx");
        PackagedJar.Ended forgotten = jar.run(NOTHING, "forget", "sim00001");
        PackagedJar.Ended examined = jar.run(NOTHING, "doctor");
        PackagedJar.Ended second = jar.run(NOTHING, "serve");

        assertThat(posted.code()).as(posted.toString()).isZero();
        assertThat(posted.out()).anyMatch(line -> line.matches(".*\\(4100\\): \\d+ not clocked in.*"));
        assertThat(posted.err()).anyMatch(line -> line.startsWith("Delivered to "));
        assertThat(shown.code()).as(shown.toString()).isZero();
        assertThat(shown.err()).hasSize(2).last().asString().contains(" (4100): ");
        assertThat(within.code()).as(within.toString()).isZero();
        assertThat(within.err()).last().isEqualTo("Written: within.xlsx");
        assertThat(forgotten.code()).as(forgotten.toString()).isZero();
        assertThat(forgotten.err()).last().asString().matches("Forgotten: \\d+ rows were deleted or emptied");
        assertThat(examined.code()).as(examined.toString()).isZero();
        assertThat(examined.out())
                .anyMatch(line -> line.startsWith("✔ 数据库 · 能打开、能写入"))
                .as("what only the running program knows")
                .contains("✔ 定时器 · 在运行");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
                .last()
                .isEqualTo("Cannot open the database: another process holds it; stop that one, or use PostgreSQL");
        assertThat(Files.getPosixFilePermissions(found))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

        serve.terminate();

        assertThat(serve.exitCodeWithin(STOP)).isZero();
        assertThat(found).doesNotExist();
        List<String> audit =
                serve.err().stream().filter(line -> line.contains(" audit ")).toList();
        String line =
                "\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z INFO  audit (\\[\\w+] )?Command '([a-z]+)' of another process of this"
                        + " machine: exit code 0";
        assertThat(audit).allMatch(one -> one.matches(line));
        assertThat(audit).extracting(one -> one.replaceFirst(line, "$2")).contains("check", "report", "forget");
        assertThat(reported("alone.xlsx").code()).isZero();
        assertThat(directory.resolve("alone.xlsx")).hasSameBinaryContentAs(directory.resolve("within.xlsx"));
        assertThat(jar.run(NOTHING, "forget", "sim00001").err()).last().isEqualTo("Nothing is kept of sim00001");
        try (var files = Files.list(directory.resolve("data"))) {
            assertThat(files)
                    .as("what a stopped program leaves")
                    .containsExactly(directory.resolve("data/rollcall.mv.db"));
        }
    }

    /** The report of a Sunday, when nobody worked: it is the same before and after somebody was forgotten. */
    private PackagedJar.Ended reported(String file) throws Exception {
        String sunday =
                lastMorning().with(TemporalAdjusters.previous(DayOfWeek.SUNDAY)).toString();
        return jar.run(NOTHING, "report", "--from", sunday, "--to", sunday, "--out", file);
    }

    private static JsonNode chatsOnceAllHaveSomething(RunningJar demo, String address) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            JsonNode chats =
                    new ObjectMapper().readTree(PackagedJar.get(address).body());
            boolean all = !chats.isEmpty();
            for (JsonNode group : chats) {
                all &= !group.at("/posts").isEmpty();
            }
            if (all || demo.sinceStart().compareTo(FIRST_DIGESTS.multipliedBy(2)) > 0) {
                return chats;
            }
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
