package dev.rollcall.doctor;

import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Roster;
import dev.rollcall.dingtalk.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What DingTalk tells of plans, punches and leave; each answer is one metered call.
 *
 * @param at when it was asked
 * @param plan today's of the whole company, as far as its first page has it
 * @param roster what is known of the plan, however it was read; empty where nothing is
 * @param asked whom the other questions were about
 * @param known whether DingTalk itself has named these people
 * @param results how many results they have had within a week
 * @param operator questions that want {@code op_user_id}; empty where there was none to ask
 */
record Attendance(
        Instant at,
        Trial<Roster> plan,
        Roster roster,
        List<String> asked,
        boolean known,
        Trial<Integer> punches,
        Trial<Integer> results,
        Trial<Boolean> leave,
        Trial<Boolean> day,
        List<Trial<?>> operator) {
    /** What is known where nothing is. */
    static final Roster NO_PLAN = new Roster(Map.of(), Set.of());

    private static final Duration SURE = Duration.ofHours(1);

    Attendance {
        asked = List.copyOf(asked);
        operator = List.copyOf(operator);
    }

    /** All of its trials. */
    Stream<Trial<?>> trials() {
        return Stream.concat(Stream.of(plan, punches, results, leave, day), operator.stream());
    }

    /** How many of those asked about should have come more than an hour before it was asked. */
    long overdue() {
        return asked.stream()
                .filter(id -> roster.of(id).stream()
                        .filter(PlanPoint::onDuty)
                        .anyMatch(point -> point.at().plus(SURE).isBefore(at)))
                .count();
    }
}
