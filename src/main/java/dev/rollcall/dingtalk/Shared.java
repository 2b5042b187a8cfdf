package dev.rollcall.dingtalk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of one organisation have together: DingTalk counts their calls as one.
 *
 * @param turns whose turn it is to call
 * @param calls what is left of the month's calls
 */
public record Shared(Turns turns, Allowance calls) {
    /** One process, which has everything for itself. */
    public static Shared alone() {
        return new Shared(Turns.NONE, Allowance.UNLIMITED);
    }

    /** Hands out turns, one after the other, to whichever process asks. Does I/O; thread-safe. */
    public interface Turns {
        /** There is no other process, and this one's own limit is enough. */
        Turns NONE = (path, calls, apart) -> Duration.ZERO;

        /**
         * Reserves {@code calls} turns at {@code path}, {@code apart} from each other, after all turns given before.
         *
         * @return how long from now the first of them is; never negative
         * @throws RuntimeException if the turns cannot be read: it is asked again a little later
         */
        Duration reserve(String path, int calls, Duration apart);
    }

    /** What may still be sent this month. Does I/O; thread-safe. */
    public interface Allowance {
        /** Nobody counts. */
        Allowance UNLIMITED = () -> true;

        /**
         * Takes one from what is left; whether there was one.
         *
         * @throws RuntimeException if the count cannot be read: it is asked again a little later
         */
        boolean take();

        /** DingTalk has said that there is nothing left (90020): from now on nothing is taken. */
        default void refused() {}

        /** Whether that is why nothing is taken. */
        default boolean isRefused() {
            return false;
        }

        /** Why {@code extra} is not worth what is left; null where it is. */
        default @Nullable String spares(Extra extra) {
            return null;
        }
    }

    /** What a roll call can do without, at the price that people stay unverified. */
    public enum Extra {
        /** Whether approved requests explain why somebody is not there. */
        APPROVALS,
        /** A second look at the results of those left over. */
        SECOND_LOOK
    }
}
