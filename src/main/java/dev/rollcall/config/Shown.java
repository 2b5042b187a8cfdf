package dev.rollcall.config;

import java.util.Collection;

/** Texts of the file as a fault may print them: on one line, short, without control characters. */
final class Shown {
    private static final int LONGEST = 40;

    private Shown() {}

    private static String key(String key) {
        return key.isBlank() ? "\"\"" : clip(key).replace(' ', '_');
    }

    /** The path of {@code key} under {@code path}. */
    static String below(String path, String key) {
        return path.isEmpty() ? key(key) : path + "." + key(key);
    }

    /** A value of the file, in quotes. */
    static String value(String text) {
        return '"' + clip(text) + '"';
    }

    /** "a, b or c". */
    static String either(Collection<String> words) {
        String all = String.join(", ", words);
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

    private static String clip(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ");
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
