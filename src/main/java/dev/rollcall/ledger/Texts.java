package dev.rollcall.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts as columns hold them. */
final class Texts {
    private Texts() {}

    /** {@code text} in at most {@code most} characters, never half of one. */
    static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** {@code ids}, one a line. */
    static String lines(Collection<String> ids) {
        return String.join("\n", ids);
    }

    /** The other way round. */
    static List<String> list(String lines) {
        return lines.isEmpty() ? List.of() : Arrays.asList(lines.split("\n", -1));
    }
}
