package dev.rollcall.simulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator has set up for the app at DingTalk, and may have got wrong. Immutable; each method gives a changed
 * copy of {@link #right}.
 *
 * @param withheld permission points that the app has not, such as {@code qyapi_base} (reference 8)
 * @param hidden departments that are not in the app's contact scope, nor is what lies below them
 * @param unlisted the address from which the app calls and which is not on its white list; null: it is
 * @param zeroRefused whether {@code op_user_id} 0 is no operator, as in some organisations
 * @param abroad whether the organisation is one of those overseas, or not verified, whose results are always empty
 *     (reference 8)
 */
public record AppSetup(
        Set<String> withheld, Set<Long> hidden, @Nullable String unlisted, boolean zeroRefused, boolean abroad) {
    public AppSetup {
        withheld = Set.copyOf(withheld);
        hidden = Set.copyOf(hidden);
    }

    /** Nothing is wrong. */
    public static AppSetup right() {
        return new AppSetup(Set.of(), Set.of(), null, false, false);
    }

    public AppSetup withholding(String... points) {
        return new AppSetup(Set.of(points), hidden, unlisted, zeroRefused, abroad);
    }

    public AppSetup hiding(Long... departments) {
        return new AppSetup(withheld, Set.of(departments), unlisted, zeroRefused, abroad);
    }

    public AppSetup callingFrom(String address) {
        return new AppSetup(withheld, hidden, address, zeroRefused, abroad);
    }

    public AppSetup refusingZero() {
        return new AppSetup(withheld, hidden, unlisted, true, abroad);
    }

    public AppSetup movedAbroad() {
        return new AppSetup(withheld, hidden, unlisted, zeroRefused, true);
    }
}
