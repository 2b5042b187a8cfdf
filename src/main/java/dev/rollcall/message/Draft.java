package dev.rollcall.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message in the making: blocks of text, a title that is short enough, the keyword, the mentions. */
final class Draft {
    private static final int TITLE = 60;
    private static final int SHORTEST = 4;
    private static final Pattern TARGET = Pattern.compile("]\\([^)]*\\)");

    private final @Nullable String keyword;
    private final List<String> blocks = new ArrayList<>();
    private List<String> mentions = List.of();
    private String title = "";

    Draft(DigestStyle style) {
        this.keyword = style.keyword();
    }

    /** Sets the title that {@code wording} makes of {@code department}, which is cut until the title is short. */
    Draft title(String department, UnaryOperator<String> wording) {
        int limit = Markdown.LIMIT;
        do {
            title = withKeyword(wording.apply(Markdown.cap(department, limit)), " · ");
            limit--;
        } while (title.length() >= TITLE && limit >= SHORTEST);
        return this;
    }

    Draft block(String text) {
        if (!text.isEmpty()) {
            blocks.add(text);
        }
        return this;
    }

    Draft blocks(List<String> texts) {
        texts.forEach(this::block);
        return this;
    }

    /** Mentions {@code userIds}, each in the text as well, because the list alone notifies nobody. */
    Draft mention(List<String> userIds) {
        mentions = List.copyOf(userIds);
        return block(String.join(" ", userIds.stream().map(id -> "@" + id).toList()));
    }

    Message message() {
        return new Message(title, withKeyword(String.join("\n\n", blocks), "\n\n"), mentions);
    }

    /** The head line and, quoted under it, {@code lines}. */
    static String head(String head, List<String> lines) {
        return "#### " + head + "\n> " + String.join("  \n> ", lines);
    }

    private String withKeyword(String text, String separator) {
        boolean there = keyword == null
                || keyword.isEmpty()
                || TARGET.matcher(text).replaceAll("]").contains(keyword);
        return there ? text : text + separator + keyword;
    }
}
