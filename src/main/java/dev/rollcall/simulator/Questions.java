package dev.rollcall.simulator;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What people have asked, and whether the bot has said anything to it yet. An answer by its sessionWebhook belongs to one
 * question; one by the OpenAPI names none and counts for the oldest that it could belong to. Safe for use by many threads.
 */
final class Questions {
    private final Map<String, Question> open = new LinkedHashMap<>();
    private final Set<String> answered = new HashSet<>();

    synchronized void ask(Question question) {
        open.put(question.msgId(), question);
    }

    synchronized boolean isAnswered(@Nullable String msgId) {
        return answered.contains(msgId);
    }

    synchronized void answer(String msgId) {
        if (open.remove(msgId) != null) {
            answered.add(msgId);
        }
    }

    void answerIn(Conversation where) {
        answerOldest(question -> question.where().equals(where));
    }

    void answerTo(String userId) {
        answerOldest(question -> Objects.equals(question.asker().userId(), userId));
    }

    synchronized void clear() {
        open.clear();
        answered.clear();
    }

    private synchronized void answerOldest(Predicate<Question> meant) {
        open.values().stream().filter(meant).findFirst().ifPresent(question -> answer(question.msgId()));
    }
}
