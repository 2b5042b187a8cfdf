package dev.rollcall.check;

import dev.rollcall.message.DigestContext.Lateness;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What digests of one roll call say besides who is absent.
 *
 * @param lateness what there is to say about being late; null where they are in time
 * @param known user ids of those of whom leads know where they are
 * @param heard ids of the departments in whose groups the app robot hears what is written
 */
record Circumstances(@Nullable Lateness lateness, Set<String> known, Set<Long> heard) {
    Circumstances {
        known = Set.copyOf(known);
        heard = Set.copyOf(heard);
    }
}
