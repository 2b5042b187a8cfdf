package dev.rollcall.chat;

import dev.rollcall.message.Message;

/**
 * What the bot answers.
 *
 * @param audience who may read it
 * @param outcome what came of the command, a word: answered or refused
 */
public record Reply(Audience audience, Message message, String outcome) {
    /** An answer to what was asked. */
    public Reply(Audience audience, Message message) {
        this(audience, message, "answered");
    }

    /** That there is no answer, and why. */
    static Reply refused(Message message) {
        return new Reply(Audience.ANYBODY, message, "refused");
    }

    /** Who may read an answer. */
    public enum Audience {
        /** Whoever: it tells nothing about anybody. */
        ANYBODY,
        /** Whoever reads the conversation in which was asked, which has to be certain that it is that one. */
        CONVERSATION,
        /** The employee whom the question claims to come from, in a private message, never where it was asked. */
        PERSON
    }
}
