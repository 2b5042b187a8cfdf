package dev.rollcall.absence;

import static dev.rollcall.absence.Day.days;
import static dev.rollcall.absence.Day.fourPunches;
import static dev.rollcall.absence.Day.halfDay;
import static dev.rollcall.absence.Day.hours;
import static dev.rollcall.absence.Day.usual;
import static dev.rollcall.absence.Row.absent;
import static dev.rollcall.absence.Row.excused;
import static dev.rollcall.absence.Row.late;
import static dev.rollcall.absence.Row.notDue;
import static dev.rollcall.absence.Row.pending;
import static dev.rollcall.absence.Row.present;
import static dev.rollcall.absence.Row.row;

import java.util.List;
import java.util.stream.Stream;

/** Whom approved leave, trips and outings excuse, and until when. */
final class ExcusedRows {
    private ExcusedRows() {}

    static List<Row> rows() {
        return Stream.of(byTheHour(), untilTheEnd(), wholeDays(), halfDays(), manyDays(), approvals())
                .flatMap(List::stream)
                .toList();
    }

    private static Day wangWu() {
        return Day.of(Cast.WANG_WU).shift("09:00", "18:00");
    }

    private static Day earlyBird() {
        return Day.of(Cast.WANG_WU).shift("08:30", "17:30");
    }

    private static List<Row> byTheHour() {
        return List.of(
                row(
                        "leave that covers the time due excuses",
                        wangWu().leave(hours("09:00", "11:00")),
                        "09:40",
                        excused("09:00")),
                row(
                        "leave that began before the time due excuses",
                        wangWu().leave(hours("08:00", "11:00")),
                        "09:40",
                        excused("09:00")),
                row(
                        "leave that ends before the shift begins does not excuse",
                        wangWu().leave(hours("07:00", "08:30")),
                        "09:40",
                        absent("09:00")),
                row(
                        "leave that ends as the shift begins does not excuse",
                        wangWu().leave(hours("07:00", "09:00")),
                        "09:40",
                        absent("09:00")),
                row(
                        "leave that begins after the time due does not excuse",
                        wangWu().leave(hours("09:30", "11:00")),
                        "09:40",
                        absent("09:00")),
                row(
                        "leave later in the day does not excuse the morning",
                        wangWu().leave(hours("14:00", "18:00")),
                        "09:40",
                        absent("09:00")),
                row(
                        "an hour's leave that ended before the cutoff makes whoever did not come due at its end",
                        wangWu().leave(hours("09:00", "10:00")),
                        "10:30",
                        absent("10:00")),
                row(
                        "whoever came at the end of an hour's leave is present",
                        wangWu().leave(hours("09:00", "10:00")).tied("10:00", "P1"),
                        "10:30",
                        present("09:00", "10:00")),
                row(
                        "whoever came before the leave began is present after it",
                        wangWu().leave(hours("10:00", "11:00")).tied("08:55", "P1"),
                        "11:30",
                        present("09:00", "08:55")),
                row(
                        "at the very end of the leave nobody is due yet",
                        wangWu().leave(hours("09:00", "10:00")),
                        "10:00",
                        excused("09:00")),
                row(
                                "within the grace after the end of the leave people are still excused",
                                wangWu().leave(hours("09:00", "10:00")),
                                "10:10",
                                excused("09:00"))
                        .withGrace(10),
                row(
                                "after the grace after the end of the leave people are due",
                                wangWu().leave(hours("09:00", "10:00")),
                                "10:11",
                                absent("10:00"))
                        .withGrace(10),
                row(
                        "two leaves that adjoin are one",
                        wangWu().leave(hours("09:00", "10:00")).leave(hours("10:00", "11:00")),
                        "10:30",
                        excused("09:00")),
                row(
                        "two leaves that adjoin end with the second, in whatever order they come",
                        wangWu().leave(hours("10:00", "11:00")).leave(hours("09:00", "10:00")),
                        "11:30",
                        absent("11:00")),
                row(
                        "of two leaves that overlap the longer one decides",
                        wangWu().leave(hours("09:00", "12:00")).leave(hours("08:00", "10:00")),
                        "11:30",
                        excused("09:00")),
                row(
                        "between two leaves that do not adjoin people are due",
                        wangWu().leave(hours("09:00", "10:00")).leave(hours("11:00", "12:00")),
                        "10:30",
                        absent("10:00")),
                row(
                        "a punch that waits after the end of the leave is pending, due since its end",
                        wangWu().leave(hours("09:00", "10:00")).invalid("09:58"),
                        "10:30",
                        pending("10:00", "09:58")),
                row(
                        "leave by the hour over midnight excuses a night shift",
                        Day.of(Cast.WANG_WU).shift("22:00", "+06:00").leave(hours("22:00", "+02:00")),
                        "+00:30",
                        excused("22:00")),
                row(
                        "leave that covers the moved time excuses",
                        wangWu().moved("P1", "10:00").leave(hours("10:00", "11:00")),
                        "10:30",
                        excused("10:00")));
    }

