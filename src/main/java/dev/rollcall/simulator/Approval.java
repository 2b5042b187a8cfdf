package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * An approved request, finished the day before unless it is shown only later.
 *
 * @param begin as recorded; by day these are midnights, and a trip of one day may begin and end at the same one
 * @param shownFrom until then no API shows it
 */
record Approval(Kind kind, Instant begin, Instant end, Unit unit, int percent, Instant shownFrom) {
    Approval(Kind kind, Instant begin, Instant end, Unit unit, int percent) {
        this(kind, begin, end, unit, percent, Instant.MIN);
    }

    Instant finished() {
        Instant dayBefore = begin.minus(Duration.ofDays(1));
        return shownFrom.isAfter(dayBefore) ? shownFrom : dayBefore;
    }

    boolean isShown(Instant now) {
        return !now.isBefore(shownFrom);
    }

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
