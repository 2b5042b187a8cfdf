package dev.rollcall.ledger;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** What {@link Retention} deletes of what was said in chats. Each call is a part of the caller's transaction. */
final class ChatTraces {
    /** The tables with rows of a {@code work_date}. */
    static final List<String> BY_DATE = List.of("acknowledgement", "mute", "released");

    /** By table, the column that says who said it. */
    private static final Map<String, String> SAID_BY = Map.of(
            "tie", "tied_by",
            "acknowledgement", "acknowledged_by",
            "mute", "muted_by",
            "released", "released_by",
            "chat_order", "given_by");

    /** By table, the column that holds somebody's words. */
    private static final Map<String, String> WORDS = Map.of("acknowledgement", "reason", "chat_order", "typed");

    private ChatTraces() {}

    /** Deletes the orders given before {@code first} in UTC, and returns their number. */
    static int purge(Handle handle, LocalDate first) {
        return handle.createUpdate("delete from chat_order where given_at < :first")
                .bind("first", first.atStartOfDay(ZoneOffset.UTC).toInstant())
                .execute();
    }

    /** Deletes what is known of messages that were claimed and answered, or not, more than {@link Questions#KEPT} ago. */
    static void tidy(Handle handle, Instant now) {
        handle.createUpdate("delete from question where claimed_at < :old"
                        + " and (answered_at is null or answered_at < :old)")
                .bind("old", now.minus(Questions.KEPT))
                .execute();
    }

    /**
     * Deletes what was said of {@code userId}, and who they are where they said something themselves; empties words with
     * their id or one of {@code names} in them.
     *
     * @return how many rows were deleted or changed
     */
    static int forget(Handle handle, String userId, Collection<String> names) {
        int rows = handle.createUpdate("delete from acknowledgement where user_id = :id")
                .bind("id", userId)
                .execute();
        for (Map.Entry<String, String> said : SAID_BY.entrySet()) {
            rows += emptied(handle, said, userId);
        }
        List<String> sought = new ArrayList<>(names);
        sought.add(userId);
        for (Map.Entry<String, String> words : WORDS.entrySet()) {
            List<String> all = handle.createQuery("select distinct " + words.getValue() + " from " + words.getKey()
                            + " where " + words.getValue() + " <> ''")
                    .mapTo(String.class)
                    .list();
            for (String text : all) {
                rows += sought.stream().anyMatch(one -> hasIn(text, one)) ? emptied(handle, words, text) : 0;
            }
        }
        return rows;
    }

    /** Empties a column, given with its table, where it is {@code value}. */
    private static int emptied(Handle handle, Map.Entry<String, String> column, String value) {
        return handle.createUpdate("update " + column.getKey() + " set " + column.getValue() + " = '' where "
                        + column.getValue() + " = :value")
                .bind("value", value)
                .execute();
    }

    /**
     * Whether {@code text} has {@code sought} in it, however both are written: a command is in lower case and without
     * doubled spaces or full-width letters. Latin letters and digits count as whole words.
     */
    static boolean hasIn(String text, String sought) {
        String part = folded(sought).strip();
        if (part.isEmpty()) {
            return false;
        }
        String before = ofWord(part.charAt(0)) ? "(?<![a-z0-9])" : "";
        String after = ofWord(part.charAt(part.length() - 1)) ? "(?![a-z0-9])" : "";
        return Pattern.compile(before + Pattern.quote(part) + after)
                .matcher(folded(text))
                .find();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
    }

    private static boolean ofWord(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    }
}
