package dev.rollcall.simulator;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account in the contacts.
 *
 * @param departments where the person is a direct member
 * @param group the attendance group; NONE_AT_ALL for who has none
 * @param knownToAttendance false for a departed person whom only the contacts still list
 */
record Person(
        int number,
        String id,
        String name,
        List<Long> departments,
        Situation situation,
        boolean active,
        @Nullable LocalDate hired,
        Group group,
        boolean exemptInGroup,
        boolean knownToAttendance,
        boolean boss,
        Workday workday) {

    /** Attendance groups [KB 0180]. */
    enum Group {
        FIXED(880_001, "固定班制", "FIXED"),
        TURN(880_002, "排班制", "TURN"),
        FREE(880_003, "自由工时", "NONE"),
        NONE_AT_ALL(0, "", "");

        final long id;
        final String title;
        final String type;

        Group(long id, String title, String type) {
            this.id = id;
            this.title = title;
            this.type = type;
        }
    }

    /** The same person, of whose work date something else is true. */
    Person with(Workday other) {
        return new Person(
                number,
                id,
                name,
                departments,
                situation,
                active,
                hired,
                group,
                exemptInGroup,
                knownToAttendance,
                boss,
                other);
    }

    /** Identifier of a plan point of the person: planId, plan_id, schedule id. Points of another day have others. */
    long planId(int point) {
        return 7_700_000_000L + number * 16L + point;
    }

    long yesterdayOffPlanId() {
        return planId(12);
    }

    long recordId(int punch) {
        return 9_900_000_000L + number * 16L + punch;
    }

    long approveId(int approval) {
        return 3_300_000_000L + number * 16L + approval;
    }
}
