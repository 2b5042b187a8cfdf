package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A message with every word in it that is known, on the day on which it is read. Immutable. */
final class Sentence {
    private final Typed typed;
    private final LocalDate today;
    private final List<Token> tokens;
    private final List<List<Token>> starting = new ArrayList<>();
    private final List<List<Token>> ending = new ArrayList<>();

    Sentence(Typed typed, List<Token> tokens, LocalDate today) {
        this.typed = typed;
        this.tokens = List.copyOf(tokens);
        this.today = today;
        for (int i = 0; i <= typed.text().length(); i++) {
            starting.add(new ArrayList<>());
            ending.add(new ArrayList<>());
        }
        for (Token token : tokens) {
            starting.get(token.start()).add(token);
            ending.get(token.end()).add(token);
        }
    }

    Typed typed() {
        return typed;
    }

    LocalDate today() {
        return today;
    }

    int length() {
        return typed.text().length();
    }

    Stream<Token> tokens(Kind kind) {
        return tokens.stream().filter(token -> token.kind() == kind);
    }

    List<Token> startingAt(int at) {
        return starting.get(at);
    }

    List<Token> endingAt(int at) {
        return ending.get(at);
    }

    /** Whether something of that kind is all that stands there. */
    boolean is(Kind kind, Part part) {
        return startingAt(part.from()).stream().anyMatch(token -> token.end() == part.to() && token.kind() == kind);
    }

    /** Whether letters and digits end at {@code at}, seen from either side. */
    boolean gap(int at) {
        return at <= 0
                || at >= length()
                || !Character.isLetterOrDigit(typed.text().charAt(at - 1))
                || !Character.isLetterOrDigit(typed.text().charAt(at));
    }
}
