package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Readme;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the README tells people to write to the bot is understood. */
class ReadmeCommandsTest {
    private static final Pattern TYPED = Pattern.compile("`([^`]+)`");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final CommandParser parser = new CommandParser();

    @Test
    void everyCommandInTheTablesIsOneInBothLanguages() {
        List<String> leads = Readme.rows(Readme.section("## For department leads")).stream()
                .filter(row -> row.size() == 3)
                .flatMap(row -> Stream.of(row.get(1), row.get(2)))
                .toList();
        List<String> admins = Readme.rows(Readme.section("## Chat")).stream()
                .map(row -> row.get(0))
                .toList();

        assertUnderstood(leads, 20);
        assertUnderstood(admins, 15);
    }

    @Test
    void everyCommandInTheChinesePartsIsOne() {
        assertUnderstood(List.of(Readme.section("## 部门负责人")), 10);
        assertUnderstood(List.of(Readme.section("## 人事")), 5);
    }

    private void assertUnderstood(List<String> texts, int atLeast) {
        List<String> commands = texts.stream()
                .flatMap(text -> TYPED.matcher(text).results())
                .map(typed -> typed.group(1))
                .toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(atLeast).allSatisfy(command -> {
            Intent intent = parser.parse(command, TODAY).intent();
            assertThat(intent).as(command).isNotEqualTo(Intent.UNKNOWN);
            assertThat(intent == Intent.HELP)
                    .as(command + " asks for help")
                    .isEqualTo(command.equals("help") || command.equals("帮助"));
        });
    }
}
