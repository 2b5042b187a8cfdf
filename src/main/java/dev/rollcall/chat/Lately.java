package dev.rollcall.chat;

import dev.rollcall.chat.ChatMessage.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked within ten seconds: the same command of the same person in the same place is the same question, and is
 * answered once. What counts is when it was written, because what was held up on its way comes all at once. After a
 * command that may change something every question is a new one, because its answer may be another. Thread-safe; each
 * process knows its own.
 */
final class Lately {
    private static final long SAME = Duration.ofSeconds(10).toNanos();

    /** DingTalk brings nothing that is older. */
    private static final long OLDEST = Duration.ofMinutes(10).toNanos();

    private static final int REMEMBERED = 5000;

    private final Map<Asked, Before> asked = new LinkedHashMap<>();

    /**
     * The id of the other message in which the same was asked within ten seconds; null where none was.
     *
     * @param command what {@code message} says
     * @param now in nanoseconds of whatever origin
     * @param age how long before {@code now} it was written
     */
    synchronized @Nullable String same(ChatMessage message, Command command, long now, Duration age) {
        asked.values().removeIf(before -> now - before.takenAt() > OLDEST);
        String sender = message.sender();
        if (sender == null || asked.size() >= REMEMBERED) {
            return null;
        }
        boolean order = command.intent().recorded();
        // What is not understood, or not wholly, is only the same where it was typed the same.
        String typed =
                order || command.intent() == Intent.UNKNOWN ? message.text().strip() : "";
        Asked key = new Asked(sender, message.conversation(), message.kind(), command, typed);
        if (order) {
            asked.keySet().removeIf(other -> !other.equals(key));
        }
        Before own = new Before(message.id(), now, now - age.toNanos());
        Before before = asked.get(key);
        if (before == null || Math.abs(own.writtenAt() - before.writtenAt()) > SAME) {
            asked.put(key, own);
            return null;
        }
        return before.id().equals(message.id()) ? null : before.id();
    }

    /** {@code message} was not answered, or told only that it failed or came too fast: the same may be asked at once. */
    synchronized void forget(ChatMessage message) {
        asked.values().removeIf(before -> before.id().equals(message.id()));
    }

    /** What {@code order} asked for has been done: what was answered before may have another answer. */
    synchronized void done(ChatMessage order) {
        asked.values().removeIf(before -> !before.id().equals(order.id()));
    }

    /** Who asked what where. */
    private record Asked(String sender, String conversation, Kind kind, Command command, String typed) {}

    /** Which message asked something, and when it came and was written. */
    private record Before(String id, long takenAt, long writtenAt) {}
}