    private static List<Row> untilTheEnd() {
        return List.of(
                row(
                        "leave to the end of the shift makes nobody due again",
                        wangWu().leave(hours("09:00", "18:00")),
                        "18:30",
                        excused("09:00")),
                row(
                        "leave beyond the end of the shift makes nobody due again",
                        wangWu().leave(hours("08:00", "19:00")),
                        "20:00",
                        excused("09:00")),
                row(
                        "leave to a minute before the end of the shift ends inside it",
                        wangWu().leave(hours("09:00", "17:59")),
                        "18:30",
                        absent("17:59")),
                row(
                        "leave from the middle to the end does not excuse the beginning",
                        wangWu().leave(hours("13:00", "18:00")),
                        "12:00",
                        absent("09:00")),
                row(
                        "leave that ends with the morning's part makes nobody due at lunch",
                        fourPunches().leave(hours("08:30", "12:00")),
                        "12:30",
                        excused("08:30")),
                row(
                        "leave that ends in the lunch break makes nobody due at lunch",
                        fourPunches().leave(hours("08:30", "12:20")),
                        "12:40",
                        excused("08:30")),
                row(
                        "leave that ends with the morning's part leaves the second clock-in due",
                        fourPunches().leave(hours("08:30", "12:00")),
                        "13:20",
                        absent("13:00")),
                row(
                        "leave that ends within the morning's part makes people due in the morning",
                        fourPunches().leave(hours("08:30", "10:00")),
                        "10:20",
                        absent("10:00")),
                row(
                        "leave that ends within the afternoon's part makes people due in the afternoon",
                        fourPunches().leave(hours("08:30", "13:30")),
                        "13:40",
                        absent("13:30")),
                row(
                        "leave that covers the second clock-in excuses in the afternoon",
                        fourPunches().tied("08:20", "P1").leave(hours("13:00", "18:00")),
                        "13:20",
                        excused("13:00")));
    }

    private static List<Row> wholeDays() {
        return List.of(
                row(
                        "a day's leave excuses, from midnight to midnight",
                        wangWu().leave(days("00:00", "23:59", 1.0)),
                        "09:40",
                        excused("09:00")),
                row(
                        "a day's leave excuses, whatever clock times were recorded",
                        wangWu().leave(days("10:00", "17:00", 1.0)),
                        "09:40",
                        excused("09:00")),
                row(
                        "a day's leave excuses until the end of an evening, too",
                        wangWu().leave(days("09:00", "18:00", 1.0)),
                        "20:00",
                        excused("09:00")),
                row(
                        "a day's leave that says nothing of its length is a whole day",
                        wangWu().leave(days("00:00", "00:00", null)),
                        "09:40",
                        excused("09:00")),
                row(
                        "a day's leave excuses a night shift until its end on the next date",
                        Day.of(Cast.WANG_WU).shift("22:00", "+06:00").leave(days("00:00", "00:00", 1.0)),
                        "+03:00",
                        excused("22:00")),
                row(
                        "leave of the day before does not excuse",
                        wangWu().leave(days("-00:00", "-00:00", 1.0)),
                        "09:40",
                        absent("09:00")),
                row(
                        "leave of the day after does not excuse",
                        wangWu().leave(days("+00:00", "+00:00", 1.0)),
                        "09:40",
                        absent("09:00")),
                row(
                        "leave from today to tomorrow excuses today",
                        wangWu().leave(days("00:00", "+00:00", 2.0)),
                        "09:40",
                        excused("09:00")),
                row(
                        "leave from yesterday to today excuses today",
                        wangWu().leave(days("-00:00", "00:00", 2.0)),
                        "17:00",
                        excused("09:00")));
    }

