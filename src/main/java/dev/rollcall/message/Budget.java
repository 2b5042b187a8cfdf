package dev.rollcall.message;

import java.nio.charset.StandardCharsets;

/**
 * Whether a message is small enough: DingTalk refuses a body of more than 20,000 bytes, people read less.
 *
 * <p>The body is counted as JSON in raw UTF-8, with everything that a robot's webhook takes around the text. Characters
 * beyond the basic plane (emoji, rare names) count as two escapes, because JSON writers escape them by default.
 */
final class Budget {
    static final int BYTES = 18_000;
    static final int CHARACTERS = 3_500;
    private static final int ESCAPED = 12;
    private static final int RAW = 4;
    private static final String AROUND = "{\"msgtype\":\"markdown\",\"markdown\":{\"title\":\"\",\"text\":\"\"},"
            + "\"at\":{\"atUserIds\":[],\"isAtAll\":false},\"msgUuid\":\"00000000-0000-0000-0000-000000000000\"}";

    private Budget() {}

    static boolean fits(Message message) {
        return message.text().length() <= CHARACTERS && bytes(message) <= BYTES;
    }

    /** The size of the body of {@code message} in bytes. */
    static int bytes(Message message) {
        int mentions =
                message.mentions().stream().mapToInt(id -> quoted(id) + 3).sum();
        return AROUND.length() + quoted(message.title()) + quoted(message.text()) + mentions;
    }

    private static int quoted(String text) {
        int escapes = (int) text.chars()
                .filter(c -> c == '"' || c == '\\' || c == '\n' || c == '\t')
                .count();
        int rare = text.length() - text.codePointCount(0, text.length());
        return text.getBytes(StandardCharsets.UTF_8).length + escapes + rare * (ESCAPED - RAW);
    }
}
