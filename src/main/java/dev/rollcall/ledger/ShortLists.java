package dev.rollcall.ledger;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** People in lists that are short enough to be the parameters of one statement. */
final class ShortLists {
    private static final int LONGEST = 500;

    private ShortLists() {}

    /** Does {@code work} with all of {@code people}, some at a time. */
    static void each(Collection<String> people, Consumer<List<String>> work) {
        List<String> all = List.copyOf(people);
        for (int from = 0; from < all.size(); from += LONGEST) {
            work.accept(all.subList(from, Math.min(all.size(), from + LONGEST)));
        }
    }
}
