package dev.rollcall.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one department wants its digests.
 *
 * @param language the language of the text
 * @param show whether names are printed or numbers alone
 * @param mention who is mentioned; ignored where {@code show} is counts
 * @param leads user ids of the leads, for {@code Mention.LEAD}; empty: the managers that the roll call knows
 * @param whenAllPresent what is posted when nobody is absent
 * @param keyword a word that every message must contain; null or empty: none
 */
public record DigestStyle(
        Language language,
        Show show,
        Mention mention,
        List<String> leads,
        WhenAllPresent whenAllPresent,
        @Nullable String keyword) {
    public DigestStyle {
        leads = List.copyOf(leads);
    }

    /** The same without names: what is left to say where DingTalk refuses what the digest says. */
    public DigestStyle countsOnly() {
        return new DigestStyle(language, Show.COUNTS, mention, leads, whenAllPresent, keyword);
    }

    /** Whether a digest prints names. */
    public enum Show {
        NAMES,
        COUNTS
    }

    /** Who is mentioned in a digest. */
    public enum Mention {
        NONE,
        LEAD,
        ABSENTEES
    }

    /** What is posted when everybody due is in. */
    public enum WhenAllPresent {
        BRIEF,
        SKIP
    }
}
