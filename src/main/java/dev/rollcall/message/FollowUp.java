package dev.rollcall.message;

import java.time.Instant;
import java.util.Set;

/**
 * What a follow-up looks back at.
 *
 * @param asOf the cutoff of the digest that it follows
 * @param named user ids of everybody who was absent then
 */
public record FollowUp(Instant asOf, Set<String> named) {
    public FollowUp {
        named = Set.copyOf(named);
    }
}
