package dev.rollcall.message;

import java.util.List;
import java.util.regex.Pattern;

/** Pieces of {@link Notice}s that are more than a text with places. */
final class NoticeParts {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+/]{0,120}={0,2}");

    private static final int PROBLEMS = 5;

    private NoticeParts() {}

    /** DingTalk's ids are letters, digits and signs that mean nothing, and have to stay what they are. */
    static String conversation(String id) {
        return ID.matcher(id).matches() ? id : Markdown.text(id, Phrases.SENTENCE);
    }

    static String share(long used, long limit) {
        return limit == 0 ? Long.toString(used) : used + " / " + limit;
    }

    static String bullets(List<String> problems) {
        StringBuilder lines = new StringBuilder();
        problems.stream()
                .limit(PROBLEMS)
                .forEach(one ->
                        lines.append(lines.isEmpty() ? "\n\n- " : "\n- ").append(Markdown.text(one, Phrases.SENTENCE)));
        return problems.size() > PROBLEMS ? lines + "\n- …" : lines.toString();
    }
}
