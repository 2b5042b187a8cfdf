package dev.rollcall.simulator;

import java.util.List;

/**
 * A shift as DingTalk's administrator set it up [KB 0204].
 *
 * @param id class_id and shift_id
 * @param flexibleMinutes how much later one may come; 0 when rigid
 */
record Shift(long id, String name, List<Point> points, int flexibleMinutes) {

    /**
     * One plan point.
     *
     * @param minutes after the start of the main shift
     * @param lastMinute latest minute after the point at which a punch is taken; -1 when there is no limit
     * @param freeCheck no punch needed
     * @param permitMinutes how late still counts as Normal
     */
    record Point(boolean onDuty, int minutes, int lastMinute, boolean freeCheck, int permitMinutes) {
        static Point on(int minutes) {
            return new Point(true, minutes, -1, false, 0);
        }

        static Point off(int minutes) {
            return new Point(false, minutes, -1, false, 0);
        }

        String checkType() {
            return onDuty ? "OnDuty" : "OffDuty";
        }
    }

    static Shift of(long id, String name, Point... points) {
        return new Shift(id, name, List.of(points), 0);
    }

    /**
     * Minutes after the start of the main shift at which DingTalk writes NotSigned for a point, its own delay left out:
     * the latest punch time where there is a window, else half way to the next point [KB 0243].
     */
    int missingCardMinute(int index) {
        Point point = points.get(index);
        if (point.lastMinute() >= 0) {
            return point.minutes() + point.lastMinute();
        }
        int next = index + 1 < points.size()
                ? points.get(index + 1).minutes()
                : points.get(0).minutes() + 24 * 60;
        return (point.minutes() + next) / 2;
    }
}
