package dev.rollcall.simulator;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the calls of unreliable robots meet, one after the other. Not safe for use by many threads. */
final class BadLuck {
    private final double refuse500;
    private final double timeoutAfterAccept;
    private final double reset;
    private final Random random;

    BadLuck(double refuse500, double timeoutAfterAccept, double reset, long seed) {
        boolean shares = refuse500 >= 0 && timeoutAfterAccept >= 0 && reset >= 0;
        if (!shares || !(refuse500 + timeoutAfterAccept + reset <= 1)) {
            throw new IllegalArgumentException("Shares are 0 to 1, together no more than 1: %s, %s, %s"
                    .formatted(refuse500, timeoutAfterAccept, reset));
        }
        this.refuse500 = refuse500;
        this.timeoutAfterAccept = timeoutAfterAccept;
        this.reset = reset;
        random = new Random(seed);
    }

    /** Draws the same number of times for every call, so that what a call meets depends on its place alone. */
    @Nullable
    Fault next() {
        double drawn = random.nextDouble();
        boolean slow = random.nextBoolean();
        if (drawn < refuse500) {
            return Fault.HTTP_500;
        }
        if (drawn < refuse500 + timeoutAfterAccept) {
            return slow ? Fault.SLOW : Fault.ACCEPTED_THEN_DROPPED;
        }
        return drawn < refuse500 + timeoutAfterAccept + reset ? Fault.RESET_CONNECTION : null;
    }
}
