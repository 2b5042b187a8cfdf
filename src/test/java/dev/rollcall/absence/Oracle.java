package dev.rollcall.absence;

import dev.rollcall.absence.SmallDay.Away;
import dev.rollcall.absence.SmallDay.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule once more, in the most naive way: minute by minute through the facts of a small day. */
final class Oracle {
    private final SmallDay day;

    Oracle(SmallDay day) {
        this.day = day;
    }

    /** What is expected, as text: standing, minute due, late, minute punched. */
    String answer() {
        int due = duePoint();
        if (due < 0) {
            return text(day.planComplete() ? Standing.NOT_DUE : Standing.UNVERIFIED, null, false, null);
        }
        int dueAt = dueAt(due);
        List<Stamp> shown = shown(due);
        if (!shown.isEmpty()) {
            return text(Standing.PRESENT, dueAt, late(due, shown), shown.get(0).minute());
        }
        if (day.isNew() && day.punches() != null && noPunchYet(day.punches())) {
            return text(Standing.NOT_DUE, null, false, null);
        }
        Integer again = dueAgain(due);
        if (again == null) {
            return text(Standing.EXCUSED, dueAt, false, null);
        }
        if (!everythingRead()) {
            return text(Standing.UNVERIFIED, again, false, null);
        }
        Integer waiting = waiting(due);
        return text(waiting == null ? Standing.ABSENT : Standing.PENDING, again, false, waiting);
    }

    static String text(Finding finding) {
        return text(finding.standing(), minute(finding.dueAt()), finding.late(), minute(finding.punchedAt()));
    }

    private static @Nullable Integer minute(java.time.@Nullable Instant instant) {
        return instant == null
                ? null
                : (int) ((instant.getEpochSecond() - SmallDay.instant(0).getEpochSecond()) / 60);
    }

    private static String text(Standing standing, @Nullable Integer due, boolean late, @Nullable Integer punched) {
        return standing + " due " + due + (late ? " late" : "") + " punched " + punched;
    }

    /** The last clock-in that is due; -1 without one. */
    private int duePoint() {
        int due = -1;
        for (int point = 0; point < day.at().length; point += 2) {
            boolean free = day.shiftKnown() && day.free()[point];
            if (!free && dueAt(point) + day.grace() < day.asOf()) {
                due = point;
            }
        }
        return due;
    }

    private int dueAt(int point) {
        int[] minutes = day.minutes();
        boolean known = day.shiftKnown() && day.flexible() && minutes != null;
        return day.at()[point] + (known && minutes != null ? minutes[point] : 0);
    }

    private List<Stamp> all() {
        List<Stamp> all = new ArrayList<>(day.punches() == null ? List.of() : day.punches());
        all.addAll(day.results() == null ? List.of() : day.results());
        return all;
    }

    private static int window(SmallDay day, int point) {
        return Math.min(day.at()[point], day.planned()[point]) - 4 * 60;
    }

    /** Minute by minute: each clock-out is used up once, and whatever is not before the clock-in due shows presence. */
    private List<Stamp> shown(int due) {
        List<Stamp> shown = new ArrayList<>();
        boolean[] used = new boolean[day.at().length];
        List<Stamp> all = all();
        for (int minute = -1440; minute <= day.asOf(); minute++) {
            for (Stamp stamp : all) {
                if (stamp.minute() == minute && stamp.accepted()) {
                    int point = pointOf(stamp, used);
                    if (point >= 0) {
                        used[point] = true;
                        boolean clockInAfter = point % 2 == 0 && minute >= day.at()[due];
                        if (point >= due || clockInAfter) {
                            shown.add(stamp);
                        }
                    }
                }
            }
        }
        return shown;
    }

    private int pointOf(Stamp stamp, boolean[] used) {
        if (stamp.tiedTo() != SmallDay.NOTHING) {
            return stamp.tiedTo();
        }
        if (stamp.minute() < window(day, 0)) {
            return -1;
        }
        int point = nearest(day.at(), stamp.minute());
        boolean taken = point % 2 == 1 && used[point] && point + 1 < used.length;
        return taken ? point + 1 : point;
    }

    /** The point nearest in time; of two, the later. */
    static int nearest(int[] points, int minute) {
        int nearest = 0;
        for (int point = 1; point < points.length; point++) {
            if (Math.abs(points[point] - minute) <= Math.abs(points[nearest] - minute)) {
                nearest = point;
            }
        }
        return nearest;
    }

    private boolean late(int due, List<Stamp> shown) {
        for (Stamp stamp : shown) {
            if (stamp.tiedTo() == due && stamp.result() != Punch.Result.OTHER) {
                return stamp.result() == Punch.Result.LATE
                        || stamp.result() == Punch.Result.SERIOUS_LATE
                        || stamp.result() == Punch.Result.ABSENTEEISM;
            }
        }
        return termsKnown() && shown.get(0).minute() > dueAt(due) + day.grace();
    }

    private boolean noPunchYet(List<Stamp> punches) {
        for (Stamp stamp : punches) {
            if (stamp.minute() <= day.asOf()) {
                return false;
            }
        }
        return true;
    }

    /** Goes through the minutes from the time due on: null while away, else the first minute that is not covered. */
    private @Nullable Integer dueAgain(int due) {
        int clockOut = day.at()[due + 1];
        int minute = dueAt(due);
        if (!away(minute)) {
            return minute;
        }
        while (away(minute)) {
            minute++;
            if (minute >= clockOut || minute > day.asOf()) {
                return null;
            }
        }
        return minute + day.grace() < day.asOf() ? minute : null;
    }

    private boolean away(int minute) {
        List<Away> all = new ArrayList<>(day.leaves() == null ? List.of() : day.leaves());
        all.addAll(day.approvals() == null ? List.of() : day.approvals());
        for (Away away : all) {
            boolean covers = switch (away.kind()) {
                case HOURS -> away.from() <= minute && minute < away.to();
                case MORNING -> minute < half(day.planned());
                case AFTERNOON -> minute >= half(day.planned());
                case DAY -> true;
                case OTHER_DAY -> false;
            };
            if (covers) {
                return true;
            }
        }
        return false;
    }

    /** The second half begins with the second part, or in the middle. */
    static int half(int[] planned) {
        return planned.length == 4 ? planned[2] : (planned[0] + planned[1]) / 2;
    }

    private boolean termsKnown() {
        return day.shiftKnown() && (!day.flexible() || day.minutes() != null);
    }

    private boolean everythingRead() {
        return day.planComplete()
                && termsKnown()
                && day.punches() != null
                && day.results() != null
                && day.leaves() != null
                && (!day.approvalsNeeded() || day.approvals() != null);
    }

    private @Nullable Integer waiting(int due) {
        List<Stamp> all = all();
        for (int minute = window(day, due); minute <= day.asOf(); minute++) {
            for (Stamp stamp : all) {
                if (stamp.minute() == minute && !stamp.accepted()) {
                    return minute;
                }
            }
        }
        return null;
    }
}
