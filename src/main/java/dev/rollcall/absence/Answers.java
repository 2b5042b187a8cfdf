package dev.rollcall.absence;

import java.util.Optional;

/**
 * The answers that a roll call has had before its process was killed, so that it is resumed and not begun again.
 *
 * <p>May forget: what is not recalled is asked. May do I/O; thread-safe; throws nothing for what cannot be looked up or
 * kept.
 */
public interface Answers {
    /** Remembers nothing. */
    Answers NONE = new Answers() {
        @Override
        public Optional<String> recall(String path, String question) {
            return Optional.empty();
        }

        @Override
        public void keep(String path, String question, String answer) {
            // Whatever is asked next is asked of DingTalk.
        }
    };

    /**
     * The answer that {@code path} gave to {@code question}; each is given at most once, so that asking again, in doubt
     * of an answer, asks DingTalk.
     *
     * @param question the body of the call, without token or signature
     */
    Optional<String> recall(String path, String question);

    /** Keeps a whole answer of {@code path} to {@code question}; one that replaces another is the one recalled. */
    void keep(String path, String question, String answer);
}
