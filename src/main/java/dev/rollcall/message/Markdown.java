package dev.rollcall.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes text from outside inert, so that a name is only ever a name.
 *
 * <p>DingTalk documents no escape for its markdown, so a character that could mean something there becomes its
 * full-width twin, which looks alike and means nothing: no name can make a link, an image, a heading, emphasis, code,
 * HTML or a mention. Stateless.
 */
public final class Markdown {
    /** The most code points that a name may take, the closing ellipsis included. */
    static final int LIMIT = 40;

    private static final String SPECIAL = "[]()<>{}*_#@!`|~\\&$^";
    private static final int TWIN = '\uFF01' - '!';
    private static final Pattern SCHEME = Pattern.compile("://");
    private static final Pattern DOMAIN_DOT = Pattern.compile("(?<=[\\p{L}\\p{N}])\\.(?=[\\p{L}\\p{N}])");
    private static final Pattern LIST_NUMBER = Pattern.compile("^(\\d+)\\.");

    private Markdown() {}

    /** {@code untrusted} on one line, without a character that means anything, at most {@link #LIMIT} code points;
     * empty when nothing visible is left. */
    public static String text(String untrusted) {
        return text(untrusted, LIMIT);
    }

    /** {@link #text(String)} of a sentence, which may be longer than a name: at most {@code limit} code points. */
    static String text(String untrusted, int limit) {
        String inert = DOMAIN_DOT.matcher(visible(untrusted, limit)).replaceAll("\uFF0E");
        inert = SCHEME.matcher(inert).replaceAll("\uFF1A\uFF0F\uFF0F");
        inert = LIST_NUMBER.matcher(inert).replaceFirst("$1\uFF0E");
        if (!inert.isEmpty() && "-+=".indexOf(inert.charAt(0)) >= 0) {
            inert = (char) (inert.charAt(0) + TWIN) + inert.substring(1);
        }
        return cap(inert, limit);
    }

    /** {@link #text(String)}, or the inert form of {@code fallback} when nothing visible is left. */
    static String text(String untrusted, String fallback) {
        String text = text(untrusted);
        return text.isEmpty() ? text(fallback) : text;
    }

    /** The first code points of {@code text}, at most {@code limit} of them, the last an ellipsis where it was cut. */
    static String cap(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit - 1)).stripTrailing() + "…";
    }

    /** A link; {@code label} is ours, {@code url} cannot end it early. */
    static String link(String label, String url) {
        String target = url.replace("(", "%28").replace(")", "%29").replace("<", "%3C");
        return "[" + label + "](" + target.replace(">", "%3E").replace(" ", "%20") + ")";
    }

    /** A link that writes {@code command} to the robot, in the name of whoever touches it; {@code label} is inert. */
    static String sending(String label, String command) {
        String encoded = URLEncoder.encode(command, StandardCharsets.UTF_8).replace("+", "%20");
        return link(label, "dtmd://dingtalkclient/sendMessage?content=" + encoded);
    }

    /** What can be seen of {@code raw}, with single spaces; stops soon after the limit, however long it is. */
    private static String visible(String raw, int limit) {
        StringBuilder out = new StringBuilder();
        int kept = 0;
        boolean space = false;
        for (int i = 0; i < raw.length() && kept <= limit + 2; i += Character.charCount(raw.codePointAt(i))) {
            int point = raw.codePointAt(i);
            if (isSpace(point)) {
                space = kept > 0;
            } else if (!isHidden(point)) {
                out.append(space ? " " : "").appendCodePoint(twin(point));
                kept += space ? 2 : 1;
                space = false;
            }
        }
        return out.toString();
    }

    private static int twin(int point) {
        if (point == '\uFE6B') {
            return '\uFF20';
        }
        return SPECIAL.indexOf(point) >= 0 ? point + TWIN : point;
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85 || point == 0x2800;
    }

    /** Control, bidi, zero-width and filler characters, lone surrogates, variation selectors, noncharacters. */
    private static boolean isHidden(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || isFiller(point)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0000 && point <= 0xE0FFF)
                || (point >= 0xFDD0 && point <= 0xFDEF)
                || (point & 0xFFFE) == 0xFFFE;
    }

    private static boolean isFiller(int point) {
        return switch (point) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }
}
