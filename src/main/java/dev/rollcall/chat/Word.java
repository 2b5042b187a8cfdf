package dev.rollcall.chat;

import dev.rollcall.message.Language;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a message can mean.
 *
 * @param kind what it is good for
 * @param language null where it is of no language, like 09:40
 * @param intent with {@link Kind#INTENT}, {@link Kind#HEAD} and {@link Kind#TAIL}, else null
 * @param pair what a head and a tail that belong together have in common; else empty
 * @param asked with {@link Kind#WHEN} and {@link Kind#SHORT_WHEN}, else null
 * @param time with {@link Kind#TIME}, else null
 * @param apart whether it means that only where spaces or the ends stand around it
 */
record Word(
        Kind kind,
        @Nullable Language language,
        @Nullable Intent intent,
        String pair,
        @Nullable Asked asked,
        @Nullable LocalTime time,
        boolean apart) {
    /** What a word is good for. */
    enum Kind {
        /** It says what is asked, alone. */
        INTENT,
        /** It says so together with a tail that comes later. */
        HEAD,
        TAIL,
        /** A day or days. */
        WHEN,
        /** A day so short that it could be a name. */
        SHORT_WHEN,
        /** A time of day. */
        TIME,
        OWN,
        COMPANY,
        /** What comes next is a department. */
        IN,
        /** Whoever writes. */
        SELF,
        /** What comes next is when something ends. */
        UNTIL,
        /** What the names of departments end with. */
        UNIT,
        /** Between a department and a person in it. */
        OF,
        /** Courtesy. */
        FILLER,
        /** Grammar; some of it could be a name. */
        LINK,
        /** No name has such a part. */
        NOT_NAME
    }

    static Word of(Kind kind, Language language) {
        return new Word(kind, language, null, "", null, null, false);
    }

    static Word of(Intent intent, Language language) {
        return new Word(Kind.INTENT, language, intent, "", null, null, false);
    }

    static Word of(Kind part, Intent intent, Language language, String pair) {
        return new Word(part, language, intent, pair, null, null, false);
    }

    static Word of(Kind kind, Asked asked) {
        return new Word(kind, null, null, "", asked, null, false);
    }

    static Word of(LocalTime time) {
        return new Word(Kind.TIME, null, null, "", null, time, false);
    }

    Word standingApart() {
        return new Word(kind, language, intent, pair, asked, time, true);
    }
}
