package dev.rollcall.message;

import java.time.Instant;
import java.util.List;

/**
 * When the next digests of one department are due.
 *
 * @param place the name of the department, untrusted text; empty: the company's roll-up
 * @param at the next times in order; empty where none is set
 */
public record Upcoming(String place, List<Instant> at) {
    public Upcoming {
        at = List.copyOf(at);
    }
}
