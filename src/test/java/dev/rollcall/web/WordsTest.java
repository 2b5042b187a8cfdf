package dev.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.message.Language;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages say. */
class WordsTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/dev/rollcall/web/board");

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        Words chinese = Words.in(Language.ZH);
        Words english = Words.in(Language.EN);
        assertThat(chinese.texts().keySet()).isEqualTo(english.texts().keySet());
        chinese.texts()
                .forEach(
                        (key, text) -> assertThat(all("\\{\\d}", english.texts().get(key)))
                                .as(key)
                                .isEqualTo(all("\\{\\d}", text)));
    }

    /** One word for one thing: whoever reads a digest and then the board reads of the same people. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void theBoardCountsInTheWordsOfTheDigests(Language language) throws IOException {
        Properties digests = new Properties();
        String name = "wording_" + language.locale().getLanguage() + ".properties";
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/dev/rollcall/message", name))) {
            digests.load(reader);
        }
        Map<String, String> board = Words.in(language).texts();
        for (String number : List.of("due", "late", "excused", "pending", "unverified")) {
            assertThat(board.get(number))
                    .isEqualTo(digests.getProperty("counts." + number).replaceAll(" ?[*{0}]+", ""));
        }
        assertThat(digests.getProperty("digest.head")).containsIgnoringCase(board.get("absent"));
        board.keySet().stream()
                .filter(key -> key.startsWith("standing.") && board.containsKey(key.substring("standing.".length())))
                .forEach(key -> assertThat(board.get(key)).isEqualTo(board.get(key.substring("standing.".length()))));
        assertThat(board.values()).noneMatch(text -> text.matches("(?is).*\\babsent\\b.*|.*未核实.*|.*待确认.*"));
    }

    @Test
    void everyTextOfATemplateIsThere() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                String template = Files.readString(file, StandardCharsets.UTF_8);
                assertThat(all("(?<=\\{\\{say\\.)[a-z_.]+", template))
                        .as(file.toString())
                        .isSubsetOf(Words.in(Language.EN).texts().keySet());
                assertThat(template)
                        .as("a dot leads into a map, which a text is not")
                        .doesNotContainPattern("\\{\\{say\\.[a-z_]+\\.");
                assertThat(template)
                        .as("nothing is put in unescaped, and nothing inline that the policy forbids")
                        .doesNotContain("{{{", "{{&", "style=", "onclick", "<script>");
            }
        }
    }

    @Test
    void everyStandingStateAndEvidenceHasItsWord() {
        Stream<String> keys = Stream.of(
                        Arrays.stream(Standing.values()).map(one -> "standing." + one),
                        Arrays.stream(SlotState.values()).map(one -> "delivery." + one.word()),
                        Arrays.stream(Evidence.Source.values()).map(one -> "why." + one))
                .flatMap(some -> some)
                .map(key -> key.toLowerCase(Locale.ROOT));
        assertThat(List.copyOf(Words.in(Language.ZH).texts().keySet())).containsAll(keys.toList());
    }
}
