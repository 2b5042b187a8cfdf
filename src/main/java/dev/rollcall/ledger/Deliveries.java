package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Messages, frozen before they are sent, and every attempt at them.
 *
 * <p>An attempt is written down, and on the disk, before it is made; how it ended is written after it. Also keeps each
 * robot's twenty messages a minute, over restarts and for all processes together. Thread-safe; every call is one
 * transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Deliveries {
    private static final int MESSAGES = 20;
    private static final Duration MINUTE = Duration.ofSeconds(61);
    private static final Duration REST = Duration.ofSeconds(60);

    /** How long to wait for the next sign of life of this very process. */
    private static final Duration BEAT = Duration.ofMillis(500);

    private static final Duration LONG_REST = Duration.ofMinutes(10);

    private final Database database;

    Deliveries(Database database) {
        this.database = database;
    }

    /** The message of {@code slot} that is not through yet; empty where there is none. A correction goes last. */
    public Optional<Kept> unfinished(SlotKey slot) {
        return database.in(
                "read a frozen message",
                handle -> handle
                        .createQuery(DeliveryRows.SELECT + " where state in ('frozen', 'sending') and" + SlotRows.IS_KEY
                                + " order by frozen_at")
                        .bindMap(SlotRows.bindings(slot))
                        .map((row, context) -> DeliveryRows.kept(row))
                        .list()
                        .stream()
                        .findFirst());
    }

    /** The message of {@code slot} and kind, whatever has become of it; of several the one asked for last. */
    public Optional<Kept> of(SlotKey slot, MessageKind kind) {
        return database.in(
                "read a message",
                handle -> handle.createQuery(DeliveryRows.SELECT + " where kind = :kind and" + SlotRows.IS_KEY
                                + " order by resend desc")
                        .bindMap(SlotRows.bindings(slot))
                        .bind("kind", kind.name())
                        .map((row, context) -> DeliveryRows.kept(row))
                        .findFirst());
    }

    /** Whether one of {@code slot} and kind was ever taken. */
    public boolean taken(SlotKey slot, MessageKind kind) {
        return database.in(
                "read whether a message was taken",
                handle -> handle.createQuery("select count(*) from delivery where state = 'sent' and kind = :kind and"
                                        + SlotRows.IS_KEY)
                                .bindMap(SlotRows.bindings(slot))
                                .bind("kind", kind.name())
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    /** Whether a digest of {@code department} has mentioned somebody on {@code workDate}. */
    public boolean mentioned(long department, LocalDate workDate) {
        return database.in(
                "read whom digests have mentioned",
                handle -> handle.createQuery("select count(*) from delivery where department = :department"
                                        + " and work_date = :workDate and mentions <> ''")
                                .bind("department", department)
                                .bind("workDate", workDate)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    /**
     * Writes down that an attempt begins, if it may. On the disk when it returns {@link May#GO}. What is known to have
     * been taken, also from a process that was killed before it could write down more, may not.
     *
     * @param robot a fingerprint of the robot's token, or of the people written to
     * @param longest how long the attempt may take
     */
    public Begin begin(UUID process, Frozen message, String robot, Duration longest) {
        Begin begin = database.in("write down an attempt", handle -> {
            if (!SlotRows.owned(handle, process, message.slot())) {
                return Begin.of(May.LOST);
            }
            if (taken(handle, message)) {
                return Begin.of(May.TAKEN);
            }
            handle.createUpdate("insert into robot (robot, throttles) values (:robot, 0) on conflict do nothing")
                    .bind("robot", robot)
                    .execute();
            Instant rest = handle.createQuery("select rests_until from robot where robot = :robot for update")
                    .bind("robot", robot)
                    .map((row, context) -> Optional.ofNullable(Instants.instant(row, "rests_until")))
                    .one()
                    .orElse(Instant.EPOCH);
            Instant now = database.now(handle);
            if (!alive(handle, process, now.plus(longest))) {
                return new Begin(May.WAIT, BEAT, 0);
            }
            Instant free = freeAt(handle, robot, now);
            Instant earliest = rest.isAfter(free) ? rest : free;
            if (earliest.isAfter(now)) {
                return new Begin(May.WAIT, Duration.between(now, earliest), 0);
            }
            return new Begin(May.GO, Duration.ZERO, attempt(handle, process, message, robot, now, longest));
        });
        if (begin.may() == May.GO) {
            database.sync();
        }
        return begin;
    }

    private static boolean taken(Handle handle, Frozen message) {
        return handle.createQuery("select count(*) from attempt where msg_uuid = :id and outcome = 'TAKEN'")
                        .bind("id", message.msgUuid())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Whether the claims of {@code process} last until {@code time} at least. */
    private static boolean alive(Handle handle, UUID process, Instant time) {
        return handle.createQuery("select count(*) from process where id = :process and beat_at >= :beat")
                        .bind("process", process)
                        .bind("beat", time.minus(Slots.LEASE))
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** When the twentieth message before the next one stops counting. */
    private static Instant freeAt(Handle handle, String robot, Instant now) {
        List<Instant> counted = handle.createQuery("select counts_from from attempt where robot = :robot"
                        + " and counts_from > :since order by counts_from desc limit " + MESSAGES)
                .bind("robot", robot)
                .bind("since", now.minus(MINUTE))
                .mapTo(Instant.class)
                .list();
        return counted.size() < MESSAGES
                ? Instant.EPOCH
                : counted.get(MESSAGES - 1).plus(MINUTE);
    }

    private static int attempt(
            Handle handle, UUID process, Frozen message, String robot, Instant now, Duration longest) {
        // A message that was frozen anew, because somebody was forgotten, goes on with the numbers of the one before.
        int number = handle.createQuery("select coalesce(max(number), 0) + 1 from attempt where msg_uuid = :id")
                .bind("id", message.msgUuid())
                .mapTo(Integer.class)
                .one();
        handle.createUpdate("update delivery set state = 'sending', attempts = :number where msg_uuid = :id")
                .bind("number", number)
                .bind("id", message.msgUuid())
                .execute();
        handle.createUpdate("insert into attempt (msg_uuid, number, process, robot, began_at, counts_from)"
                        + " values (:id, :number, :process, :robot, :now, :countsFrom)")
                .bind("id", message.msgUuid())
                .bind("number", number)
                .bind("process", process)
                .bind("robot", robot)
                .bind("now", now)
                .bind("countsFrom", now.plus(longest))
                .execute();
        handle.createUpdate("update slot set state = 'sending' where state = 'frozen' and" + SlotRows.IS_KEY)
                .bindMap(SlotRows.bindings(message.slot()))
                .execute();
        return number;
    }

    /**
     * Writes down how attempt {@code number} ended.
     *
     * @param reason why it was not taken, a word; null where it was
     * @param throttled whether the robot says that it was sent too much: then it rests a minute, the next time ten
     */
    public void ended(
            Frozen message,
            int number,
            String robot,
            @Nullable String reason,
            @Nullable String words,
            boolean throttled) {
        database.run("write down how an attempt ended", handle -> {
            Instant now = database.now(handle);
            handle.createUpdate("update attempt set ended_at = :now, counts_from = :now, outcome = :outcome,"
                            + " words = :words where msg_uuid = :id and number = :number")
                    .bind("now", now)
                    .bind("outcome", reason == null ? "TAKEN" : reason)
                    .bind("words", Texts.cut(words, 2000))
                    .bind("id", message.msgUuid())
                    .bind("number", number)
                    .execute();
            if (throttled) {
                rest(handle, robot, now);
            } else if (reason == null) {
                // What began before another process was told to rest does not end that rest.
                handle.createUpdate("update robot set throttles = 0, rests_until = null where robot = :robot"
                                + " and (rests_until is null or rests_until <= :now)")
                        .bind("robot", robot)
                        .bind("now", now)
                        .execute();
            }
        });
    }

    private static void rest(Handle handle, String robot, Instant now) {
        int before = handle.createQuery("select throttles from robot where robot = :robot for update")
                .bind("robot", robot)
                .mapTo(Integer.class)
                .one();
        handle.createUpdate("update robot set throttles = throttles + 1, rests_until = :until where robot = :robot")
                .bind("robot", robot)
                .bind("until", now.plus(before == 0 ? REST : LONG_REST))
                .execute();
    }

    /**
     * Whether an attempt may begin.
     *
     * @param rest how long the robot has to rest first, where that is it
     * @param number the attempt's number, from 1, where it may
     */
    public record Begin(May may, Duration rest, int number) {
        private static Begin of(May may) {
            return new Begin(may, Duration.ZERO, 0);
        }
    }

    /** What is to be done about an attempt. */
    public enum May {
        /** It may begin. */
        GO,
        /** The robot has to rest first. */
        WAIT,
        /** Its recipient has the message already. */
        TAKEN,
        /** The slot is another process's by now. */
        LOST
    }

    /**
     * What has become of a message in the end.
     *
     * @param taken whether its recipient has it
     * @param reason why not, a word; null where it has
     * @param words the same in words
     * @param at when that was known
     */
    public record Finished(
            UUID msgUuid,
            boolean taken,
            @Nullable String reason,
            @Nullable String words,
            Instant at) {}

    /**
     * A message and what has become of it.
     *
     * @param state frozen, sending, sent or failed
     * @param refused whether DingTalk has refused its content once: from there on only its plain form is sent
     * @param taken whether an attempt is known to have been taken, by a process that may not have written down more
     * @param frozenAt when its text was made; of a late one, when it says that it is posted
     */
    public record Kept(Frozen message, String state, int attempts, boolean refused, boolean taken, Instant frozenAt) {
        /** What is sent from here on. */
        public Frozen rest() {
            return refused && message.plain() != null
                    ? new Frozen(message.msgUuid(), message.slot(), message.kind(), message.plain(), null)
                    : message;
        }

        /** Whether its recipient has it. */
        public boolean sent() {
            return state.equals("sent");
        }
    }
}
