package dev.rollcall.check;

import java.time.Duration;

/** Is told of each slot whose message a recipient has taken. Called by many threads; must neither block nor throw. */
public interface DigestWatch {
    /** Notes that one has left {@code after} its cutoff; {@code late}: later than it says of itself that it is in time. */
    void left(Duration after, boolean late);
}
