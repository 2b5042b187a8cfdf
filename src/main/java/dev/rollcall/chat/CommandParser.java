package dev.rollcall.chat;

import dev.rollcall.message.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What does a message ask for?
 *
 * <p>Both languages are understood at once, whatever the language of the group. Nothing is guessed: what is nearly a
 * command is {@link Intent#UNKNOWN} with suggestions, and a long message that neither begins nor ends with one is asking
 * for {@link Intent#HELP}, as an empty one is. A name in quotes or brackets is taken as it stands, so that there is a way
 * to type every name: {@code absent "Sunday Team"}. A month and a day without a year are of this year, unless that is more
 * than half a year ahead; then of the last.
 *
 * <p>Does no I/O after its construction, which reads the vocabulary from the jar. Thread safe. The work is bounded: of a
 * long message only the beginning is read.
 */
public final class CommandParser {
    private final Envelope envelope;
    private final Lexicon lexicon;
    private final Grammar grammar;
    private final Suggestions suggestions;

    public CommandParser() {
        List<Vocabulary> vocabularies =
                Stream.of(Language.values()).map(Vocabulary::in).toList();
        this.lexicon = new Lexicon(vocabularies);
        this.envelope = new Envelope(vocabularies, lexicon);
        Corrections corrections = new Corrections(lexicon.all());
        this.grammar = new Grammar(new Names(corrections));
        this.suggestions = new Suggestions(vocabularies, lexicon, corrections);
    }

    /**
     * Reads a message.
     *
     * @param text as it was typed, with the mention of the bot and all; any text at all
     * @param today the day in the configured zone
     * @return never null; does not throw
     */
    public Command parse(String text, LocalDate today) {
        Typed typed = envelope.open(text);
        if (typed.isEmpty()) {
            return Command.of(Intent.HELP, null);
        }
        Sentence sentence = sentence(typed, today);
        return grammar.read(sentence).orElseGet(() -> notUnderstood(sentence));
    }

    /** {@code text} as the names in a command are parts of it. */
    Typed normalized(String text) {
        return envelope.open(text);
    }

    private Command notUnderstood(Sentence sentence) {
        Language language = language(sentence.typed().text());
        if (sentence.typed().characters() > Grammar.LONG) {
            return Command.of(Intent.HELP, language);
        }
        return Command.unknown(
                language,
                suggestions.to(sentence, text -> grammar.read(sentence(envelope.open(text), sentence.today()))));
    }

    private Sentence sentence(Typed typed, LocalDate today) {
        return new Sentence(typed, lexicon.tokens(typed), today);
    }

    private static @Nullable Language language(String text) {
        if (Plain.hasHan(text)) {
            return Language.ZH;
        }
        return text.codePoints().anyMatch(Character::isLetter) ? Language.EN : null;
    }
}
