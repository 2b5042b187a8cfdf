package dev.rollcall.chat;

import dev.rollcall.chat.Intent.Takes;
import dev.rollcall.chat.Word.Kind;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One way to understand a message: the words of one intent in one place, and what stands around them. */
final class Reading {
    /** The better first: what leaves less to names, then what has more words of an intent. */
    static final Comparator<Reading> BETTER = Comparator.comparingInt(Reading::unexplained)
            .thenComparing(Comparator.comparingInt(Reading::words).reversed())
            .thenComparing(reading -> reading.intent);

    private final Sentence sentence;
    private final Names names;
    private final Word word;
    private final Intent intent;
    private final int words;
    private final int behind;
    private final List<Piece> pieces = new ArrayList<>();

    /** The intent that {@code head} says alone, or with {@code tail} if that is another one. */
    Reading(Sentence sentence, Names names, Token head, Token tail) {
        this.sentence = sentence;
        this.names = names;
        this.word = head.word();
        this.intent = Objects.requireNonNull(word.intent());
        this.words = head.equals(tail) ? head.length() : head.length() + tail.length();
        this.behind = tail.end();
        pieces.add(new Piece(sentence, intent, 0, head.start(), false));
        if (!head.equals(tail)) {
            pieces.add(new Piece(sentence, intent, head.end(), tail.start(), true));
        }
        pieces.add(new Piece(sentence, intent, tail.end(), sentence.length(), false));
    }

    /** How many characters are left to be names. */
    int unexplained() {
        return intent == Intent.ACK
                ? 0
                : left().stream().mapToInt(piece -> piece.part().length()).sum();
    }

    /** Whether the intent stands at the beginning or at the end, days and the like apart. */
    boolean atEdge() {
        return pieces.get(0).empty() || pieces.get(pieces.size() - 1).empty();
    }

    private int words() {
        return words;
    }

    /** What it asks for; empty if it makes no sense this way. */
    Optional<Command> command() {
        if (intent.leads() && !pieces.get(0).insignificant()) {
            return Optional.empty();
        }
        if (intent == Intent.ACK) {
            return Optional.of(Acknowledgement.of(sentence, behind, word.language()));
        }
        Set<When> days = days();
        Set<LocalTime> times = times();
        Set<Scope> scopes = scopes();
        if (days.size() > 1 || times.size() > 1 || scopes.size() > 1 || broken()) {
            return Optional.empty();
        }
        Command bare = new Command(
                intent,
                word.language(),
                first(days),
                scopes.isEmpty() ? Scope.NONE : scopes.iterator().next(),
                null,
                first(times),
                null,
                List.of());
        return switch (intent.takes()) {
            case NOTHING -> alone(bare);
            case SCOPE -> scoped(bare);
            case PERSON -> personal(bare);
        };
    }

    /** A single character says something at the end only; a person between two parts of a question stands there. */
    private boolean broken() {
        Piece last = pieces.get(pieces.size() - 1);
        boolean between = pieces.size() == 3 && intent.takes() == Takes.PERSON;
        return (words == 1 && !last.empty()) || (between && pieces.get(1).empty());
    }

    private Optional<Command> alone(Command bare) {
        boolean others = intent == Intent.ME && !bare.scope().equals(Scope.NONE);
        return !others && (left().isEmpty() || vague()) ? Optional.of(with(bare, Scope.NONE, null)) : Optional.empty();
    }

    /** Help may be asked for in any words as long as they do not ask for something else. */
    private boolean vague() {
        return intent == Intent.HELP && atEdge() && words > 1;
    }

    private Optional<Command> scoped(Command bare) {
        List<Piece> left = left();
        if (left.isEmpty()) {
            return Optional.of(bare);
        }
        Piece name = left.get(0);
        boolean fits = left.size() == 1
                && bare.scope().equals(Scope.NONE)
                && (name.behindIn() || !name.middle())
                && plausible(name.part(), name.behindIn() || name.quoted());
        return fits ? Optional.of(with(bare, Scope.named(text(name.part())), null)) : Optional.empty();
    }

    private Optional<Command> personal(Command bare) {
        List<Piece> people = left().stream().filter(piece -> !piece.behindIn()).toList();
        List<Piece> places = left().stream().filter(Piece::behindIn).toList();
        if (people.size() > 1 || places.size() > 1 || bare.scope().equals(Scope.COMPANY)) {
            return Optional.empty();
        }
        if (people.isEmpty()) {
            return places.isEmpty() && intent == Intent.WHY ? Optional.of(bare) : Optional.empty();
        }
        Piece person = people.get(0);
        if (person.quoted()) {
            return Optional.of(with(bare, bare.scope(), text(person.part())));
        }
        if (sentence.is(Kind.SELF, person.part())) {
            return Optional.of(intent == Intent.STATUS ? bare.as(Intent.ME) : bare);
        }
        Whom whom = places.isEmpty()
                ? Whom.split(sentence, person.part())
                : new Whom(person.part(), places.get(0).part());
        return named(bare, whom);
    }

    private Optional<Command> named(Command bare, Whom whom) {
        Part department = whom.department();
        if (department == null) {
            return plausible(whom.person(), false)
                    ? Optional.of(with(bare, bare.scope(), text(whom.person())))
                    : Optional.empty();
        }
        boolean fits =
                bare.scope().equals(Scope.NONE) && plausible(whom.person(), false) && plausible(department, true);
        return fits ? Optional.of(with(bare, Scope.named(text(department)), text(whom.person()))) : Optional.empty();
    }

    private boolean plausible(Part part, boolean said) {
        return names.plausible(sentence, intent, part, said);
    }

    private String text(Part part) {
        return sentence.typed().part(part.from(), part.to());
    }

    private static Command with(Command bare, Scope scope, @Nullable String person) {
        return new Command(
                bare.intent(), bare.language(), bare.when(), scope, person, bare.time(), bare.reason(), List.of());
    }

    private List<Piece> left() {
        return pieces.stream().filter(piece -> !piece.empty()).toList();
    }

    private Set<When> days() {
        Set<When> days = new LinkedHashSet<>();
        pieces.forEach(piece -> days.addAll(piece.days()));
        return days;
    }

    private Set<LocalTime> times() {
        Set<LocalTime> times = new LinkedHashSet<>();
        known().map(Word::time).filter(Objects::nonNull).forEach(times::add);
        return times;
    }

    private Set<Scope> scopes() {
        Set<Scope> scopes = new LinkedHashSet<>();
        known().forEach(one -> {
            if (one.kind() == Kind.OWN) {
                scopes.add(Scope.OWN);
            } else if (one.kind() == Kind.COMPANY) {
                scopes.add(Scope.COMPANY);
            }
        });
        return scopes;
    }

    private Stream<Word> known() {
        return pieces.stream().flatMap(piece -> piece.known().stream());
    }

    private static <T> @Nullable T first(Set<T> set) {
        return set.isEmpty() ? null : set.iterator().next();
    }
}
