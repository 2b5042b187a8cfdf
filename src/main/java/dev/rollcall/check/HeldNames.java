package dev.rollcall.check;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.Releases;
import dev.rollcall.ledger.Releases.Hold;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of which departments are names kept from whoever asks in the group, and from whoever has a digest's link? HR, admins and
 * leads in private are shown them all the same.
 *
 * <p>Names are kept back
 *
 * <ul>
 *   <li>while a list of that department and work date is held in the ledger and nobody has released it, whatever is read
 *       now: a few who arrive, or a night shift that is counted with the day, make no list right that was wrong. The digest
 *       of a later cutoff that was not held ends that. Where a shift of the day before still runs, that day's lists count too;
 *   <li>while what is read now reaches the spike guard, unless lists of that work date were released. A release
 *       says that those who were listed are absent, and of nobody else; so it counts only while nobody is absent now
 *       who was not absent in a list that was released. Else the guard holds as if there were no release: a machine may
 *       have failed since.
 * </ul>
 *
 * Reads the ledger once for each work date. Thread-safe.
 */
public final class HeldNames {
    private final Releases releases;
    private final double guard;

    /** @param guard the share of absentees from which names are held, 0 to 1; 0: only what the ledger holds */
    public HeldNames(Releases releases, double guard) {
        this.releases = releases;
        this.guard = guard;
    }

    /**
     * Ids of the departments of {@code rollCall} whose names are kept back; without those of which there is nobody to
     * name.
     *
     * @throws dev.rollcall.ledger.LedgerException if the ledger cannot say; then no names may be shown
     */
    public Set<Long> of(RollCall rollCall) {
        Map<Long, Hold> day = releases.of(rollCall.workDate());
        Map<Long, Hold> dayBefore = rollCall.overnight().isEmpty()
                ? Map.of()
                : releases.of(rollCall.workDate().minusDays(1));
        return rollCall.departments().stream()
                .filter(one -> held(
                        one,
                        rollCall.overnight(),
                        day.getOrDefault(one.id(), Hold.NONE),
                        dayBefore.getOrDefault(one.id(), Hold.NONE)))
                .map(DepartmentRollCall::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean held(DepartmentRollCall department, Set<String> overnight, Hold day, Hold dayBefore) {
        if (day.held() || (dayBefore.held() && department.findings().stream().anyMatch(one -> in(overnight, one)))) {
            return department.counts().absent() + department.counts().unverified() > 0;
        }
        return department.spike(guard)
                && !department.with(Standing.ABSENT).stream()
                        .allMatch(one -> in((in(overnight, one) ? dayBefore : day).released(), one));
    }

    private static boolean in(Set<String> userIds, Finding one) {
        return userIds.contains(one.employee().id());
    }
}
