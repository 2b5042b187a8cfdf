package dev.rollcall.absence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person's work date when it was over.
 *
 * @param userId DingTalk's user id
 * @param name as it was read; untrusted text
 * @param standing where they stood at the end
 * @param late present, but late, as DingTalk judges; by the clock where it does not
 * @param dueAt when they were due; null when they were not, or when that is unknown
 * @param punchedAt the punch that shows them present; null without one
 * @param firstPunch the first punch of the date; null without one
 * @param lastPunch the last one, which may be the first; null without one
 * @param points what became of each point of their plan, in order of time; empty without a plan
 */
public record PersonRecord(
        String userId,
        String name,
        Standing standing,
        boolean late,
        @Nullable Instant dueAt,
        @Nullable Instant punchedAt,
        @Nullable Instant firstPunch,
        @Nullable Instant lastPunch,
        List<PointResult> points) {
    public PersonRecord {
        points = List.copyOf(points);
    }

    /** Whether DingTalk says that they left before their time. */
    public boolean early() {
        return points.stream().anyMatch(point -> !point.onDuty() && point.verdict() == PointResult.Verdict.EARLY);
    }

    /**
     * Whether DingTalk says that they lack a card: who has no punch at all has no missing card, but is absent. On a shift of
     * two parts somebody can be both, absent from the second and without its cards.
     */
    public boolean missingPunch() {
        boolean there = standing == Standing.PRESENT || firstPunch != null;
        return there && points.stream().anyMatch(point -> point.verdict() == PointResult.Verdict.MISSING);
    }
}
