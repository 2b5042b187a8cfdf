package dev.rollcall.ledger;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One slot as it stands in the ledger.
 *
 * @param asOf the instant of the cutoff
 * @param until until when it is worth posting: {@code asOf} plus {@code max_late}
 * @param state what has become of it; of a claimed one, what it was before
 * @param rolled whether a roll call of it is kept
 * @param tries roll calls of it that gave no list
 * @param late whether its digest left late
 * @param held whether its names are held back by the spike guard
 * @param reason why it failed, a word; null otherwise
 * @param words the same in words; null otherwise
 * @param sentAt when its message was taken; null before that
 * @param correctAt when those whom it named are read again; null: never, or done
 * @param resend how often somebody asked for its digest once more
 * @param name the department's name when it was last read; empty before that; untrusted text
 */
public record Slot(
        SlotKey key,
        Instant asOf,
        Instant until,
        SlotState state,
        boolean rolled,
        int tries,
        boolean late,
        boolean held,
        @Nullable String reason,
        @Nullable String words,
        @Nullable Instant sentAt,
        @Nullable Instant correctAt,
        int resend,
        String name) {
    private static final Pattern CODE = Pattern.compile("errcode (\\d+)");

    /** DingTalk's code of why it failed, digits; null where the words have none. */
    public @Nullable String code() {
        Matcher code = CODE.matcher(words == null ? "" : words);
        return code.find() ? code.group(1) : null;
    }
}
