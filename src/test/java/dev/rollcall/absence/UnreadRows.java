package dev.rollcall.absence;

import static dev.rollcall.absence.Day.days;
import static dev.rollcall.absence.Day.hours;
import static dev.rollcall.absence.Day.usual;
import static dev.rollcall.absence.Row.absent;
import static dev.rollcall.absence.Row.excused;
import static dev.rollcall.absence.Row.late;
import static dev.rollcall.absence.Row.notDue;
import static dev.rollcall.absence.Row.present;
import static dev.rollcall.absence.Row.row;
import static dev.rollcall.absence.Row.unverified;

import dev.rollcall.absence.Day.Evidence;
import dev.rollcall.absence.Punch.Result;
import java.util.List;
import java.util.stream.Stream;

/** What could not be read never makes anybody absent, and never hides what was read. */
final class UnreadRows {
    private UnreadRows() {}

    static List<Row> rows() {
        return Stream.of(missing(), precedence(), shifts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> missing() {
        return List.of(
                row(
                        "without the plan somebody is unverified, not resting",
                        Day.of(Cast.LI_SI).unread(Evidence.PLAN),
                        "09:40",
                        unverified(null)),
                row(
                        "with half of the plan somebody is unverified",
                        usual().unread(Evidence.PLAN),
                        "09:40",
                        unverified("09:00")),
                row(
                        "half of a plan that is not due yet may hide another half that is",
                        usual().unread(Evidence.PLAN),
                        "08:00",
                        unverified(null)),
                row(
                        "without the punches somebody is unverified",
                        usual().unread(Evidence.PUNCHES),
                        "09:40",
                        unverified("09:00")),
                row(
                        "without the second look somebody is unverified",
                        usual().unread(Evidence.RESULTS),
                        "09:40",
                        unverified("09:00")),
                row(
                        "without the leaves somebody is unverified",
                        usual().unread(Evidence.LEAVES),
                        "09:40",
                        unverified("09:00")),
                row(
                        "without the approvals, where one is tied to a point, somebody is unverified",
                        usual().unread(Evidence.APPROVALS),
                        "09:40",
                        unverified("09:00")),
                row(
                        "somebody unverified after a leave is due since its end",
                        usual().leave(hours("09:00", "10:00")).unread(Evidence.RESULTS),
                        "10:30",
                        unverified("10:00")),
                row(
                        "whoever begins today and whose punches were not read is unverified",
                        Day.of(Cast.SUN_QI).shift("09:00", "18:00").unread(Evidence.PUNCHES),
                        "09:40",
                        unverified("09:00")),
                row(
                        "nobody is unverified before they are due",
                        usual().unread(Evidence.PUNCHES, Evidence.RESULTS, Evidence.LEAVES),
                        "08:50",
                        notDue()));
    }

    private static List<Row> precedence() {
        return List.of(
                row(
                        "present comes before unverified",
                        usual().tied("08:55", "P1").unread(Evidence.PLAN, Evidence.RESULTS, Evidence.LEAVES),
                        "09:40",
                        present("09:00", "08:55")),
                row(
                        "a result shows presence where the punches were not read",
                        usual().result("08:55", "P1", Result.NORMAL).unread(Evidence.PUNCHES),
                        "09:40",
                        present("09:00", "08:55")),
                row(
                        "excused comes before unverified",
                        usual().leave(days("00:00", "00:00", 1.0))
                                .unread(Evidence.PUNCHES, Evidence.RESULTS, Evidence.APPROVALS),
                        "09:40",
                        excused("09:00")),
                row(
                        "a trip excuses where the leaves were not read",
                        usual().trip(days("00:00", "00:00", 1.0)).unread(Evidence.LEAVES),
                        "09:40",
                        excused("09:00")),
                row(
                        "unverified comes before pending",
                        usual().invalid("08:55").unread(Evidence.RESULTS),
                        "09:40",
                        unverified("09:00")));
    }

    private static List<Row> shifts() {
        return List.of(
                row(
                        "where it is not known what the shift allows somebody is unverified",
                        usual().unread(Evidence.SHIFT),
                        "09:40",
                        unverified("09:00")),
                row(
                        "where it is not known what the shift allows whoever punched is present",
                        usual().untied("08:55").unread(Evidence.SHIFT),
                        "09:40",
                        present("09:00", "08:55")),
                row(
                        "where it is not known what the shift allows nobody present is called late by the clock",
                        usual().untied("09:20").unread(Evidence.SHIFT),
                        "09:40",
                        present("09:00", "09:20")),
                row(
                        "where it is not known what the shift allows DingTalk's judgement still says who is late",
                        usual().tied("09:20", "P1", Result.LATE).unread(Evidence.SHIFT),
                        "09:40",
                        late("09:00", "09:20")),
                row(
                        "where it is not known what the shift allows leave excuses",
                        usual().leave(hours("09:00", "11:00")).unread(Evidence.SHIFT),
                        "09:40",
                        excused("09:00")),
                row(
                        "without the minutes of a flexible shift somebody is unverified",
                        usual().flexible(),
                        "09:40",
                        unverified("09:00")),
                row(
                        "minutes of points that are not in the plan any more are no minutes",
                        usual().flexible("P0", 30),
                        "09:40",
                        unverified("09:00")),
                row(
                        "minutes cannot be told for a plan without ids",
                        usual().flexible("P1", 30).withoutPlanIds(),
                        "09:40",
                        unverified("09:00")),
                row(
                        "with the minutes of a flexible shift somebody is absent",
                        usual().flexible("P1", 30),
                        "09:40",
                        absent("09:30")));
    }
}
