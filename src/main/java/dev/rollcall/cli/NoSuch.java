package dev.rollcall.cli;

import dev.rollcall.config.Nearest;
import java.util.Collection;

/** The refusal of a name that nothing has, in one line: with the nearest one, and with all that there are. */
final class NoSuch {
    private NoSuch() {}

    /**
     * @param option where {@code wanted} was given
     * @param kind what there is none of
     * @param names everything that could have been meant
     * @param all the same as it is told
     */
    static UsageException of(
            String option, String wanted, String kind, Collection<String> names, Collection<String> all) {
        String near = Nearest.hint(wanted, names);
        String there = (near.isEmpty() ? "; there are: " : " There are: ") + String.join(", ", all);
        return new UsageException(
                option + " " + wanted + ": no such " + kind + near + (all.isEmpty() ? "; there is none" : there));
    }

    /** The same where all are told as they could be meant. */
    static UsageException of(String option, String wanted, String kind, Collection<String> names) {
        return of(option, wanted, kind, names, names);
    }
}
