package dev.rollcall.chat;

import dev.rollcall.chat.Intent.Takes;
import dev.rollcall.chat.Word.Kind;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Can what is left of a message be a name? */
final class Names {
    private static final int LONGEST = 60;
    private static final int MOST_WORDS = 6;

    /** Departments and people have ids too. */
    private static final Pattern NUMBER = Pattern.compile("\\d{3,}");

    private static final Set<Kind> NEVER_A_NAME = Set.of(
            Kind.INTENT,
            Kind.WHEN,
            Kind.TIME,
            Kind.OWN,
            Kind.COMPANY,
            Kind.IN,
            Kind.SELF,
            Kind.FILLER,
            Kind.LINK,
            Kind.UNTIL);

    private final Corrections corrections;

    Names(Corrections corrections) {
        this.corrections = corrections;
    }

    /**
     * Whether {@code part} can be a name that {@code intent} takes.
     *
     * @param said whether a word like "in" says that it is one
     */
    boolean plausible(Sentence sentence, Intent intent, Part part, boolean said) {
        String name = sentence.typed().part(part.from(), part.to());
        if (name.length() > LONGEST || name.split(" ").length > MOST_WORDS || hasPartOfNoName(sentence, part)) {
            return false;
        }
        if (!named(name) && !NUMBER.matcher(name).matches()) {
            return false;
        }
        if (said) {
            return true;
        }
        return NEVER_A_NAME.stream().noneMatch(kind -> sentence.is(kind, part))
                && !endsInQuestion(sentence, part)
                && !holdsQuestion(sentence, part)
                && !(intent.lists() && goesOn(sentence, part))
                && (intent.takes() == Takes.PERSON || !corrections.holdsMisspeltDay(name));
    }

    private static boolean named(String name) {
        return name.codePoints().anyMatch(Character::isLetter)
                && name.codePoints().filter(Character::isLetterOrDigit).count() > 1;
    }

    private static boolean hasPartOfNoName(Sentence sentence, Part part) {
        return sentence.tokens(Kind.NOT_NAME)
                .anyMatch(token -> token.start() >= part.from() && token.end() <= part.to());
    }

    /** What follows a list's words without a space goes on with the sentence, unless it ends as departments do. */
    private static boolean goesOn(Sentence sentence, Part part) {
        return !sentence.gap(part.from())
                && sentence.endingAt(part.from()).stream().anyMatch(token -> token.kind() == Kind.INTENT)
                && sentence.endingAt(part.to()).stream().noneMatch(token -> token.kind() == Kind.UNIT);
    }

    /** A Chinese name that holds the words of a list is a question that goes on, unless it ends as departments do. */
    private static boolean holdsQuestion(Sentence sentence, Part part) {
        boolean unit = sentence.endingAt(part.to()).stream().anyMatch(token -> token.kind() == Kind.UNIT);
        return !unit
                && sentence.tokens(Kind.INTENT)
                        .filter(token -> token.start() >= part.from() && token.end() <= part.to())
                        .filter(token -> Plain.han(sentence.typed().text().charAt(token.start())))
                        .map(token -> token.word().intent())
                        .anyMatch(intent -> intent != null && intent.lists());
    }

    private static boolean endsInQuestion(Sentence sentence, Part part) {
        Stream<Token> ending = sentence.endingAt(part.to()).stream();
        return ending.anyMatch(token -> token.start() > part.from()
                && token.kind() == Kind.INTENT
                && token.word().intent() != null
                && token.word().intent().lists());
    }
}
