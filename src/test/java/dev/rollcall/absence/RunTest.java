package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run hands through to whoever asks DingTalk. */
class RunTest {
    private static final Deadline MINUTE = Deadline.in(Duration.ofMinutes(1), Waiting.real());

    @Test
    void aRunThatGoesOnHandsOnWhatHadBeenAnswered() {
        List<String> kept = new ArrayList<>();
        Answers answers = new Answers() {
            @Override
            public Optional<String> recall(String path, String question) {
                return Optional.of(path + question);
            }

            @Override
            public void keep(String path, String question, String answer) {
                kept.add(path + question + answer);
            }
        };
        Run run = new Run(MINUTE, calls -> {}, answers);

        run.answers().keep("/path", "?", "!");

        assertThat(run.answers().recall("/path", "?")).hasValue("/path?");
        assertThat(kept).containsExactly("/path?!");
    }

    @Test
    void aRunThatBeginsAtTheBeginningRecallsNothing() {
        for (Run run : List.of(new Run(MINUTE), new Run(MINUTE, calls -> {}))) {
            run.answers().keep("/path", "?", "!");

            assertThat(run.answers().recall("/path", "?")).isEmpty();
        }
    }
}
