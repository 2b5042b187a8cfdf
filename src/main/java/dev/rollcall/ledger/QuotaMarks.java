package dev.rollcall.ledger;

import dev.rollcall.ledger.CommonLimits.Kind;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * What is known of this month's quota besides its count: of what admins were told, and whether DingTalk has said that it
 * is used up. For all processes together; a new month begins without marks. Thread-safe; every call is one transaction.
 */
public final class QuotaMarks {
    /** All of it, in percent. */
    public static final int ALL = 100;

    private final Database database;
    private final CommonLimits limits;

    QuotaMarks(Database database, CommonLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /**
     * Asks for the word about {@code kind}: of so many processes that notice the same, one tells.
     *
     * @param percent how much is used, which is what is to be told
     * @return what was told before, if the caller is to tell; empty where that much has been told
     */
    public OptionalInt tell(Kind kind, int percent) {
        return database.in("write down what is told of the month's quota", handle -> {
            int before = known(handle, kind);
            if (before >= percent) {
                return OptionalInt.empty();
            }
            told(handle, kind, percent);
            return OptionalInt.of(before);
        });
    }

    /** Nobody could be told after all: whoever asks next is to, unless more has been told meanwhile. */
    public void untold(Kind kind, int percent, int before) {
        database.run("write down that nobody was told of the month's quota", handle -> {
            if (known(handle, kind) == percent) {
                told(handle, kind, before);
            }
        });
    }

    /** DingTalk says that the month's {@code kind} are used up. */
    void refuse(Kind kind) {
        database.run("write down that the month's quota is used up", handle -> {
            known(handle, kind);
            handle.createUpdate("update allowance set refused_at = coalesce(refused_at, :now)"
                            + " where month_begin = :month and kind = :kind")
                    .bind("now", database.now(handle))
                    .bind("month", limits.month())
                    .bind("kind", kind.word())
                    .execute();
        });
    }

    /** Whether DingTalk has said that the month's {@code kind} are used up, and nobody has said otherwise since. */
    public boolean refused(Kind kind) {
        return database.reading(
                "read whether the month's quota is used up",
                handle -> handle.createQuery("select count(*) from allowance where month_begin = :month"
                                        + " and kind = :kind and refused_at is not null")
                                .bind("month", limits.month())
                                .bind("kind", kind.word())
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    /**
     * Somebody says that DingTalk will answer again. If it refuses once more, that is told once more.
     *
     * @return whether it had been said to be used up
     */
    public boolean resume(Kind kind) {
        return database.in(
                "write down that the month's quota is not used up",
                handle -> handle.createUpdate("update allowance set refused_at = null,"
                                        + " told = case when told > :most then :most else told end"
                                        + " where month_begin = :month and kind = :kind and refused_at is not null")
                                .bind("most", ALL - 1)
                                .bind("month", limits.month())
                                .bind("kind", kind.word())
                                .execute()
                        > 0);
    }

    private int known(Handle handle, Kind kind) {
        handle.createUpdate("insert into allowance (month_begin, kind, reserved) values (:month, :kind, 0)"
                        + " on conflict do nothing")
                .bind("month", limits.month())
                .bind("kind", kind.word())
                .execute();
        return handle.createQuery("select told from allowance where month_begin = :month and kind = :kind for update")
                .bind("month", limits.month())
                .bind("kind", kind.word())
                .mapTo(Integer.class)
                .one();
    }

    private void told(Handle handle, Kind kind, int percent) {
        handle.createUpdate("update allowance set told = :percent where month_begin = :month and kind = :kind")
                .bind("percent", percent)
                .bind("month", limits.month())
                .bind("kind", kind.word())
                .execute();
    }
}
