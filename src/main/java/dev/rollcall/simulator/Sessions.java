package dev.rollcall.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessionWebhooks of the questions: each good for 90 minutes (reference 2.2). Safe for use by many threads. */
final class Sessions {
    static final Duration LIFE = Duration.ofMinutes(90);
    private final Clock clock;
    private final Map<String, Question> questions = new LinkedHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    synchronized void open(Question question) {
        questions.put(question.session(), question);
    }

    /** The question of a session; null when there is no such session, or no longer. */
    synchronized @Nullable Question find(String session) {
        questions.values().removeIf(this::isOver);
        return questions.get(session);
    }

    synchronized void clear() {
        questions.clear();
    }

    private boolean isOver(Question question) {
        return clock.instant().isAfter(question.at().plus(LIFE));
    }
}
