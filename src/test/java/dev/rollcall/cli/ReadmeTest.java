package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.Readme;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What README.md says of the command line, of addresses and of how to run it is what there is. */
class ReadmeTest {
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)[` ]");

    /** A class, with or without its package, with or without one of its members. */
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z]+/)?([A-Z][a-z]\\w+)(?:\\.\\w+)?`");

    /** Flags of the virtual machine and the program, without the places of files. */
    private static final Pattern FLAG = Pattern.compile("-X[^\\s\",]+|-jar|serve");

    @Test
    void everyCommandAndOptionIsInTheTable() {
        String section = Readme.section("## Command line");

        for (Class<?> command : commands()) {
            String name = command.getAnnotation(Command.class).name();
            assertThat(section).containsPattern("(?m)^\\| `" + name + "[` ]");
            for (Field field : command.getDeclaredFields()) {
                Option option = field.getAnnotation(Option.class);
                if (option != null && !option.hidden()) {
                    assertThat(section).as("option of " + name).contains(List.of(option.names()));
                }
            }
        }
        assertThat(section).contains("`--config FILE`", "`--version`", "`--help`");
    }

    @Test
    void everyCommandInTheTableIsOne() {
        Set<String> names = commands().stream()
                .map(command -> command.getAnnotation(Command.class).name())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Readme.rows(Readme.section("## Command line")).stream()
                        .filter(row -> row.size() == 2)
                        .flatMap(row -> NAME.matcher(row.get(0)).results().limit(1))
                        .map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private static List<Class<?>> commands() {
        return List.of(Main.class.getAnnotation(Command.class).subcommands());
    }

    @Test
    void everyExitCodeIsInTheTable() {
        for (int code : new int[] {Main.DONE, Main.FAILED, Main.USAGE, Main.BAD_CONFIG}) {
            assertThat(Readme.section("## Command line")).contains("\n| " + code + " | ");
        }
    }

    @Test
    void everyAddressOfTheApiIsInTheTable() throws Exception {
        JsonNode api;
        try (InputStream description = Main.class.getResourceAsStream("/dev/rollcall/web/openapi.json")) {
            api = new ObjectMapper().readTree(description);
        }
        List<String> addresses = new ArrayList<>();
        api.path("paths").fieldNames().forEachRemaining(addresses::add);
        String section = Readme.section("## What other programs read");

        assertThat(addresses)
                .isNotEmpty()
                .allSatisfy(address ->
                        assertThat(section).containsPattern("`(GET|POST) " + Pattern.quote(address) + "[`?]"));
    }

    @Test
    void continuousIntegrationRunsTheCommandThatTheReadmeGives() throws Exception {
        List<String> script = Files.readAllLines(Path.of(".ci/run"));
        String command = script.get(script.size() - 1);

        assertThat(command).startsWith("mvn ");
        assertThat(Readme.section("## Try it")).contains("The tests:\n\n```\n" + command + "\n```");
    }

    @Test
    void theDemoCommandIsTheSameInBothLanguages() {
        String command = "mvn -q -DskipTests package && java -jar target/rollcall.jar demo";

        assertThat(Readme.section("## Try it")).contains("\n" + command + "\n");
        assertThat(Readme.section("## 中文快速上手")).contains("`" + command + "`");
    }

    /** In another directory there is another database, or none. */
    @Test
    void whereTheEmbeddedDatabaseIsAndWhatACheckDoesNotCountIsSaidInBothLanguages() {
        String commands = "`forget`, `report`, `preview` and `doctor`";
        assertThat(Readme.section("## Configuration"))
                .contains("relative to the directory in which the command runs, so run " + commands);
        assertThat(Readme.section("### 常用配置")).contains("相对路径以执行命令时的目录为准");
        assertThat(Readme.section("## The month's quota")).contains("`check` without `--send` has no database");
        assertThat(Readme.section("### 注意事项")).contains("不带 `--send` 的 `check` 不打开数据库");
    }

    @Test
    void theChineseStartNamesTheBoardAndTheReport() {
        assertThat(Readme.section("## 中文快速上手"))
                .contains("看板在 `web.port`", "`java -jar target/rollcall.jar report`")
                .doesNotContain("还没有");
    }

    @Test
    void eachOfTheThreeReadersHasAPartInEachLanguage() {
        for (String heading :
                List.of("## For department leads", "## For HR", "## For the admin", "## 部门负责人", "## 人事", "## 管理员")) {
            assertThat(Readme.section(heading)).as(heading).hasSizeGreaterThan(400);
        }
    }

    /** Whoever wants to change something finds the classes that are named. */
    @Test
    void everyClassThatIsNamedIsThere() throws Exception {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        List<String> named = CLASS.matcher(Readme.section("## Changing it"))
                .results()
                .map(name -> name.group(1))
                .distinct()
                .toList();

        assertThat(named).hasSizeGreaterThan(40).isSubsetOf(classes);
    }

    @Test
    void everyErrorSaysWhatToDoInBothLanguages() {
        List<List<String>> rows = Readme.rows(Readme.section("## Errors and what to do"));

        assertThat(rows).hasSizeGreaterThan(50).allSatisfy(row -> {
            assertThat(row).as(row.toString()).hasSize(4);
            assertThat(row.get(2)).containsPattern("[a-z]{2}");
            assertThat(row.get(3)).containsPattern("\\p{IsHan}");
        });
    }

    /** Whoever reads Chinese alone is told of each way to run it, of each file and of each exit code. */
    @Test
    void whatAChineseAdminDoesToRunItIsWhatTheEnglishTextSays() {
        String english = Readme.section("## Deployment");
        String chinese = Readme.section("### 部署与运维");

        for (String word : List.of(
                "mvn -DskipTests package",
                "/opt/rollcall",
                "/etc/rollcall/bot-config.yaml",
                "/etc/rollcall/environment",
                "/etc/systemd/system/rollcall.service",
                "systemctl daemon-reload && systemctl enable --now rollcall",
                "journalctl -u rollcall",
                "/var/lib/rollcall/data",
                "podman build --format docker -t rollcall .",
                "chown 10001 bot-config.yaml",
                "DATABASE_URL",
                "JDBC_DATABASE_URL",
                "git add -f bot-config.yaml",
                "pg_dump",
                "静默 今天 全公司",
                "java -jar target/rollcall.jar check-config")) {
            assertThat(chinese).contains(word);
            assertThat(english).as("the same in English").contains(word);
        }
        assertThat(Readme.rows(chinese)).extracting(row -> row.get(0)).containsExactly("0", "1", "2", "3", "143");
    }

    /** The unit, the image and the Procfile start one program in one way. */
    @Test
    void whereverItRunsItIsStartedWithTheFlagsOfTheProcfile() throws Exception {
        List<String> flags = flags(Files.readString(Path.of("Procfile")));
        String section = Readme.section("## Deployment");

        assertThat(flags).contains("-jar", "serve").hasSizeGreaterThan(5);
        assertThat(flags(Readme.blocks(section, "").get(0))).isEqualTo(flags);
        assertThat(flags(line(Readme.blocks(section, "ini"), "ExecStart="))).isEqualTo(flags);
        assertThat(flags(line(Readme.blocks(section, "dockerfile"), "ENTRYPOINT")))
                .isEqualTo(flags);
    }

    /**
     * Wrong usage alone is cured by nobody's waiting. A bad configuration is corrected without the unit's knowing, and
     * the virtual machine ends with its code where memory has run out.
     */
    @Test
    void systemdLeavesItStoppedAfterWrongUsageOnly() {
        List<String> unit = Readme.blocks(Readme.section("### A service of systemd"), "ini");

        assertThat(line(unit, "Restart=")).isEqualTo("Restart=on-failure");
        assertThat(line(unit, "RestartPreventExitStatus=")).isEqualTo("RestartPreventExitStatus=" + Main.USAGE);
        assertThat(line(unit, "ExecStart=")).contains("-XX:+ExitOnOutOfMemoryError");
    }

    /** PORT is what platforms set whose disk may not last: an image with a volume would be warned of it for nothing. */
    @Test
    void theImageListensWhereItSaysAndSetsNoPort() throws Exception {
        List<String> image = Readme.blocks(Readme.section("### An image"), "dockerfile");
        String port = line(image, "EXPOSE ").substring("EXPOSE ".length());

        assertThat(image.get(0)).doesNotContain("ENV PORT");
        assertThat(Files.readString(Path.of("bot-config.example.yaml"))).contains("${PORT:-" + port + "}");
        assertThat(line(image, "HEALTHCHECK ")).contains("127.0.0.1/${PORT:-" + port + "} ");
        assertThat(Readme.blocks(Readme.section("### An image"), ""))
                .anySatisfy(run -> assertThat(run).contains("-p " + port + ":" + port + " "));
    }

    /** The line that begins so, with those that continue it. */
    private static String line(List<String> blocks, String beginning) {
        return String.join("\n", blocks)
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> flags(String line) {
        return FLAG.matcher(line)
                .results()
                .map(flag -> flag.group().replaceAll("(SharedArchiveFile=).*", "$1"))
                .toList();
    }
}
