package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import dev.rollcall.message.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What could have been meant by a message that is not understood? Misspelt words are replaced one by one, in English by
 * letters, in Chinese by characters in common; else the commands are proposed of which a part was typed.
 */
final class Suggestions {
    private static final int MOST_WORDS = 12;
    private static final List<Intent> WITHOUT_INTENT = List.of(Intent.ABSENT, Intent.LATE, Intent.SUMMARY);

    private final Collection<Vocabulary> vocabularies;
    private final Corrections corrections;
    private final Misspelt misspelt;

    Suggestions(Collection<Vocabulary> vocabularies, Lexicon lexicon, Corrections corrections) {
        this.vocabularies = vocabularies;
        this.corrections = corrections;
        this.misspelt = new Misspelt(lexicon.all());
    }

    /** At most {@link Command#SUGGESTIONS} commands that {@code reader} understands, each differently, nearest first. */
    List<String> to(Sentence sentence, Function<String, Optional<Command>> reader) {
        Language language = Plain.hasHan(sentence.typed().text()) ? Language.ZH : Language.EN;
        String text = sentence.typed().text();
        List<String> near = understood(
                sentence,
                Stream.of(withoutIntent(sentence, language), singleWords(text), misspelt.in(sentence.typed())),
                reader);
        return near.isEmpty()
                ? understood(sentence, Stream.of(allWords(text), partly(sentence), similar(sentence, language)), reader)
                : near;
    }

    private static List<String> understood(
            Sentence sentence, Stream<List<String>> proposed, Function<String, Optional<Command>> reader) {
        Map<Command, String> found = new LinkedHashMap<>();
        proposed.flatMap(List::stream)
                .forEach(text -> reader.apply(text)
                        .filter(command -> !invents(sentence, command))
                        .ifPresent(command -> found.putIfAbsent(command, text)));
        return found.values().stream().limit(Command.SUGGESTIONS).toList();
    }

    /** Whether {@code command} takes for a name what was not typed as one. */
    private static boolean invents(Sentence sentence, Command command) {
        String text = sentence.typed().text();
        String person = command.person();
        String department = command.scope().name();
        return (person != null && !text.contains(person))
                || (!department.isEmpty() && !standsAsDepartment(sentence, text.indexOf(department), department));
    }

    /** Whether {@code name} stands apart at {@code from}, or ends as departments do. */
    private static boolean standsAsDepartment(Sentence sentence, int from, String name) {
        int end = from + name.length();
        return from >= 0
                && ((sentence.gap(from) && sentence.gap(end))
                        || sentence.endingAt(end).stream().anyMatch(token -> token.kind() == Kind.UNIT));
    }

    /** For a day or a scope alone. */
    private List<String> withoutIntent(Sentence sentence, Language language) {
        Piece whole = new Piece(sentence, Intent.SUMMARY, 0, sentence.length(), false);
        if (!whole.empty() || whole.insignificant()) {
            return List.of();
        }
        return WITHOUT_INTENT.stream()
                .map(intent ->
                        command(intent, language) + " " + sentence.typed().text())
                .toList();
    }

    /** One misspelt English word replaced. */
    private List<String> singleWords(String text) {
        List<String> words = Arrays.asList(text.split(" "));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < Math.min(words.size(), MOST_WORDS); i++) {
            for (String right : corrections.of(words.get(i), Command.SUGGESTIONS)) {
                List<String> replaced = new ArrayList<>(words);
                replaced.set(i, right);
                all.add(String.join(" ", replaced));
            }
        }
        return all;
    }

    /** Every misspelt English word replaced. */
    private List<String> allWords(String text) {
        List<String> words = Arrays.stream(text.split(" ", MOST_WORDS))
                .map(word -> corrections.of(word, 1).stream().findFirst().orElse(word))
                .toList();
        return List.of(String.join(" ", words));
    }

    /** The commands of which the words are there, in a place where they make no sense. */
    private List<String> partly(Sentence sentence) {
        String day = day(sentence);
        return sentence.tokens(Kind.INTENT)
                .filter(token -> token.length() > 1)
                .sorted(Comparator.comparingInt(Token::length).reversed())
                .map(Token::word)
                .flatMap(word -> Stream.ofNullable(word.intent()).map(intent -> command(intent, language(word), day)))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static Language language(Word word) {
        return word.language() == null ? Language.EN : word.language();
    }

    private List<String> similar(Sentence sentence, Language language) {
        return misspelt.similar(sentence.typed()).stream()
                .map(intent -> command(intent, language, day(sentence)))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** How {@code intent} is asked for; empty where that takes a name. */
    private String command(Intent intent, Language language) {
        String key = "command." + intent.name().toLowerCase(Locale.ROOT);
        return vocabularies.stream()
                .filter(vocabulary ->
                        vocabulary.language() == language && vocabulary.keys().contains(key))
                .map(vocabulary -> vocabulary.pattern(key))
                .findFirst()
                .orElse("");
    }

    private String command(Intent intent, Language language, String day) {
        String command = command(intent, language);
        boolean dated = intent.lists() || intent == Intent.SUMMARY || intent == Intent.ME;
        return command.isEmpty() || day.isEmpty() || !dated ? command : command + " " + day;
    }

    /** The day that was said, as it was typed; empty where none was. */
    private static String day(Sentence sentence) {
        return sentence.tokens(Kind.WHEN)
                .max(Comparator.comparingInt(Token::length))
                .map(token -> sentence.typed().part(token.start(), token.end()))
                .orElse("");
    }
}
