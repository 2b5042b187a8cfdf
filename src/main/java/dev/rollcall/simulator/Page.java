package dev.rollcall.simulator;

import java.util.List;

/** A part of a list, and whether there is more. */
record Page<T>(List<T> rows, boolean hasMore) {

    static <T> Page<T> of(List<T> all, long offset, int size, Request request) {
        return switch (request.paging()) {
            case EMPTY_PAGES -> new Page<>(List.of(), true);
            case SAME_PAGE -> new Page<>(all.subList(0, Math.min(size, all.size())), true);
            case NORMAL -> cut(all, offset, size, request.settings().hasMoreOnFullLastPage());
        };
    }

    private static <T> Page<T> cut(List<T> all, long offset, int size, boolean moreWhenFull) {
        if (offset < 0) {
            throw Refusal.of(40068, "不合法的偏移量");
        }
        int from = (int) Math.min(offset, all.size());
        int to = Math.min(all.size(), from + size);
        boolean full = to - from == size;
        return new Page<>(all.subList(from, to), to < all.size() || (full && moreWhenFull));
    }
}
