package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

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
        Rows rows = new Rows(path, key);
        long position = 0;
        while (true) {
            Page page = source.at(position);
            if (rows.addLast(page, position)) {
                return rows.all;
            }
            position = page.next();
        }
    }

    /**
     * The same where each page is {@code step} further on than the one before: after the first, all that there were
     * {@code before}; where that is not known or there are more, twice as many at once as have been read, but no more than are
     * {@code expected}. What follows the last page counts for nothing.
     *
     * @param before how many pages there were when such a list was read before; 0 where that is not known
     * @param most how many at once at most
     * @param expected how many pages there may be, as far as the rows so far tell
     */
    static List<JsonNode> readAhead(
            String path,
            int step,
            int before,
            int most,
            ToIntFunction<List<JsonNode>> expected,
            Source source,
            Function<JsonNode, String> key,
            SideBySide lanes)
            throws SourceException {
        Rows rows = new Rows(path, key);
        int done = 0;
        for (int wave = 1; ; wave = Math.min(most, next(before, expected.applyAsInt(rows.all), done))) {
            Map<Long, Read> read = new ConcurrentHashMap<>();
            List<Long> positions = LongStream.range(done, done + wave)
                    .mapToObj(page -> page * step)
                    .toList();
            lanes.each(positions, position -> read.put(position, Read.of(source, position)));
            for (long position : positions) {
                if (rows.addLast(Objects.requireNonNull(read.get(position)).page(), position)) {
                    return rows.all;
                }
            }
            done += wave;
        }
    }

    private static int next(int before, int expected, int done) {
        return Math.max(1, Math.max(before - done, Math.min(2 * done, expected - done)));
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

    /** What has been read, each row once. */
    private static final class Rows {
        private final String path;
        private final Function<JsonNode, String> key;
        private final List<JsonNode> all = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private int pages;

        private Rows(String path, Function<JsonNode, String> key) {
            this.path = path;
            this.key = key;
        }

        /** Adds the page at {@code position}; whether it is the last one. */
        private boolean addLast(Page page, long position) throws SourceException {
            int before = all.size();
            for (JsonNode row : page.rows()) {
                if (seen.add(key.apply(row))) {
                    all.add(row);
                }
            }
            pages++;
            if (page.more() && (all.size() == before || page.next() <= position || pages == MOST_PAGES)) {
                throw endless(path);
            }
            return !page.more();
        }
    }

    /** A page that was read on another thread, or why it could not be. */
    private record Read(@Nullable Page read, @Nullable SourceException failure) {
        static Read of(Source source, long position) {
            try {
                return new Read(source.at(position), null);
            } catch (SourceException e) {
                return new Read(null, e);
            }
        }

        Page page() throws SourceException {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(read);
        }
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