    private static List<Row> halfDays() {
        return List.of(
                row(
                        "half a day in the morning excuses in the morning",
                        wangWu().leave(halfDay("09:00", "12:00")),
                        "09:40",
                        excused("09:00")),
                row(
                        "half a day recorded from 09:00 on excuses a shift that begins at 08:30",
                        earlyBird().leave(halfDay("09:00", "12:00")),
                        "08:50",
                        excused("08:30")),
                row(
                        "half a day of a unit of days, recorded from 09:00 on, excuses a shift from 08:30 on",
                        earlyBird().leave(days("09:00", "12:00", 0.5)),
                        "08:50",
                        excused("08:30")),
                row(
                        "half a day in the morning lasts until the middle of the shift, whatever its clock times",
                        wangWu().leave(halfDay("09:00", "12:00")),
                        "13:20",
                        excused("09:00")),
                row(
                        "half a day in the morning makes people due in the middle of the shift",
                        wangWu().leave(halfDay("09:00", "12:00")),
                        "13:40",
                        absent("13:30")),
                row(
                                "half a day in the morning makes people due in the middle of the shift, after the grace",
                                wangWu().leave(halfDay("09:00", "12:00")),
                                "13:40",
                                excused("09:00"))
                        .withGrace(10),
                row(
                        "whoever comes after half a day's leave is present, tied to the clock-out or not",
                        wangWu().leave(halfDay("09:00", "12:00")).tied("13:25", "P2"),
                        "13:40",
                        late("09:00", "13:25")),
                row(
                        "half a day in the afternoon does not excuse in the morning",
                        wangWu().leave(halfDay("13:30", "18:00")),
                        "09:40",
                        absent("09:00")),
                row(
                        "half a day in the afternoon does not excuse whoever never came in the morning",
                        wangWu().leave(halfDay("13:30", "18:00")),
                        "15:00",
                        absent("09:00")),
                row(
                        "half a day in the afternoon of a unit of days does not excuse in the morning",
                        wangWu().leave(days("14:00", "18:00", 0.5)),
                        "09:40",
                        absent("09:00")),
                row(
                        "half a day in the morning, recorded from midnight to noon, excuses in the morning",
                        wangWu().leave(halfDay("00:00", "12:00")),
                        "09:40",
                        excused("09:00")),
                row(
                        "two half days are a whole one",
                        wangWu().leave(halfDay("09:00", "12:00")).leave(halfDay("13:30", "18:00")),
                        "15:00",
                        excused("09:00")),
                row(
                        "half a day in the morning excuses the first part of a day of two parts",
                        fourPunches().leave(halfDay("09:00", "12:00")),
                        "12:40",
                        excused("08:30")),
                row(
                        "half a day in the morning ends with the second clock-in of a day of two parts",
                        fourPunches().leave(halfDay("09:00", "12:00")),
                        "13:10",
                        absent("13:00")),
                row(
                        "half a day in the afternoon excuses the second part of a day of two parts",
                        fourPunches().tied("08:20", "P1").leave(halfDay("13:30", "18:00")),
                        "13:10",
                        excused("13:00")),
                row(
                        "half a day in the afternoon does not excuse the first part of a day of two parts",
                        fourPunches().leave(halfDay("13:30", "18:00")),
                        "09:10",
                        absent("08:30")),
                row(
                        "half a day in the morning, recorded until after the middle of the shift, is no more than that",
                        wangWu().leave(halfDay("09:00", "14:30")),
                        "14:00",
                        absent("13:30")),
                row(
                        "a half day that covers the day is a whole one",
                        wangWu().leave(halfDay("09:00", "18:00")),
                        "15:00",
                        excused("09:00")));
    }

