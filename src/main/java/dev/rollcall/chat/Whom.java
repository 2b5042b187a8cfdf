package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person, and the department in which they are to be looked for.
 *
 * @param department null where none was said
 */
record Whom(Part person, @Nullable Part department) {
    /** Takes {@code part} apart where it says both: "Zhang San in Engineering", 技术部的张三, 技术部 张三. */
    static Whom split(Sentence sentence, Part part) {
        return behindIn(sentence, part)
                .or(() -> behindUnit(sentence, part))
                .or(() -> atTheEnd(sentence, part))
                .orElse(new Whom(part, null));
    }

    private static Optional<Whom> behindIn(Sentence sentence, Part part) {
        return sentence.tokens(Kind.IN)
                .filter(in -> inside(in, part) && spaced(sentence, in.start()) && spaced(sentence, in.end()))
                .map(in -> new Whom(new Part(part.from(), in.start() - 1), new Part(in.end() + 1, part.to())))
                .findFirst();
    }

    /** The department comes first, and what shows it is the word with which departments end. */
    private static Optional<Whom> behindUnit(Sentence sentence, Part part) {
        return sentence.tokens(Kind.UNIT)
                .filter(unit -> inside(unit, part))
                .flatMap(unit -> sentence.startingAt(unit.end()).stream()
                        .filter(of -> of.kind() == Kind.OF && of.end() < part.to())
                        .map(of -> new Whom(new Part(of.end(), part.to()), new Part(part.from(), unit.end()))))
                .findFirst()
                .or(() -> sentence.tokens(Kind.UNIT)
                        .filter(unit -> inside(unit, part) && spaced(sentence, unit.end()))
                        .map(unit -> new Whom(new Part(unit.end() + 1, part.to()), new Part(part.from(), unit.end())))
                        .findFirst());
    }

    private static Optional<Whom> atTheEnd(Sentence sentence, Part part) {
        int space = sentence.typed().text().lastIndexOf(' ', part.to() - 1);
        boolean unit = space > part.from()
                && sentence.endingAt(part.to()).stream()
                        .anyMatch(token -> token.kind() == Kind.UNIT
                                && token.start() > space + 1
                                && !Plain.spelled(sentence.typed().text().charAt(token.start())));
        return unit
                ? Optional.of(new Whom(new Part(part.from(), space), new Part(space + 1, part.to())))
                : Optional.empty();
    }

    private static boolean inside(Token token, Part part) {
        return token.start() > part.from() && token.end() < part.to();
    }

    private static boolean spaced(Sentence sentence, int at) {
        String text = sentence.typed().text();
        return at > 0 && at < text.length() && (text.charAt(at) == ' ' || text.charAt(at - 1) == ' ');
    }
}
