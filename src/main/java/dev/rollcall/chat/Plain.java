package dev.rollcall.chat;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Text from outside in one form: what looks the same is the same. */
final class Plain {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private Plain() {}

    /**
     * {@code raw} in the form NFKC, without what cannot be seen, with single spaces, straight quotes and plain dashes; no
     * more than {@code longest} characters of it.
     */
    static String of(String raw, int longest) {
        StringBuilder seen = new StringBuilder();
        cut(raw.strip(), 4 * longest).codePoints().forEach(point -> append(seen, point));
        String one = Normalizer.normalize(seen, Normalizer.Form.NFKC);
        return cut(SPACES.matcher(one).replaceAll(" ").strip(), longest).strip();
    }

    /** {@code plain} for comparison: lower case, as many characters as before. */
    static String folded(String plain) {
        StringBuilder folded = new StringBuilder(plain);
        for (int i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, Character.toLowerCase(folded.charAt(i)));
        }
        return folded.toString();
    }

    static boolean han(int point) {
        return UnicodeScript.of(point) == UnicodeScript.HAN;
    }

    static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Plain::han);
    }

    /** A letter or a digit that is written in words with spaces between them. */
    static boolean spelled(char c) {
        return Character.isLetterOrDigit(c) && !han(c);
    }

    private static void append(StringBuilder seen, int point) {
        int type = Character.getType(point);
        if (Character.isWhitespace(point)) {
            seen.append(' ');
        } else if (type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && !invisible(point)) {
            seen.appendCodePoint(straight(point));
        }
    }

    /** Variation selectors, fillers and the grapheme joiner: marks and letters by type, but nothing to see. */
    private static boolean invisible(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF)
                || point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0;
    }

    private static int straight(int point) {
        return switch (point) {
            case '\u2018', '\u2019', '\u201B', '\u02BC', '\u2032', '\u00B4', '`', '\uFF07' -> '\'';
            case '\u201C', '\u201D', '\u201F', '\u2033', '\uFF02' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\uFE63', '\uFF0D' -> '-';
            default -> point;
        };
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean split = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, split ? longest - 1 : longest);
    }
}
