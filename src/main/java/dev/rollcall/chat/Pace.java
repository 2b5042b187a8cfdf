package dev.rollcall.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is too much asked at once? At most 20 questions a minute of one person are answered, and 60 of one conversation,
 * counted as they were written: what was held up on its way may come all at once. Thread-safe; each process counts for
 * itself.
 */
final class Pace {
    static final int OF_ONE_PERSON = 20;
    static final int OF_ONE_CONVERSATION = 60;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** DingTalk brings nothing that is older. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private static final int REMEMBERED = 5000;

    private final Map<String, Deque<Long>> people = new LinkedHashMap<>();
    private final Map<String, Deque<Long>> conversations = new LinkedHashMap<>();
    private final Map<String, Long> told = new LinkedHashMap<>();

    /**
     * What is to be done about a question that comes at {@code now}, in nanoseconds of whatever origin.
     *
     * @param age how long ago it was written; what is below zero or above ten minutes is taken as that
     * @param sender a user id; null: somebody of whom nothing is known, who counts in the conversation only
     */
    synchronized Word of(@Nullable String sender, String conversation, long now, Duration age) {
        long written = now - (age.isNegative() ? 0 : age.compareTo(OLDEST) > 0 ? OLDEST.toNanos() : age.toNanos());
        Deque<Long> of = sender == null ? new ArrayDeque<>() : log(people, sender, now);
        Deque<Long> in = log(conversations, conversation, now);
        boolean tooFast = before(of, written) >= OF_ONE_PERSON;
        if (!tooFast && before(in, written) < OF_ONE_CONVERSATION) {
            of.add(written);
            in.add(written);
            return Word.ANSWER;
        }
        told.values().removeIf(at -> now - at > MINUTE);
        String whom = tooFast ? sender + "\n" + conversation : conversation;
        boolean first = told.size() < REMEMBERED && told.putIfAbsent(whom, now) == null;
        if (!first) {
            return Word.LEAVE;
        }
        return tooFast ? Word.TOO_FAST : Word.TOO_MANY;
    }

    private static Deque<Long> log(Map<String, Deque<Long>> logs, String key, long now) {
        if (logs.size() >= REMEMBERED) {
            logs.values().removeIf(log -> log.isEmpty() || now - log.getLast() > MINUTE + OLDEST.toNanos());
        }
        Deque<Long> log = logs.computeIfAbsent(key, any -> new ArrayDeque<>());
        log.removeIf(at -> now - at > MINUTE + OLDEST.toNanos());
        return log;
    }

    /** How many of {@code log} were written in the minute before {@code written}. */
    private static long before(Deque<Long> log, long written) {
        return log.stream()
                .filter(at -> written - at >= 0 && written - at <= MINUTE)
                .count();
    }

    /** What is to be done. */
    enum Word {
        ANSWER,
        /** The person is told, once a minute, that they ask too much. */
        TOO_FAST,
        /** The conversation is told, once a minute, that all of them together do. */
        TOO_MANY,
        LEAVE
    }
}
