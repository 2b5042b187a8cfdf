package dev.rollcall.absence;

import dev.rollcall.absence.AbsenceFinder.Question;
import dev.rollcall.absence.KnownLeaves.Excuse;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The leaves and approvals of one roll call: known ones of those whom they excuse, and of everybody else those read now.
 * Used by one thread.
 */
final class LeaveReading {
    private final KnownLeaves known;
    private final Question question;
    private final Map<String, List<Leave>> leaves = new HashMap<>();
    private final Map<String, List<Leave>> approvals = new HashMap<>();
    private final Set<String> recalled = new HashSet<>();

    LeaveReading(KnownLeaves known, Question question) {
        this.known = known;
        this.question = question;
    }

    /** The leaves of {@code id}; null where they were not read. */
    @Nullable
    List<Leave> leaves(String id) {
        return leaves.get(id);
    }

    /** The approvals of {@code id}; null where they were not read. */
    @Nullable
    List<Leave> approvals(String id) {
        return approvals.get(id);
    }

    /** Takes what is known of {@code people}. */
    void recall(Collection<String> people) {
        known.of(question.workDate(), people).forEach((id, excuse) -> {
            leaves.put(id, excuse.leaves());
            approvals.put(id, excuse.approvals());
            recalled.add(id);
        });
    }

    /** Forgets what is known of everybody but those who are {@code excused} by it: whoever is left over is read now. */
    Set<String> keepOnly(Predicate<String> excused) {
        Set<String> others = new HashSet<>(recalled);
        others.removeIf(excused);
        leaves.keySet().removeAll(others);
        approvals.keySet().removeAll(others);
        recalled.removeAll(others);
        return others;
    }

    /** Takes leaves that were read, by user id. */
    void tookLeaves(Map<String, List<Leave>> read) {
        leaves.putAll(read);
    }

    /** Takes approvals that were read, by user id. */
    void tookApprovals(Map<String, List<Leave>> read) {
        approvals.putAll(read);
    }

    /** Keeps what excuses {@code excused} for the next roll call of the day. */
    void remember(Collection<String> excused) {
        Map<String, Excuse> excuses = new HashMap<>();
        for (String id : excused) {
            if (!recalled.contains(id)) {
                excuses.put(
                        id,
                        new Excuse(
                                Objects.requireNonNullElse(leaves.get(id), List.of()),
                                Objects.requireNonNullElse(approvals.get(id), List.of())));
            }
        }
        if (!excuses.isEmpty()) {
            known.remember(question.workDate(), excuses);
        }
    }
}
