package dev.rollcall.chat;

import dev.rollcall.message.Language;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message asks for. Names are what was typed: nobody has looked yet whether there is such a department or person,
 * and whoever prints them escapes them. Immutable.
 *
 * @param intent what it is about
 * @param language the language of the words that said so; null where nothing was said that has one
 * @param when the day or days; null where none was said
 * @param scope which department, or all
 * @param person a person's name as typed; null where none was. {@link Intent#STATUS} always has one, {@link Intent#WHY}
 *     without one is about whoever asks. For {@link Intent#ACK} null says that something is missing, and it is what stands before the first colon or comma, else
 *     the first word, or the first two if they are Latin: {@link NameSearch#leading} knows better
 * @param time a time of day: which cutoff for {@link Intent#PREVIEW}, {@link Intent#RESEND} and {@link Intent#RELEASE},
 *     until when for {@link Intent#ACK}; null where none was said
 * @param reason why a person is known to be absent, for {@link Intent#ACK}; as typed; null where nothing was
 * @param suggestions for {@link Intent#UNKNOWN}, at most three commands that could have been meant, nearest first, each
 *     complete and understood if it is typed; may hold what was typed
 */
public record Command(
        Intent intent,
        @Nullable Language language,
        @Nullable When when,
        Scope scope,
        @Nullable String person,
        @Nullable LocalTime time,
        @Nullable String reason,
        List<String> suggestions) {
    /** How many suggestions there are at most. */
    public static final int SUGGESTIONS = 3;

    public Command {
        suggestions = List.copyOf(suggestions);
    }

    static Command of(Intent intent, @Nullable Language language) {
        return new Command(intent, language, null, Scope.NONE, null, null, null, List.of());
    }

    static Command unknown(@Nullable Language language, List<String> suggestions) {
        return new Command(Intent.UNKNOWN, language, null, Scope.NONE, null, null, null, suggestions);
    }

    /** Whether the department or the person that it names is called {@code name}. */
    boolean isAbout(String name) {
        return name.equals(scope.name()) || name.equals(person);
    }

    Command as(Intent other) {
        return new Command(other, language, when, scope, person, time, reason, suggestions);
    }
}
