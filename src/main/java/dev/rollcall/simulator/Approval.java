package dev.rollcall.simulator;

import java.time.Instant;

/**
 * An approved request, finished the day before.
 *
 * @param begin as recorded; by day these are midnights, and a trip of one day may begin and end at the same one
 */
record Approval(Kind kind, Instant begin, Instant end, Unit unit, int percent) {

    /** biz_type of getupdatedata and listbyday [KB 0205, 0216]. */
    enum Kind {
        OVERTIME(1, "加班"),
        TRIP(2, "出差"),
        OUTING(2, "外出"),
        LEAVE(3, "请假");

        final int bizType;
        final String tag;

        Kind(int bizType, String tag) {
            this.bizType = bizType;
            this.tag = tag;
        }
    }

    /** How the request was made. */
    enum Unit {
        DAY("percent_day", "DAY"),
        HALF_DAY("percent_day", "HALF_DAY"),
        HOUR("percent_hour", "HOUR");

        final String leaveUnit;
        final String approveUnit;

        Unit(String leaveUnit, String approveUnit) {
            this.leaveUnit = leaveUnit;
            this.approveUnit = approveUnit;
        }
    }
}
