package dev.rollcall.ledger;

import dev.rollcall.ledger.Deliveries.Finished;
import dev.rollcall.ledger.Deliveries.Kept;
import dev.rollcall.ledger.LedgerException.Reason;
import dev.rollcall.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Messages as rows of {@code delivery}: written when they are frozen, read when they go on. */
final class DeliveryRows {
    /** Whole messages; {@code refused} says that only the plain form of one may be sent, {@code taken} that one was. */
    static final String SELECT = "select delivery.*, " + attempt("CONTENT_REFUSED") + " as refused, " + attempt("TAKEN")
            + " as taken from delivery";

    private static final Set<String> UNFINISHED = Set.of("frozen", "sending");

    private DeliveryRows() {}

    private static String attempt(String outcome) {
        return "exists (select 1 from attempt a where a.msg_uuid = delivery.msg_uuid and a.outcome = '" + outcome
                + "')";
    }

    /**
     * Writes {@code message} down; false where the slot has one of its kind already. That stays as it is, unless nobody
     * has ever tried to send it, and is to be sent again if it was given up.
     */
    static boolean insert(Handle handle, Frozen message, Instant now) {
        boolean first =
                insertNew(handle, message, now, "coalesce((select resend from slot where" + SlotRows.IS_KEY + "), 0)");
        if (!first) {
            bound(
                            handle.createUpdate("update delivery set kind = :kind, title = :title, text = :text,"
                                    + " plain_title = :plainTitle, plain_text = :plainText, mentions = :mentions,"
                                    + " frozen_at = :now where attempts = 0 and msg_uuid = :id"),
                            message,
                            now)
                    .execute();
            handle.createUpdate("update delivery set state = 'frozen', reason = null, words = null"
                            + " where state = 'failed' and msg_uuid = :id")
                    .bind("id", message.msgUuid())
                    .execute();
        }
        return first;
    }

    /** Writes {@code message} down, of several of one slot and kind the one with that number; false where it is there. */
    static boolean insertNew(Handle handle, Frozen message, Instant now, int number) {
        return insertNew(handle, message, now, String.valueOf(number));
    }

    private static boolean insertNew(Handle handle, Frozen message, Instant now, String number) {
        return bound(
                                handle.createUpdate(
                                        "insert into delivery (msg_uuid, department, work_date, cutoff, kind,"
                                                + " resend, state, title, text, plain_title, plain_text, mentions, attempts,"
                                                + " frozen_at) values (:id, :department, :workDate, :cutoff, :kind,"
                                                + " " + number + ", 'frozen',"
                                                + " :title, :text, :plainTitle, :plainText, :mentions, 0, :now)"
                                                + " on conflict do nothing"),
                                message,
                                now)
                        .execute()
                > 0;
    }

    private static Update bound(Update update, Frozen message, Instant now) {
        Message plain = message.plain();
        return update.bindMap(SlotRows.bindings(message.slot()))
                .bind("id", message.msgUuid())
                .bind("kind", message.kind().name())
                .bind("title", Texts.cut(message.message().title(), 1000))
                .bind("text", message.message().text())
                .bind("plainTitle", plain == null ? null : Texts.cut(plain.title(), 1000))
                .bind("plainText", plain == null ? null : plain.text())
                .bind("mentions", Texts.lines(message.message().mentions()))
                .bind("now", now);
    }

    /** Writes down what became of a message in the end, if there is one; always true. */
    static boolean finish(Handle handle, @Nullable Finished finished) {
        if (finished != null) {
            handle.createUpdate("update delivery set state = :state, reason = :reason, words = :words,"
                            + " sent_at = :sentAt where msg_uuid = :id")
                    .bind("state", finished.taken() ? "sent" : "failed")
                    .bind("reason", finished.reason())
                    .bind("words", Texts.cut(finished.words(), 2000))
                    .bind("sentAt", finished.taken() ? finished.at() : null)
                    .bind("id", finished.msgUuid())
                    .execute();
        }
        return true;
    }

    /** Which messages of one cutoff somebody has tried to send: their text is as it is. */
    static Set<UUID> tried(Handle handle, SlotKey any) {
        return handle.createQuery("select msg_uuid from delivery where work_date = :workDate and cutoff = :cutoff"
                        + " and attempts > 0")
                .bind("workDate", any.workDate())
                .bind("cutoff", any.cutoff())
                .mapTo(UUID.class)
                .set();
    }

    static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                frozen(row),
                row.getString("state"),
                row.getInt("attempts"),
                row.getBoolean("refused"),
                row.getBoolean("taken"),
                Objects.requireNonNullElse(Instants.instant(row, "frozen_at"), Instant.EPOCH));
    }

    /** @throws LedgerException if the row cannot be so, with which one it is; it is as good as new when somebody mends it */
    private static Frozen frozen(ResultSet row) throws SQLException {
        SlotKey slot = SlotRows.key(row);
        Frozen frozen = new Frozen(
                row.getObject("msg_uuid", UUID.class),
                slot,
                kind(slot, row.getString("kind")),
                new Message(row.getString("title"), row.getString("text"), Texts.list(row.getString("mentions"))),
                plain(row));
        if (frozen.message().text().isEmpty() && UNFINISHED.contains(row.getString("state"))) {
            throw corrupt(slot, "it has no text");
        }
        return frozen;
    }

    private static MessageKind kind(SlotKey slot, String name) {
        try {
            return MessageKind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw corrupt(slot, "unknown kind");
        }
    }

    private static LedgerException corrupt(SlotKey slot, String why) {
        return new LedgerException(
                Reason.CORRUPT,
                true,
                "Cannot send the ledger's message of slot " + slot + ": " + why
                        + "; it is made anew, or waits until the row is put right; the others go on");
    }

    private static @Nullable Message plain(ResultSet row) throws SQLException {
        String plainText = row.getString("plain_text");
        return plainText == null
                ? null
                : new Message(Objects.requireNonNullElse(row.getString("plain_title"), ""), plainText, List.of());
    }
}
