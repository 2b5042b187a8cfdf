package dev.rollcall.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why did a digest not arrive? In words, for who reads the board, as HR's roll-up has them. Immutable. */
public final class FailureWords {
    private final Wording wording;

    private FailureWords(Wording wording) {
        this.wording = wording;
    }

    /** Those of {@code language}. */
    public static FailureWords in(Language language) {
        return new FailureWords(Wording.in(language));
    }

    /**
     * What {@code reason} means.
     *
     * @param reason as of {@link FailedDelivery}; one without words of its own is "refused"
     * @param code DingTalk's errcode, digits; null where there is none
     */
    public String of(String reason, @Nullable String code) {
        List<String> why = new ArrayList<>();
        why.add(why(wording, reason));
        if (code != null) {
            why.add(code);
        }
        return wording.clauses(why);
    }

    static String why(Wording wording, String reason) {
        String key = "failed." + reason;
        return wording.say(wording.has(key) ? key : "failed.REFUSED");
    }
}
