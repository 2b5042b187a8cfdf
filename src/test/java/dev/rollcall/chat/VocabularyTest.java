package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.message.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 6);

    private static final CommandParser PARSER = new CommandParser();

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(Vocabulary.in(Language.EN).keys())
                .isEqualTo(Vocabulary.in(Language.ZH).keys());
    }

    @ParameterizedTest
    @EnumSource(value = Intent.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void everyIntentHasWordsInBothLanguages(Intent intent) {
        for (Language language : Language.values()) {
            assertThat(Vocabulary.in(language).pattern("intent." + intent.name().toLowerCase(Locale.ROOT)))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatTheBotProposesIsWhatItUnderstands(Language language) {
        Vocabulary vocabulary = Vocabulary.in(language);
        for (Intent intent : Intent.values()) {
            String key = "command." + intent.name().toLowerCase(Locale.ROOT);
            if (vocabulary.keys().contains(key)) {
                Command command = PARSER.parse(vocabulary.pattern(key), TODAY);
                assertThat(command.intent()).as(key).isEqualTo(intent);
                assertThat(command.language()).as(key).isEqualTo(language);
            }
        }
    }

    /** A phrase that is also another intent's is never understood as both. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPhraseAloneIsUnderstood(Language language) {
        Vocabulary vocabulary = Vocabulary.in(language);
        for (Intent intent :
                List.of(Intent.ABSENT, Intent.LATE, Intent.LEAVE, Intent.OUT, Intent.SUMMARY, Intent.NEXT)) {
            String pattern = vocabulary.pattern("intent." + intent.name().toLowerCase(Locale.ROOT));
            Spellings.alternatives(pattern).stream()
                    .filter(alternative -> !alternative.contains("*"))
                    .flatMap(alternative -> Spellings.of(alternative).stream())
                    .forEach(phrase -> assertThat(PARSER.parse(phrase, TODAY).intent())
                            .as(phrase)
                            .isEqualTo(intent));
        }
    }

    @Test
    void theCodeHasNoWordsOfEitherLanguage() throws IOException {
        Path sources = Path.of("src/main/java/dev/rollcall/chat");
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file).lines().filter(line -> !comment(line)))
                        .as(file.toString())
                        .noneMatch(Plain::hasHan);
            }
        }
    }

    private static boolean comment(String line) {
        return line.strip().startsWith("*") || line.strip().startsWith("/**");
    }

    @Test
    void aPatternIsEverySpellingOnce() {
        assertThat(Spellings.of("a(b|c)?d|e?f|( x)? y")).containsExactly("abd", "acd", "ad", "ef", "f", "x y", "y");
        assertThat(Spellings.of("")).isEmpty();
        assertThat(Spellings.alternatives("a(b|c)|d*e")).containsExactly("a(b|c)", "d*e");
        assertThatThrownBy(() -> Spellings.of("(a")).hasMessageContaining("(a");
        assertThatThrownBy(() -> Spellings.of("a)")).hasMessageContaining("a)");
    }
}
