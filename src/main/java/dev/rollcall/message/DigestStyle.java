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
 * @param plain nothing but the keyword comes from outside: numbers alone, departments by their number, no link
 */
public record DigestStyle(
        Language language,
        Show show,
        Mention mention,
        List<String> leads,
        WhenAllPresent whenAllPresent,
        @Nullable String keyword,
        boolean plain) {
    public DigestStyle {
        leads = List.copyOf(leads);
        show = plain ? Show.COUNTS : show;
    }

    /** As the configuration has it, not plain. */
    public DigestStyle(
            Language language,
            Show show,
            Mention mention,
            List<String> leads,
            WhenAllPresent whenAllPresent,
            @Nullable String keyword) {
        this(language, show, mention, leads, whenAllPresent, keyword, false);
    }

    /**
     * The same in plain numbers: what is left to say where DingTalk refuses what a message says (430101 to 430104).
     *
     * <p>DingTalk does not tell which word it was, and there is one more try: so sub-departments are left out, the
     * department is called by its number, and there is no link, which 430101 may be about.
     */
    public DigestStyle countsOnly() {
        return new DigestStyle(language, Show.COUNTS, mention, leads, whenAllPresent, keyword, true);
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
