package dev.rollcall.message;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * Whether there is anything to tell: not everybody named is still absent, for whatever reason, not being readable
     * any more included, or somebody is absent who was not named. Who was not named and is unverified changes nothing.
     *
     * @param now the roll call of the follow-up, of the same department
     */
    public boolean changed(DepartmentRollCall now) {
        Set<String> absent = now.with(Standing.ABSENT).stream()
                .map(one -> one.employee().id())
                .collect(Collectors.toSet());
        return !absent.equals(named);
    }
}
