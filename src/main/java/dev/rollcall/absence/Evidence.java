package dev.rollcall.absence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decided where somebody stands: which row, which time, which leave. The kind of leave is not kept.
 *
 * @param source where it was read
 * @param planId the point of the plan: of a punch the one to which DingTalk tied it, else the one that is due; null
 *     where there is none or DingTalk gives no id
 * @param at the time of the punch; null where none decided
 * @param from when the leave or approval begins; null where none decided
 * @param to when it ends, and where one runs into the next, when the last of them ends; null where none decided
 */
public record Evidence(
        Source source,
        @Nullable String planId,
        @Nullable Instant at,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Where the evidence was read. */
    public enum Source {
        /** A raw punch ({@code attendance/listRecord}). */
        PUNCH,
        /** A result of the second look ({@code attendance/list}), which may be an administrator's correction. */
        RESULT,
        LEAVE,
        /** A leave, trip or outing that only the approval tied to a point shows. */
        APPROVAL,
        /** Everything was read, and nothing was found. */
        NOTHING,
        /** Something that is needed was not read. */
        UNREAD
    }

    /** The punch of {@code day}; one that both looks show is a raw one. */
    static Evidence of(Punch punch, PersonDay day) {
        boolean raw = day.punches() != null && day.punches().contains(punch);
        return new Evidence(raw ? Source.PUNCH : Source.RESULT, punch.planId(), punch.at(), null, null);
    }

    /** That nothing was found of the point {@code planId}, or not everything read. */
    static Evidence without(Source source, @Nullable String planId) {
        return new Evidence(source, planId, null, null, null);
    }
}
