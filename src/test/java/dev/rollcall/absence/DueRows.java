package dev.rollcall.absence;

import static dev.rollcall.absence.Day.fourPunches;
import static dev.rollcall.absence.Day.usual;
import static dev.rollcall.absence.Row.absent;
import static dev.rollcall.absence.Row.late;
import static dev.rollcall.absence.Row.notDue;
import static dev.rollcall.absence.Row.pending;
import static dev.rollcall.absence.Row.present;
import static dev.rollcall.absence.Row.row;

import dev.rollcall.absence.Punch.Result;
import java.util.List;

/** Who is due, and since when. */
final class DueRows {
    private DueRows() {}

    static List<Row> rows() {
        return java.util.stream.Stream.of(plan(), grace(), moved(), flexible(), free(), people())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> plan() {
        return List.of(
                row("whoever has not punched after the shift began is absent", usual(), "09:40", absent("09:00")),
                row(
                        "where DingTalk writes NotSigned only at 13:30, no row is no punch",
                        usual(),
                        "13:00",
                        absent("09:00")),
                row(
                        "where DingTalk has written NotSigned at 13:30, the row is no punch",
                        usual(),
                        "14:30",
                        absent("09:00")),
                row(
                        "where NotSigned rows of all points stand there all day, they are no punches",
                        usual(),
                        "18:30",
                        absent("09:00")),
                row("nobody is due before the shift begins", usual(), "08:50", notDue()),
                row("a cutoff at the very minute of the plan finds nobody due", usual(), "09:00", notDue()),
                row("one minute after the plan people are due", usual(), "09:01", absent("09:00")),
                row("a rest day has no points, so nobody is due", Day.of(Cast.LI_SI), "09:40", notDue()),
                row(
                        "whoever is in a shift group but was given no shift today is not due",
                        Day.of(Cast.LI_SI),
                        "09:40",
                        notDue()),
                row(
                        "whoever is in no attendance group, or exempt in it, has no points and is not due",
                        Day.of(Cast.LI_SI).untied("08:50"),
                        "09:40",
                        notDue()),
                row(
                        "whoever has free working hours has no points and is not due",
                        Day.of(Cast.LI_SI).untied("10:50"),
                        "18:30",
                        notDue()),
                row(
                        "somebody unscheduled who comes all the same is not due",
                        Day.of(Cast.LI_SI).untied("08:50"),
                        "09:40",
                        notDue()),
                row(
                        "a shift in the afternoon is not due in the morning",
                        Day.of(Cast.LI_SI).shift("14:00", "22:00"),
                        "09:40",
                        notDue()),
                row(
                        "a shift in the afternoon is due in the afternoon",
                        Day.of(Cast.LI_SI).shift("14:00", "22:00"),
                        "14:20",
                        absent("14:00")),
                row(
                        "an early shift is still due at 09:40",
                        Day.of(Cast.LI_SI).shift("06:00", "14:00"),
                        "09:40",
                        absent("06:00")),
                row(
                        "a night shift is due in the evening",
                        Day.of(Cast.ZHAO_LIU).shift("22:00", "+06:00"),
                        "22:30",
                        absent("22:00")),
                row(
                        "a night shift is not due in the morning of its date",
                        Day.of(Cast.ZHAO_LIU).shift("22:00", "+06:00"),
                        "09:40",
                        notDue()),
                row(
                        "a night shift is still due after midnight",
                        Day.of(Cast.ZHAO_LIU).shift("22:00", "+06:00"),
                        "+00:30",
                        absent("22:00")),
                row(
                        "a shift that begins at midnight is due a minute later",
                        Day.of(Cast.ZHAO_LIU).shift("00:00", "08:00"),
                        "00:01",
                        absent("00:00")),
                row("with two clock-ins in a day the later one decides", fourPunches(), "13:20", absent("13:00")),
                row("before the second clock-in the first one decides", fourPunches(), "12:30", absent("08:30")),
                row(
                        "with two shifts in a day the later clock-in decides",
                        Day.of(Cast.LI_SI).shift("06:00", "10:00").shift("16:00", "20:00"),
                        "16:30",
                        absent("16:00")),
                row(
                        "whoever need not clock in is not due to clock out either",
                        Day.of(Cast.LI_SI).shift("09:00", "18:00").free(true),
                        "18:30",
                        notDue()),
                row("a plan whose points have no ids is a plan", usual().withoutPlanIds(), "09:40", absent("09:00")));
    }

    private static List<Row> grace() {
        return List.of(
                row("within the grace nobody is due", usual(), "09:09", notDue())
                        .withGrace(10),
                row("at the end of the grace nobody is due yet", usual(), "09:10", notDue())
                        .withGrace(10),
                row("after the grace people are due since the time of the plan", usual(), "09:11", absent("09:00"))
                        .withGrace(10),
                row(
                                "the grace of the second clock-in leaves the first one deciding",
                                fourPunches().tied("08:25", "P1"),
                                "13:05",
                                present("08:30", "08:25"))
                        .withGrace(10));
    }

    private static List<Row> moved() {
        return List.of(
                row("a clock-in moved to later is not due before", usual().moved("P1", "10:30"), "10:00", notDue()),
                row("a clock-in moved to later is due then", usual().moved("P1", "10:30"), "10:40", absent("10:30")),
                row("a clock-in moved to earlier is due then", usual().moved("P1", "08:00"), "08:30", absent("08:00")),
                row(
                        "a cutoff at the very minute to which a clock-in was moved finds nobody due",
                        usual().moved("P1", "10:30"),
                        "10:30",
                        notDue()),
                row(
                        "coming before the moved time is in time",
                        usual().moved("P1", "10:30").untied("10:20"),
                        "10:40",
                        present("10:30", "10:20")),
                row(
                        "a punch long before the moved time, but not before the planned one, counts",
                        usual().moved("P1", "14:00").untied("08:50"),
                        "14:10",
                        present("14:00", "08:50")),
                row(
                        "the second clock-in, moved past the cutoff, leaves the first one deciding",
                        fourPunches().moved("P3", "14:00").tied("08:20", "P1"),
                        "13:30",
                        present("08:30", "08:20")),
                row(
                        "a shift swapped at 08:50 to a later one is due at its own time",
                        Day.of(Cast.LI_SI).shift("10:00", "19:00").clockInElsewhere("08:45", "08:00", Result.LATE),
                        "10:20",
                        present("10:00", "08:45")),
                row(
                        "a shift swapped at 08:50 to an earlier one is due at once",
                        Day.of(Cast.LI_SI).shift("08:00", "17:00"),
                        "08:51",
                        absent("08:00")));
    }

    private static List<Row> flexible() {
        return List.of(
                row("within the flexible minutes nobody is due", usual().flexible("P1", 30), "09:20", notDue()),
                row(
                        "at the end of the flexible minutes nobody is due yet",
                        usual().flexible("P1", 30),
                        "09:30",
                        notDue()),
                row(
                        "after the flexible minutes people are due since their end",
                        usual().flexible("P1", 30),
                        "09:31",
                        absent("09:30")),
                row("the grace comes after the flexible minutes", usual().flexible("P1", 30), "09:40", notDue())
                        .withGrace(10),
                row(
                        "the flexible minutes count from the moved time",
                        usual().moved("P1", "10:00").flexible("P1", 30),
                        "10:20",
                        notDue()),
                row(
                        "coming within the flexible minutes is in time",
                        usual().flexible("P1", 30).untied("09:25"),
                        "09:40",
                        present("09:30", "09:25")),
                row(
                        "coming after the flexible minutes is late",
                        usual().flexible("P1", 30).untied("09:35"),
                        "09:40",
                        late("09:30", "09:35")),
                row(
                        "somebody present whose minutes nobody asked for is not called late",
                        usual().flexible().untied("09:25"),
                        "09:40",
                        present("09:00", "09:25")),
                row(
                        "a second clock-in without minutes of its own is on the minute",
                        fourPunches().flexible("P1", 30),
                        "13:10",
                        absent("13:00")));
    }

    private static List<Row> free() {
        return List.of(
                row("a clock-in that needs no punch is not due", usual().free(true), "09:40", notDue()),
                row("a clock-in that needs a punch is due", usual().free(false), "09:40", absent("09:00")),
                row(
                        "where only the second clock-in is free the first one decides",
                        fourPunches().free(false, true).tied("08:20", "P1"),
                        "13:30",
                        present("08:30", "08:20")),
                row(
                        "where only the first clock-in is free it makes nobody due",
                        fourPunches().free(true, false),
                        "12:30",
                        notDue()),
                row(
                        "where only the first clock-in is free the second one is due",
                        fourPunches().free(true, false),
                        "13:30",
                        absent("13:00")),
                row(
                        "a free shift says nothing of another shift of the day",
                        Day.of(Cast.LI_SI)
                                .shift("06:00", "10:00")
                                .shift("16:00", "20:00")
                                .free(true),
                        "16:30",
                        absent("16:00")));
    }

    private static List<Row> people() {
        return List.of(
                row(
                        "whoever begins today and has not punched is left out",
                        Day.of(Cast.SUN_QI).shift("09:00", "18:00"),
                        "09:40",
                        notDue()),
                row(
                        "whoever begins today and has punched is present",
                        Day.of(Cast.SUN_QI).shift("09:00", "18:00").tied("08:40", "P1"),
                        "09:40",
                        present("09:00", "08:40")),
                row(
                        "whoever begins today and whose punch waits to be accepted is pending",
                        Day.of(Cast.SUN_QI).shift("09:00", "18:00").invalid("08:40"),
                        "09:40",
                        pending("09:00", "08:40")),
                row(
                        "whoever begins today, was there in the morning and is not back from lunch is absent",
                        Day.of(Cast.SUN_QI)
                                .shift("08:30", "12:00", "13:00", "18:00")
                                .tied("08:20", "P1")
                                .tied("12:02", "P2"),
                        "13:20",
                        absent("13:00")),
                row(
                        "whoever begins today and has a correction by an administrator is present",
                        Day.of(Cast.SUN_QI).shift("09:00", "18:00").result("09:00", "P1", Result.NORMAL),
                        "09:40",
                        present("09:00", "09:00")),
                row(
                        "whoever begins tomorrow is left out",
                        Day.of(Cast.ZHOU_BA).shift("09:00", "18:00"),
                        "09:40",
                        notDue()),
                row(
                        "whoever began yesterday is held to the plan",
                        Day.of(new Employee("new", "吴九", Cast.TODAY.minusDays(1)))
                                .shift("09:00", "18:00"),
                        "09:40",
                        absent("09:00")),
                row(
                        "whoever begins today and comes after the cutoff is left out at the cutoff",
                        Day.of(Cast.SUN_QI).shift("09:00", "18:00").tied("09:50", "P1", Result.LATE),
                        "09:40",
                        notDue()));
    }
}
