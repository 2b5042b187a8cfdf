package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import dev.rollcall.message.Language;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That somebody's absence is known: who, why and until when, in free text. */
final class Acknowledgement {
    private static final String SEPARATORS = ":,;\u3001";
    private static final String MARKS = " " + SEPARATORS + ".-\u3002\"";

    private final Sentence sentence;

    private Acknowledgement(Sentence sentence) {
        this.sentence = sentence;
    }

    /** What stands from {@code from} on. */
    static Command of(Sentence sentence, int from, @Nullable Language language) {
        return new Acknowledgement(sentence).read(from, language);
    }

    private Command read(int from, @Nullable Language language) {
        Optional<Token> time = sentence.endingAt(sentence.length()).stream()
                .filter(token -> token.kind() == Kind.TIME
                        && token.start() > from
                        && untilBefore(token).isPresent())
                .findFirst();
        int end = time.flatMap(this::untilBefore).map(Token::start).orElse(sentence.length());
        String text = stripped(sentence.typed().part(from, Math.max(from, end)));
        int split = split(text);
        return new Command(
                Intent.ACK,
                language,
                null,
                Scope.NONE,
                orNull(stripped(text.substring(0, split))),
                time.map(token -> token.word().time()).orElse(null),
                orNull(stripped(text.substring(split))),
                List.of());
    }

    private Optional<Token> untilBefore(Token time) {
        int end = time.start() > 0 && sentence.typed().text().charAt(time.start() - 1) == ' '
                ? time.start() - 1
                : time.start();
        return sentence.endingAt(end).stream()
                .filter(token -> token.kind() == Kind.UNTIL)
                .findFirst();
    }

    /** Where the person's name ends. */
    private static int split(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (SEPARATORS.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        int space = text.indexOf(' ');
        if (space > 0 && !Plain.hasHan(text.substring(0, space))) {
            int second = text.indexOf(' ', space + 1);
            String next = text.substring(space + 1, second < 0 ? text.length() : second);
            return Plain.hasHan(next) ? space : space + 1 + next.length();
        }
        return space < 0 ? text.length() : space;
    }

    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && MARKS.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && MARKS.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
