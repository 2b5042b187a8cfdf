package dev.rollcall.chat;

import dev.rollcall.chat.Intent.Takes;
import dev.rollcall.chat.Word.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What stands beside the words of an intent: days, times and the like are taken off its ends as long as there are any,
 * and what is left can only be a name.
 */
final class Piece {
    private static final String MARKS = " ,.;:!?~-\u3002\u3001\u00B7";
    private static final String OPENING = "\"'([{<\u300C\u300E\u3010\u300A\u3008\u3014";
    private static final String CLOSING = "\"')]}>\u300D\u300F\u3011\u300B\u3009\u3015";

    /** Of the same length what says more. */
    private static final Comparator<Token> LONGEST_FIRST =
            Comparator.comparingInt(Token::length).reversed().thenComparing(Token::kind);

    private final Sentence sentence;
    private final Intent intent;
    private final boolean middle;
    private final List<Word> known = new ArrayList<>();
    private int from;
    private int to;
    private boolean behindIn;
    private boolean quoted;

    /**
     * Takes apart what stands from {@code from} to {@code to}.
     *
     * @param middle whether it stands between the head and the tail of an intent
     */
    Piece(Sentence sentence, Intent intent, int from, int to, boolean middle) {
        this.sentence = sentence;
        this.intent = intent;
        this.from = from;
        this.to = to;
        this.middle = middle;
        do {
            trim(" ");
            quoted = unwrap();
            trim(quoted ? " " : MARKS);
        } while (!quoted && this.from < this.to && (takeFirst() || takeLast()));
        trim(quoted ? " " : MARKS + "\"");
        if (sentence.typed().part(this.from, this.to).codePoints().noneMatch(Character::isLetterOrDigit)) {
            this.to = this.from;
        }
    }

    /** What was taken off. */
    List<Word> known() {
        return known;
    }

    /** Whether nothing is left. */
    boolean empty() {
        return from == to;
    }

    /** Whether it holds no more than courtesy. */
    boolean insignificant() {
        return empty() && known.stream().allMatch(word -> word.kind() == Kind.FILLER || word.kind() == Kind.LINK);
    }

    /** The days that were taken off. */
    Set<When> days() {
        Set<When> days = new LinkedHashSet<>();
        known.stream()
                .map(Word::asked)
                .filter(Objects::nonNull)
                .forEach(asked -> days.add(asked.on(sentence.today(), intent.ahead())));
        return days;
    }

    /** What is left. */
    Part part() {
        return new Part(from, to);
    }

    /** Whether a word like "in" stood in front of what is left, so that it can only be a department. */
    boolean behindIn() {
        return behindIn;
    }

    /** Whether what is left stood in quotes or brackets, and so is a name whatever it says. */
    boolean quoted() {
        return quoted;
    }

    boolean middle() {
        return middle;
    }

    private void trim(String marks) {
        String text = sentence.typed().text();
        while (from < to && marks.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && marks.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
    }

    private boolean unwrap() {
        String text = sentence.typed().text();
        int kind = to - from < 2 ? -1 : OPENING.indexOf(text.charAt(from));
        if (kind < 0 || text.charAt(to - 1) != CLOSING.charAt(kind)) {
            return false;
        }
        from++;
        to--;
        return true;
    }

    private boolean takeFirst() {
        Optional<Token> first = longest(sentence.startingAt(from).stream()
                .filter(token -> token.end() <= to && fits(token) && !isPartOfName(token))
                .toList());
        first.ifPresent(token -> {
            behindIn |= token.kind() == Kind.IN;
            known.add(token.word());
            from = token.end();
        });
        return first.isPresent();
    }

    private boolean takeLast() {
        Optional<Token> last = longest(sentence.endingAt(to).stream()
                .filter(token -> token.start() >= from && token.kind() != Kind.IN && fits(token))
                .toList());
        last.ifPresent(token -> {
            known.add(token.word());
            to = token.start();
        });
        return last.isPresent();
    }

    private static Optional<Token> longest(List<Token> tokens) {
        return tokens.stream().min(LONGEST_FIRST);
    }

    private boolean fits(Token token) {
        boolean person = intent.takes() == Takes.PERSON;
        return switch (token.kind()) {
            case WHEN -> intent != Intent.BIND && (!token.word().apart() || apart(token));
            case SHORT_WHEN -> intent != Intent.BIND && (person ? whole(token) : apart(token));
            case TIME -> intent.timed() && (!token.word().apart() || apart(token));
            case OWN, COMPANY -> apart(token);
            case IN -> (intent != Intent.BIND && apart(token)) || chinese(token);
            case FILLER -> apart(token) || (chinese(token) && token.length() > 1);
            case LINK -> person ? whole(token) : apart(token) || (chinese(token) && token.length() > 1);
            case OF -> chinese(token);
            default -> false;
        };
    }

    /** A day that is written together with a single character, as in 周一鸣, is the beginning of a name. */
    private boolean isPartOfName(Token token) {
        int next = token.end();
        if (token.kind() != Kind.WHEN || sentence.gap(next) || next >= to) {
            return false;
        }
        boolean single = next + 1 == to || sentence.gap(next + 1);
        return single
                && sentence.startingAt(next).stream()
                        .noneMatch(word ->
                                word.end() == next + 1 && word.kind() != Kind.UNTIL && word.kind() != Kind.UNIT);
    }

    private boolean whole(Token token) {
        return token.start() == from && token.end() == to;
    }

    private boolean apart(Token token) {
        return (token.start() == from || sentence.gap(token.start()))
                && (token.end() == to || sentence.gap(token.end()));
    }

    private boolean chinese(Token token) {
        return Plain.han(sentence.typed().text().charAt(token.start()));
    }
}
