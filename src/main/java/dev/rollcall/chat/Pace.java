package dev.rollcall.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is too much asked at once? At most 20 questions a minute of one person are answered, and 60 of one conversation,
 * counted as they were written: what was held up on its way may come all at once, and in any order. Thread-safe; each
 * process counts for itself.
 */
final class Pace {
    static final int OF_ONE_PERSON = 20;
    static final int OF_ONE_CONVERSATION = 60;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** DingTalk brings nothing that is older. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private static final int REMEMBERED = 5000;

    /** When what was answered had been written, in the order of that. */
    private final Map<String, List<Long>> people = new LinkedHashMap<>();

    private final Map<String, List<Long>> conversations = new LinkedHashMap<>();
    private final Map<String, Long> told = new LinkedHashMap<>();

    /**
     * What is to be done about a question that comes at {@code now}, in nanoseconds of whatever origin.
     *
     * @param age how long ago it was written; what is below zero or above ten minutes is taken as that
     * @param sender a user id; null: somebody of whom nothing is known, who counts in the conversation only
     */
    synchronized Word of(@Nullable String sender, String conversation, long now, Duration age) {
        long written = now - (age.isNegative() ? 0 : age.compareTo(OLDEST) > 0 ? OLDEST.toNanos() : age.toNanos());
        List<Long> of = sender == null ? new ArrayList<>() : log(people, sender, now);
        List<Long> in = log(conversations, conversation, now);
        boolean tooFast = full(of, written, OF_ONE_PERSON);
        if (!tooFast && !full(in, written, OF_ONE_CONVERSATION)) {
            of.add(place(of, written), written);
            in.add(place(in, written), written);
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

    private static List<Long> log(Map<String, List<Long>> logs, String key, long now) {
        if (logs.size() >= REMEMBERED) {
            logs.values().removeIf(log -> log.isEmpty() || now - log.get(log.size() - 1) > MINUTE + OLDEST.toNanos());
        }
        List<Long> log = logs.computeIfAbsent(key, any -> new ArrayList<>());
        log.removeIf(at -> now - at > MINUTE + OLDEST.toNanos());
        return log;
    }

    /** Whether {@code most} of {@code log} were written within one minute in which {@code written} was too. */
    private static boolean full(List<Long> log, long written, int most) {
        int place = place(log, written);
        for (int first = Math.max(0, place - most); first <= place && first + most <= log.size(); first++) {
            long begin = Math.min(written, log.get(first));
            long end = Math.max(written, log.get(first + most - 1));
            if (end - begin <= MINUTE) {
                return true;
            }
        }
        return false;
    }

    /** How many of {@code log} were written before {@code written} or at the same time. */
    private static int place(List<Long> log, long written) {
        int place = log.size();
        while (place > 0 && log.get(place - 1) - written > 0) {
            place--;
        }
        return place;
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
