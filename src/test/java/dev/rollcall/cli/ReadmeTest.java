package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What README.md says of the command line is what the command line is. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @Test
    void everyCommandAndOptionIsInTheTable() throws Exception {
        String section = section("Command line");

        for (Class<?> command : Main.class.getAnnotation(Command.class).subcommands()) {
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
    void everyExitCodeIsInTheTable() throws Exception {
        for (int code : new int[] {Main.DONE, Main.FAILED, Main.USAGE, Main.BAD_CONFIG}) {
            assertThat(section("Command line")).contains("\n| " + code + " | ");
        }
    }

    @Test
    void continuousIntegrationRunsTheCommandThatTheReadmeGives() throws Exception {
        List<String> script = Files.readAllLines(Path.of(".ci/run"));
        String command = script.get(script.size() - 1);

        assertThat(command).startsWith("mvn ");
        assertThat(section("Try it")).contains("The tests:\n\n```\n" + command + "\n```");
    }

    @Test
    void theDemoCommandIsTheSameInBothLanguages() throws Exception {
        String command = "mvn -q -DskipTests package && java -jar target/rollcall.jar demo";

        assertThat(section("Try it")).contains("\n" + command + "\n");
        assertThat(section("中文快速上手")).contains("`" + command + "`");
    }

    @Test
    void theChineseStartNamesTheBoardAndTheReport() throws Exception {
        assertThat(section("中文快速上手"))
                .contains("看板在 `web.port`", "`java -jar target/rollcall.jar report`")
                .doesNotContain("还没有");
    }

    private static String section(String title) throws Exception {
        String readme = Files.readString(README);
        int start = readme.indexOf("\n## " + title + "\n");
        assertThat(start).as("section " + title).isPositive();
        int end = readme.indexOf("\n## ", start + 1);
        return end < 0 ? readme.substring(start) : readme.substring(start, end);
    }
}
