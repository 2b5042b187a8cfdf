package dev.rollcall.chat;

import java.time.Duration;

/** Is told of each message that was answered, or could not be. Called by many threads; must neither block nor throw. */
public interface AnswerWatch {
    /**
     * Notes what became of one message.
     *
     * @param outcome a word of a few: answered, refused, failed, too_fast, too_many
     * @param took from its coming to the end of the last attempt at answering it
     */
    void answered(Intent intent, String outcome, Duration took);
}
