package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything in {@code phrasings.tsv} is understood as it says there. */
class PhrasingsTest {
    /** A Wednesday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 6);

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");
    private static final Pattern NOTHING_MORE = Pattern.compile("(\t-)+$");
    private static final CommandParser PARSER = new CommandParser();

    /** One line of the table: what is typed, and the rest as it is written there. */
    record Phrasing(String text, String understood) {
        @Override
        public String toString() {
            return text + " → " + understood;
        }
    }

    @ParameterizedTest
    @MethodSource("phrasings")
    void isUnderstood(Phrasing phrasing) {
        assertThat(written(PARSER.parse(phrasing.text, TODAY))).isEqualTo(phrasing.understood);
    }

    @Test
    void thereAreEnoughOfBothLanguages() {
        assertThat(phrasings().filter(phrasing -> phrasing.understood.contains("\tZH")))
                .hasSizeGreaterThan(120);
        assertThat(phrasings().filter(phrasing -> phrasing.understood.contains("\tEN")))
                .hasSizeGreaterThan(120);
        assertThat(phrasings().map(Phrasing::text)).doesNotHaveDuplicates();
    }

    static Stream<Phrasing> phrasings() {
        try (InputStream in = PhrasingsTest.class.getResourceAsStream("phrasings.tsv")) {
            String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return table
                    .lines()
                    .filter(line -> !line.startsWith("# ") && !line.equals("#") && !line.isBlank())
                    .map(PhrasingsTest::phrasing)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Phrasing phrasing(String line) {
        int tab = line.indexOf('\t');
        return new Phrasing(unescaped(line.substring(0, tab)), line.substring(tab + 1));
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text.replace("\\n", "\n"))
                .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
    }

    /** As the table writes it. */
    private static String written(Command command) {
        String all = Stream.of(
                        command.intent(),
                        command.language(),
                        written(command.when()),
                        written(command.scope()),
                        command.person(),
                        command.time(),
                        command.reason())
                .map(part -> part == null ? "-" : part.toString())
                .collect(Collectors.joining("\t"));
        return NOTHING_MORE.matcher(all).replaceAll("").transform(text -> text.contains("\t") ? text : text + "\t-");
    }

    private static @Nullable String written(@Nullable When when) {
        if (when instanceof When.Day day) {
            return day.day().toString();
        } else if (when instanceof When.Span span) {
            return span.first() + ".." + span.last();
        } else if (when instanceof When.Future future) {
            return "future " + future.first() + ".." + future.last();
        }
        return when instanceof When.Impossible none ? "impossible " + none.typed() : null;
    }

    private static @Nullable String written(Scope scope) {
        return switch (scope.kind()) {
            case NONE -> null;
            case OWN -> "own";
            case COMPANY -> "company";
            case NAMED -> "=" + scope.name();
        };
    }
}