    private static List<Row> manyDays() {
        return List.of(
                row(
                        "leave that begins this afternoon does not excuse this morning",
                        wangWu().leave(days("14:00", "+18:00", 1.5)),
                        "09:40",
                        absent("09:00")),
                row(
                        "leave that began yesterday afternoon excuses the whole of today",
                        wangWu().leave(days("-14:00", "18:00", 1.5)),
                        "15:00",
                        excused("09:00")),
                row(
                        "leave that began yesterday and ends at noon excuses this morning",
                        wangWu().leave(days("-09:00", "12:00", 1.5)),
                        "09:40",
                        excused("09:00")),
                row(
                        "leave that began yesterday and ends at noon makes people due in the middle of the shift",
                        wangWu().leave(days("-09:00", "12:00", 1.5)),
                        "14:00",
                        absent("13:30")),
                row(
                        "the days in the middle of a leave are whole, whatever its first and last hours",
                        wangWu().leave(days("-14:00", "+12:00", 2.0)),
                        "15:00",
                        excused("09:00")),
                row(
                        "a day's length from noon to noon is two halves: the first day's morning is not excused",
                        wangWu().leave(days("13:30", "+12:00", 1.0)),
                        "09:40",
                        absent("09:00")),
                row(
                        "a day's length from noon to noon is two halves: the second day's morning is excused",
                        wangWu().leave(days("-13:30", "12:00", 1.0)),
                        "09:40",
                        excused("09:00")),
                row(
                        "working days within a longer leave count fewer than its days, and all of them excuse",
                        wangWu().leave(days("-09:00", "+18:00", 2.0)),
                        "15:00",
                        excused("09:00")),
                row(
                        "half-day leave over two days excuses the whole of the first",
                        wangWu().leave(halfDay("09:00", "+12:00")),
                        "15:00",
                        excused("09:00")));
    }

    private static List<Row> approvals() {
        return List.of(
                row("a trip excuses", wangWu().trip(days("-00:00", "+00:00", 3.0)), "09:40", excused("09:00")),
                row(
                        "a trip of one day, whose begin equals its end, excuses the whole day",
                        wangWu().trip(days("00:00", "00:00", 1.0)),
                        "17:00",
                        excused("09:00")),
                row(
                        "an outing by the hour excuses while it lasts",
                        wangWu().trip(hours("09:00", "11:00")),
                        "10:00",
                        excused("09:00")),
                row("after an outing people are due", wangWu().trip(hours("09:00", "11:00")), "11:30", absent("11:00")),
                row(
                        "an outing that adjoins a leave is one with it",
                        wangWu().leave(hours("09:00", "10:00")).trip(hours("10:00", "12:00")),
                        "11:30",
                        excused("09:00")),
                row("approved overtime never excuses", wangWu().approval("P1"), "09:40", absent("09:00")),
                row(
                        "approved overtime of the evening never excuses the morning",
                        wangWu().approval("P2"),
                        "09:40",
                        absent("09:00")),
                row(
                        "whoever is on a trip on a rest day is not due",
                        Day.of(Cast.WANG_WU).leave(days("00:00", "00:00", 1.0)),
                        "09:40",
                        notDue()),
                row(
                        "whoever is on a trip and comes all the same is present",
                        usual().trip(days("00:00", "00:00", 1.0)).tied("08:50", "P1"),
                        "09:40",
                        present("09:00", "08:50")));
    }
}
