package dev.rollcall.check;

import dev.rollcall.absence.Answers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What DingTalk answered in one run, for another run right after it that walks through the same contacts. In memory;
 * thread-safe.
 */
final class SameNight implements Answers {
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    /** Nothing: the run whose answers are kept asks. */
    @Override
    public Optional<String> recall(String path, String question) {
        return Optional.empty();
    }

    @Override
    public void keep(String path, String question, String answer) {
        kept.put(key(path, question), answer);
    }

    /** For the other run: gives each answer once. */
    Answers again() {
        return new Answers() {
            @Override
            public Optional<String> recall(String path, String question) {
                return Optional.ofNullable(kept.remove(key(path, question)));
            }

            @Override
            public void keep(String path, String question, String answer) {
                // Nobody walks there once more.
            }
        };
    }

    private static String key(String path, String question) {
        return path + " " + question;
    }
}
