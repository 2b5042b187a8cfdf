package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import dev.rollcall.message.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** That somebody's absence is known: who, why and until when, in free text. */
final class Acknowledgement {
    private static final String SEPARATORS = ":,;\u3001";
    private static final String MARKS = " " + SEPARATORS + ".-\u3002\"";

    /** A time or a date and nothing after it, or something that is nearly a time; or a day alone. */
    private static final Pattern MOMENT = Pattern.compile(
            "(([\u4e0a\u4e0b\u4e2d]\u5348|[\u65e9\u665a]\u4e0a|\u51cc\u6668|\u4eca\u5929|\u660e\u5929) ?)*"
                    + "\\d+(:\\d.*|[\\d:./\\-\u70b9\u65f6\u5206\u534a\u5e74\u6708\u65e5\u53f7 ]*( ?[ap]\\.?m)?[.\u3002]?)"
                    + "|(\u5927?\u540e\u5929|[\u660e\u4eca][\u5929\u65e5]|(\u4e0b|\u672c|\u8fd9)?(\u5468|\u661f\u671f|\u793c\u62dc)"
                    + "[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5\u5929\u672b]|today|tomorrow"
                    + "|(next )?(mon|tues|wednes|thurs|fri|satur|sun)day)[.\u3002]?",
            Pattern.DOTALL);

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
        if (time.isEmpty() && noTimeOfDay(from)) {
            return Command.of(Intent.ACK, language);
        }
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

    /** Whether it says until when, and that is no time of day, as 25:00 is not. */
    private boolean noTimeOfDay(int from) {
        return sentence.tokens(Kind.UNTIL)
                .filter(until -> until.start() > from && !endsAWord(until))
                .mapToInt(until -> withoutSpace(until.end()))
                .anyMatch(at -> sentence.startingAt(at).stream().noneMatch(token -> token.kind() == Kind.TIME)
                        && MOMENT.matcher(sentence.typed().folded().substring(at))
                                .matches());
    }

    /** As the last character of a word for being late does in Chinese. */
    private boolean endsAWord(Token until) {
        return sentence.endingAt(until.end()).stream()
                .anyMatch(token -> token.start() < until.start() && token.kind() != Kind.UNTIL);
    }

    private int withoutSpace(int at) {
        return at < sentence.length() && sentence.typed().text().charAt(at) == ' ' ? at + 1 : at;
    }

    /** Where the person's name ends. */
    private static int split(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (SEPARATORS.indexOf(text.charAt(i)) >= 0 && !betweenDigits(text, i)) {
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

    private static boolean betweenDigits(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
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
