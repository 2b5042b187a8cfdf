package dev.rollcall.chat;

import dev.rollcall.message.Language;
import dev.rollcall.message.ReplyContext;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One question with everything that is known about it before it is answered.
 *
 * @param message what was written
 * @param command what it asks for
 * @param asker who asks
 * @param place where
 * @param directory who belongs where
 * @param reply in what language and on which day it is answered
 * @param now when it was asked
 */
record Question(
        ChatMessage message,
        Command command,
        Asker asker,
        Place place,
        Directory directory,
        ReplyContext reply,
        Instant now) {

    Language language() {
        return reply.language();
    }

    LocalDate today() {
        return reply.today();
    }
}
