package dev.rollcall.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts as JSON (RFC 8259), on one line. Pure. */
final class JsonText {
    private JsonText() {}

    /** An object of texts, in their order. */
    static String object(Map<String, @Nullable String> fields) {
        StringBuilder json = new StringBuilder(256).append('{');
        fields.forEach((name, value) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            append(json, name);
            json.append(':');
            append(json, String.valueOf(value));
        });
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, String text) {
        json.append('"');
        for (int index = 0; index < text.length(); index++) {
            char one = text.charAt(index);
            if (one == '"' || one == '\\') {
                json.append('\\').append(one);
            } else if (Character.isISOControl(one) || one == '\u2028' || one == '\u2029' || alone(text, index)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) one));
            } else {
                json.append(one);
            }
        }
        json.append('"');
    }

    /** Half of a character, which UTF-8 has no bytes for. */
    private static boolean alone(String text, int index) {
        char one = text.charAt(index);
        if (Character.isHighSurrogate(one)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(one) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
