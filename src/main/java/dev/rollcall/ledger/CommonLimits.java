package dev.rollcall.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What the processes of one organisation may do together: one after the other towards each of DingTalk's APIs, and so
 * much a month. Thread-safe; every call is one transaction of one or two statements.
 */
public final class CommonLimits {
    /** DingTalk's months are those of its own zone. */
    private static final ZoneId DINGTALK = ZoneId.of("Asia/Shanghai");

    private final Database database;
    private final Clock clock;

    /** @param clock says which month it is */
    CommonLimits(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Reserves turns for calls to {@code path}, after all that were given before to any process.
     *
     * @param calls how many turns, at least one
     * @param apart how long from one to the next
     * @return how long from now the first one is; not negative
     */
    public Duration reserve(String path, int calls, Duration apart) {
        return database.in("reserve calls", handle -> {
            handle.createUpdate("insert into turn (path, next_at) values (:path, :never) on conflict do nothing")
                    .bind("path", path)
                    .bind("never", Instant.EPOCH)
                    .execute();
            Instant next = handle.createQuery("select next_at from turn where path = :path for update")
                    .bind("path", path)
                    .mapTo(Instant.class)
                    .one();
            Instant now = database.wallClock(handle);
            Instant first = next.isAfter(now) ? next : now;
            handle.createUpdate("update turn set next_at = :next where path = :path")
                    .bind("path", path)
                    .bind("next", first.plus(apart.multipliedBy(calls)))
                    .execute();
            return Duration.between(now, first);
        });
    }

    /**
     * Reserves up to {@code wanted} of this month's {@code limit}.
     *
     * @param limit 0: unlimited
     * @return how many were reserved, 0 when the month's are used up or DingTalk says so; and how many it has left now
     */
    Reserved reserve(Kind kind, long wanted, long limit) {
        LocalDate month = clock.instant().atZone(DINGTALK).toLocalDate().withDayOfMonth(1);
        return database.in("reserve a part of the month's quota", handle -> {
            handle.createUpdate("insert into allowance (month_begin, kind, reserved) values (:month, :kind, 0)"
                            + " on conflict do nothing")
                    .bind("month", month)
                    .bind("kind", kind.word())
                    .execute();
            Long before = handle.createQuery("select case when refused_at is null then reserved end from allowance"
                            + " where month_begin = :month and kind = :kind for update")
                    .bind("month", month)
                    .bind("kind", kind.word())
                    .mapTo(Long.class)
                    .one();
            if (before == null) {
                return Reserved.REFUSED;
            }
            long granted = limit == 0 ? wanted : Math.max(0, Math.min(wanted, limit - before));
            handle.createUpdate("update allowance set reserved = reserved + :granted"
                            + " where month_begin = :month and kind = :kind")
                    .bind("granted", granted)
                    .bind("month", month)
                    .bind("kind", kind.word())
                    .execute();
            return new Reserved(granted, limit == 0 ? Long.MAX_VALUE : Math.max(0, limit - before - granted), false);
        });
    }

    /** Gives back what was reserved and not used; of another month by now, it is no use any more. */
    void giveBack(Kind kind, long unused, LocalDate month) {
        database.run(
                "give back a part of the month's quota",
                handle -> handle.createUpdate("update allowance set reserved = reserved - :unused"
                                + " where month_begin = :month and kind = :kind")
                        .bind("unused", unused)
                        .bind("month", month)
                        .bind("kind", kind.word())
                        .execute());
    }

    /** How many of {@code kind} are reserved in this month, by all processes; {@link Ledger#used} says how many are used. */
    public long reserved(Kind kind) {
        LocalDate month = month();
        return database.in(
                "read the month's quota",
                handle -> handle.createQuery(
                                "select reserved from allowance where month_begin = :month and kind = :kind")
                        .bind("month", month)
                        .bind("kind", kind.word())
                        .mapTo(Long.class)
                        .findFirst()
                        .orElse(0L));
    }

    /** Whether less than {@code time} of the month is over. */
    boolean monthIsNew(Duration time) {
        Instant begin = month().atStartOfDay(DINGTALK).toInstant();
        return clock.instant().isBefore(begin.plus(time));
    }

    LocalDate month() {
        return clock.instant().atZone(DINGTALK).toLocalDate().withDayOfMonth(1);
    }

    /**
     * A part of the month's quota.
     *
     * @param granted how many the caller may use
     * @param rest how many are left for all processes; the largest number where there is no limit
     * @param refused whether DingTalk has said that the month's are used up
     */
    record Reserved(long granted, long rest, boolean refused) {
        static final Reserved REFUSED = new Reserved(0, 0, true);
    }

    /** What is counted by the month. */
    public enum Kind {
        CALLS("calls"),
        MESSAGES("messages");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
