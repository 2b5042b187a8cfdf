package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What does a sentence ask for? Of all ways to understand it the one that leaves least to be a name. */
final class Grammar {
    /** A longer message is no command unless it begins or ends with one. */
    static final int LONG = 30;

    private final Names names;

    Grammar(Names names) {
        this.names = names;
    }

    /** What is asked; empty where nothing is understood. */
    Optional<Command> read(Sentence sentence) {
        boolean isLong = sentence.typed().characters() > LONG;
        return readings(sentence).stream()
                .filter(reading -> !isLong || reading.atEdge())
                .sorted(Reading.BETTER)
                .map(Reading::command)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> everybody(sentence));
    }

    private List<Reading> readings(Sentence sentence) {
        List<Reading> readings = new ArrayList<>();
        sentence.tokens(Kind.INTENT)
                .filter(token -> !partOfDay(sentence, token))
                .forEach(token -> readings.add(new Reading(sentence, names, token, token)));
        Map<String, Token> tails = new TreeMap<>();
        sentence.tokens(Kind.TAIL).forEach(token -> tails.merge(token.word().pair(), token, Grammar::later));
        Map<String, Token> heads = new TreeMap<>();
        sentence.tokens(Kind.HEAD).forEach(token -> heads.merge(token.word().pair(), token, Grammar::earlier));
        heads.forEach((pair, head) -> {
            Token tail = tails.get(pair);
            if (tail != null && tail.start() >= head.end()) {
                readings.add(new Reading(sentence, names, head, tail));
            }
        });
        return readings;
    }

    /** The "next" of "next Monday" asks for nothing. */
    private static boolean partOfDay(Sentence sentence, Token token) {
        return sentence.tokens(Kind.WHEN)
                .anyMatch(day ->
                        day.start() <= token.start() && day.end() >= token.end() && day.length() > token.length());
    }

    private static Token earlier(Token a, Token b) {
        return Comparator.comparingInt(Token::start)
                                .thenComparing(
                                        Comparator.comparingInt(Token::length).reversed())
                                .compare(a, b)
                        <= 0
                ? a
                : b;
    }

    private static Token later(Token a, Token b) {
        return Comparator.comparingInt(Token::end)
                                .thenComparingInt(Token::length)
                                .compare(a, b)
                        >= 0
                ? a
                : b;
    }

    /** To name the company alone is to ask how it stands. */
    private static Optional<Command> everybody(Sentence sentence) {
        Piece all = new Piece(sentence, Intent.SUMMARY, 0, sentence.length(), false);
        if (!all.empty() || all.days().size() > 1) {
            return Optional.empty();
        }
        When day = all.days().stream().findFirst().orElse(null);
        return all.known().stream()
                .filter(word -> word.kind() == Kind.COMPANY)
                .findFirst()
                .map(word ->
                        new Command(Intent.SUMMARY, word.language(), day, Scope.COMPANY, null, null, null, List.of()));
    }
}
