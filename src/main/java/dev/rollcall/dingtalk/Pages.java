package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads all pages of a list, each row once, and always comes to an end.
 *
 * <p>A list counts only when it is whole: a page that fails, that repeats what was there, or that brings nothing
 * although it promises more ends the reading with an exception. An empty last page is no fault: DingTalk may promise
 * more on a last page that is exactly full.
 */
final class Pages {
    private static final int MOST_PAGES = 1000;

    private Pages() {}

    /**
     * Reads from page one on.
     *
     * @param path for the words of a failure
     * @param key what makes a row the same as another; rows seen already are skipped
     */
    static List<JsonNode> read(String path, Source source, Function<JsonNode, String> key) throws SourceException {
        List<JsonNode> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long position = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            Page read = source.at(position);
            int before = rows.size();
            for (JsonNode row : read.rows()) {
                if (seen.add(key.apply(row))) {
                    rows.add(row);
                }
            }
            if (!read.more()) {
                return rows;
            }
            if (rows.size() == before || read.next() <= position) {
                throw endless(path);
            }
            position = read.next();
        }
        throw endless(path);
    }

    /**
     * The rows of {@code answer}: an answer that neither has the list {@code name} nor says whether there is more says
     * nothing at all.
     */
    static JsonNode rows(String path, JsonNode answer, String name) throws SourceException {
        JsonNode rows = answer.path(name);
        if (!rows.isArray() && !answer.has("has_more") && !answer.has("hasMore")) {
            throw new SourceException(Reason.IMPLAUSIBLE, true, "Cannot read " + path + ": the answer says nothing");
        }
        return rows;
    }

    private static SourceException endless(String path) {
        return new SourceException(
                Reason.IMPLAUSIBLE, true, "Cannot read " + path + ": its pages repeat or never end; counted as unread");
    }

    /** Where a page comes from. */
    interface Source {
        Page at(long position) throws SourceException;
    }

    /**
     * One page.
     *
     * @param next the position of the next page
     */
    record Page(Iterable<JsonNode> rows, boolean more, long next) {}
}
