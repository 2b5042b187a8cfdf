package dev.rollcall.chat;

import dev.rollcall.chat.ChatMessage.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was asked within the last ten seconds: the same command of the same person in the same place is the same
 * question, and is answered once. After a command that may change something every question is a new one, because its
 * answer may be another. Thread-safe; each process knows its own.
 */
final class Lately {
    private static final long SAME = Duration.ofSeconds(10).toNanos();
    private static final int REMEMBERED = 5000;

    private final Map<Asked, Before> asked = new LinkedHashMap<>();

    /** Whether {@code message}, which says {@code command} at {@code now} in nanoseconds, was asked in another just before. */
    synchronized boolean again(ChatMessage message, Command command, long now) {
        asked.values().removeIf(before -> now - before.at() > SAME);
        String sender = message.sender();
        if (sender == null || asked.size() >= REMEMBERED) {
            return false;
        }
        boolean order = command.intent().recorded();
        // What is not understood, or not wholly, is only the same where it was typed the same.
        String typed =
                order || command.intent() == Intent.UNKNOWN ? message.text().strip() : "";
        Asked key = new Asked(sender, message.conversation(), message.kind(), command, typed);
        if (order) {
            asked.keySet().removeIf(other -> !other.equals(key));
        }
        Before before = asked.putIfAbsent(key, new Before(message.id(), now));
        return before != null && !before.id().equals(message.id());
    }

    /** {@code message} was not answered, or told only that it failed: the same may be asked at once. */
    synchronized void forget(ChatMessage message) {
        asked.values().removeIf(before -> before.id().equals(message.id()));
    }

    /** Who asked what where. */
    private record Asked(String sender, String conversation, Kind kind, Command command, String typed) {}

    /** Which message asked something, and when. */
    private record Before(String id, long at) {}
}
