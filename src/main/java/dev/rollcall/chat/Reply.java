package dev.rollcall.chat;

import dev.rollcall.message.Message;

/**
 * What the bot answers.
 *
 * @param audience who may read it
 */
public record Reply(Audience audience, Message message) {
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
