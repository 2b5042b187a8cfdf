package dev.rollcall.absence;

import java.util.Optional;

/**
 * What an earlier process had been answered in the same roll call before it was killed: so that the next one goes on
 * instead of beginning again. Thread-safe.
 */
public interface Answers {
    /** Nothing was answered before, and nothing is kept. */
    Answers NONE = new Answers() {
        @Override
        public Optional<String> recall(String path, String question) {
            return Optional.empty();
        }

        @Override
        public void keep(String path, String question, String answer) {
            // There is nobody to go on after this process.
        }
    };

    /** The answer of {@code path} to {@code question}, at most once each; empty where it is to be asked for. */
    Optional<String> recall(String path, String question);

    /** Keeps {@code answer}, which was whole. */
    void keep(String path, String question, String answer);
}
