package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Standing;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    private final Wording chinese = Wording.in(Language.ZH);
    private final Wording english = Wording.in(Language.EN);

    @Test
    void bothLanguagesHaveTheSameKeysWithTheSamePlaceholders() {
        assertThat(new TreeSet<>(english.keys())).isEqualTo(new TreeSet<>(chinese.keys()));
        for (String key : chinese.keys()) {
            assertThat(placeholders(english, key)).as(key).isEqualTo(placeholders(chinese, key));
        }
    }

    @Test
    void placeholdersAreNumbersAloneAndNoApostropheHidesOne() {
        for (Wording wording : Set.of(chinese, english)) {
            for (String key : wording.keys()) {
                assertThat(placeholders(wording, key)).as(key).allMatch(one -> one.matches("\\{\\d}"));
                assertThat(wording.pattern(key)).as(key).doesNotContain("'").isNotBlank();
            }
        }
    }

    @Test
    void numbersAreNotGroupedAndArgumentsAreNotFormats() {
        assertThat(english.say("counts.due", 12345)).isEqualTo("Due 12345");
        assertThat(english.say("present.title", "{1}'{0}", "09:40"))
                .isEqualTo("{1}'{0} 09:40: everyone due has clocked in");
    }

    @Test
    void neverSpeaksOfAbsenceWithoutLeave() {
        for (String key : chinese.keys()) {
            if (key.startsWith("command.")) {
                continue; // What people type is theirs.
            }
            assertThat(chinese.pattern(key)).doesNotContain("旷工", "缺勤", "病假", "事假");
            assertThat(english.pattern(key))
                    .doesNotContainIgnoringCase("absent")
                    .doesNotContainIgnoringCase("sick");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Standing.class,
            names = {"UNVERIFIED", "ABSENT"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyStandingThatClearsHasWords(Standing standing) {
        assertThat(chinese.has("cleared." + standing)).isTrue();
    }

    @Test
    void everyTopicRefusalMonthAndDayHasWords() {
        Stream<String> topics =
                Arrays.stream(Topic.values()).flatMap(one -> Stream.of("command." + one, "purpose." + one));
        Stream<String> refusals = Arrays.stream(Refusal.values()).map(one -> "refused." + one);
        Stream<String> months = IntStream.rangeClosed(1, 12).mapToObj(one -> "month." + one);
        Stream<String> days = Arrays.stream(DayOfWeek.values()).map(one -> "weekday." + one);
        assertThat(Stream.of(topics, refusals, months, days).flatMap(keys -> keys))
                .allMatch(chinese::has);
    }

    private static Set<String> placeholders(Wording wording, String key) {
        return PLACEHOLDER
                .matcher(wording.pattern(key))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
