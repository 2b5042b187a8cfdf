package dev.rollcall.ledger;

import dev.rollcall.ledger.LedgerException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which conversation means which department, as leads and admins have said by typing it there. Kept until somebody unties
 * it. Thread-safe; every call is one transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Ties {
    private static final int LONGEST = 500;

    private final Database database;

    Ties(Database database) {
        this.database = database;
    }

    /**
     * Chat in {@code conversation} means {@code department} from now on, whatever it meant before.
     *
     * @param conversation DingTalk's id of it, of at most 500 characters
     * @param by the user id of who said so
     * @throws LedgerException also if {@code conversation} is longer; not retryable
     */
    public void tie(String conversation, long department, String by, Instant at) {
        if (conversation.length() > LONGEST) {
            throw new LedgerException(
                    Reason.REFUSED,
                    false,
                    "Cannot tie a conversation to a department: its id is longer than " + LONGEST + " characters");
        }
        Map<String, Object> tie = Map.of("conversation", conversation, "department", department, "by", by, "at", at);
        database.run("tie a conversation to a department", handle -> {
            int fresh = handle.createUpdate("insert into tie (conversation, department, tied_by, tied_at)"
                            + " values (:conversation, :department, :by, :at) on conflict do nothing")
                    .bindMap(tie)
                    .execute();
            if (fresh == 0) {
                handle.createUpdate("update tie set department = :department, tied_by = :by, tied_at = :at"
                                + " where conversation = :conversation")
                        .bindMap(tie)
                        .execute();
            }
        });
    }

    /** {@code conversation} means no department any more; false where it meant none. */
    public boolean untie(String conversation) {
        return database.in(
                "untie a conversation",
                handle -> handle.createUpdate("delete from tie where conversation = :conversation")
                                .bind("conversation", conversation)
                                .execute()
                        > 0);
    }

    /** DingTalk's {@code dept_id} of the department that {@code conversation} means; empty where it means none. */
    public Optional<Long> department(String conversation) {
        return database.in(
                "read which department a conversation means",
                handle -> handle.createQuery("select department from tie where conversation = :conversation")
                        .bind("conversation", conversation)
                        .mapTo(Long.class)
                        .findFirst());
    }

    /** All of them, by department and conversation. */
    public List<Tie> all() {
        return database.in(
                "read which conversations mean which departments",
                handle -> handle.createQuery("select * from tie order by department, conversation")
                        .map((row, context) -> new Tie(
                                row.getString("conversation"),
                                row.getLong("department"),
                                row.getString("tied_by"),
                                Objects.requireNonNull(Instants.instant(row, "tied_at"))))
                        .list());
    }

    /**
     * A conversation that means a department.
     *
     * @param by a user id; empty once that person is forgotten
     */
    public record Tie(String conversation, long department, String by, Instant at) {}
}
