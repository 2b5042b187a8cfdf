package dev.rollcall.absence;

import java.time.Duration;

/** Is told of each roll call that was made. Called by many threads; must neither block nor throw. */
public interface RollCallWatch {
    /** Notes {@code rollCall}, and how long it took to make. */
    void made(RollCall rollCall, Duration took);
}
