package dev.rollcall.web;

import dev.rollcall.check.Preview;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Knows what cutoffs post. Thread-safe. */
public interface PreviewData {
    /** Who gets something posted, in the order of the configuration, the company's roll-up last. */
    List<Choice> choices();

    /**
     * What {@code cutoff} posts, today or else as it fired last; empty where it has not fired within a year. Returns at
     * once; reading from DingTalk takes seconds, and is done once however many ask.
     *
     * @param department one of {@link #choices}, with {@code cutoff} one of its own
     */
    CompletableFuture<Optional<Preview>> preview(long department, String cutoff);

    /**
     * A department, or the company.
     *
     * @param department DingTalk's {@code dept_id}; 0: the company's roll-up
     * @param name as far as it is known, else its number; the company has none; untrusted text
     * @param cutoffs names of its cutoffs; at least one
     */
    record Choice(long department, String name, List<String> cutoffs) {
        public Choice {
            cutoffs = List.copyOf(cutoffs);
        }
    }
}
