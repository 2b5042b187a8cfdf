package dev.rollcall.chat;

import dev.rollcall.absence.AttendanceSource;
import dev.rollcall.message.Language;
import dev.rollcall.message.Notice;
import dev.rollcall.message.ReplyContext;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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

    /**
     * Why nothing can be said of the days that are asked about: they are still to come, there are no such days, or DingTalk
     * no longer has them; null where something can.
     */
    @Nullable
    Notice noSuchDays() {
        When when = command.when();
        LocalDate earliest = AttendanceSource.earliest(today());
        if (when instanceof When.Future future) {
            return Notice.future(future.first());
        }
        if (when instanceof When.Impossible) {
            return Notice.noSuchDate();
        }
        if (when instanceof When.Day day && day.day().isBefore(earliest)) {
            return Notice.nothingKept(day.day(), earliest);
        }
        return when instanceof When.Span span && span.last().isBefore(earliest)
                ? Notice.nothingKept(span.first(), earliest)
                : null;
    }
}
