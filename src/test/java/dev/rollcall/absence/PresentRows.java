package dev.rollcall.absence;

import static dev.rollcall.absence.Day.fourPunches;
import static dev.rollcall.absence.Day.hours;
import static dev.rollcall.absence.Day.usual;
import static dev.rollcall.absence.Row.absent;
import static dev.rollcall.absence.Row.late;
import static dev.rollcall.absence.Row.pending;
import static dev.rollcall.absence.Row.present;
import static dev.rollcall.absence.Row.row;

import dev.rollcall.absence.Punch.Result;
import java.util.List;
import java.util.stream.Stream;

/** Which punches show that somebody is there, and which do not. */
final class PresentRows {
    private static final String[] EARLY_SHIFT = {"08:00", "17:00"};

    private PresentRows() {}

    static List<Row> rows() {
        return Stream.of(oneShift(), lateness(), lastNight(), midShift(), twoParts(), nightShift(), notAccepted())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> oneShift() {
        return List.of(
                row(
                        "whoever punched before the shift is present",
                        usual().tied("08:52", "P1"),
                        "09:40",
                        present("09:00", "08:52")),
                row(
                        "a punch in the very minute of the cutoff counts",
                        usual().tied("09:40", "P1", Result.LATE),
                        "09:40",
                        late("09:00", "09:40")),
                row(
                        "whoever comes after the cutoff is absent at the cutoff",
                        usual().tied("09:41", "P1", Result.LATE),
                        "09:40",
                        absent("09:00")),
                row(
                        "a punch that DingTalk tied to nothing counts",
                        usual().untied("08:52"),
                        "09:40",
                        present("09:00", "08:52")),
                row(
                        "a punch from a machine, without a plan and tied to a clock-in, counts",
                        usual().punch("08:52", null, true, Cast.TODAY, null),
                        "09:40",
                        present("09:00", "08:52")),
                row(
                        "in a plan without ids a punch with an id counts",
                        usual().withoutPlanIds().clockInElsewhere("08:52", "09:00", Result.NORMAL),
                        "09:40",
                        present("09:00", "08:52")),
                row(
                        "four hours before the plan a punch belongs to it",
                        usual().untied("05:00"),
                        "09:40",
                        present("09:00", "05:00")),
                row(
                        "more than four hours before the plan a punch belongs to nothing",
                        usual().untied("04:59"),
                        "09:40",
                        absent("09:00")),
                row(
                        "however early, a punch that DingTalk tied to the clock-in belongs to it",
                        usual().tied("04:10", "P1"),
                        "09:40",
                        present("09:00", "04:10")),
                row(
                        "of two punches the first one says when somebody came",
                        usual().tied("08:55", "P1").untied("08:56"),
                        "09:40",
                        present("09:00", "08:55")),
                row(
                        "an administrator's correction that only the second look shows counts",
                        usual().result("09:00", "P1", Result.NORMAL),
                        "09:40",
                        present("09:00", "09:00")),
                row(
                        "whoever was there and went home early had come",
                        usual().tied("08:55", "P1").tied("15:10", "P2", Result.EARLY),
                        "16:00",
                        present("09:00", "08:55")),
                row(
                        "present comes before excused",
                        usual().tied("08:55", "P1").leave(hours("09:00", "11:00")),
                        "09:40",
                        present("09:00", "08:55")),
                row(
                        "a punch tied to the clock-in of a shift since swapped away counts",
                        usual().clockInElsewhere("08:40", "08:30", Result.LATE),
                        "09:40",
                        present("09:00", "08:40")));
    }

    private static List<Row> lateness() {
        return List.of(
                row("whoever punched after the plan is late", usual().untied("09:12"), "09:40", late("09:00", "09:12")),
                row(
                        "a punch in the minute of the plan is in time",
                        usual().untied("09:00"),
                        "09:40",
                        present("09:00", "09:00")),
                row(
                                "a punch in the last minute of the grace is in time",
                                usual().untied("09:10"),
                                "09:40",
                                present("09:00", "09:10"))
                        .withGrace(10),
                row("a punch after the grace is late", usual().untied("09:11"), "09:40", late("09:00", "09:11"))
                        .withGrace(10),
                row(
                        "what DingTalk finds in order is in time, whatever the clock says",
                        usual().tied("09:05", "P1", Result.NORMAL),
                        "09:40",
                        present("09:00", "09:05")),
                row(
                                "what DingTalk finds late is late, whatever the grace",
                                usual().tied("09:05", "P1", Result.LATE),
                                "09:40",
                                late("09:00", "09:05"))
                        .withGrace(10),
                row(
                        "seriously late is late",
                        usual().tied("09:32", "P1", Result.SERIOUS_LATE),
                        "09:40",
                        late("09:00", "09:32")),
                row(
                        "so late that DingTalk counts it as absenteeism is present, and late",
                        usual().tied("11:30", "P1", Result.ABSENTEEISM),
                        "12:00",
                        late("09:00", "11:30")),
                row(
                        "a judgement that this program does not know leaves it to the clock",
                        usual().tied("09:05", "P1", Result.OTHER),
                        "09:40",
                        late("09:00", "09:05")),
                row(
                        "DingTalk's judgement of the clock-in counts where the plan has no ids",
                        usual().withoutPlanIds().clockInElsewhere("09:05", "09:00", Result.NORMAL),
                        "09:40",
                        present("09:00", "09:05")),
                row(
                        "DingTalk's judgement by a shift since swapped away does not count",
                        usual().clockInElsewhere("08:40", "08:30", Result.LATE).tied("09:12", "P1", Result.OTHER),
                        "09:40",
                        present("09:00", "08:40")),
                row(
                        "an untied punch says when somebody came, DingTalk's judgement of the clock-in says how",
                        usual().untied("09:01").tied("09:03", "P1", Result.NORMAL),
                        "09:40",
                        present("09:00", "09:01")));
    }

    private static List<Row> lastNight() {
        return List.of(
                row(
                        "last night's clock-out at 04:30, tied to yesterday, is no presence this morning",
                        usual().clockOutElsewhere("04:30", "-18:00", Cast.TODAY.minusDays(1)),
                        "09:40",
                        absent("09:00")),
                row(
                        "nor is it on a shift that begins at 08:00, four hours later or less",
                        Day.of(Cast.LI_SI)
                                .shift(EARLY_SHIFT)
                                .clockOutElsewhere("04:30", "-18:00", Cast.TODAY.minusDays(1)),
                        "08:40",
                        absent("08:00")),
                row(
                        "nor on one that begins at 08:30, four hours later to the minute",
                        Day.of(Cast.LI_SI)
                                .shift("08:30", "17:30")
                                .clockOutElsewhere("04:30", "-18:00", Cast.TODAY.minusDays(1)),
                        "08:40",
                        absent("08:30")),
                row(
                        "nor where DingTalk does not say to which date it counts",
                        Day.of(Cast.LI_SI).shift(EARLY_SHIFT).clockOutElsewhere("04:30", "-18:00", null),
                        "08:40",
                        absent("08:00")),
                row(
                        "nor where DingTalk says no more than that it is a clock-out",
                        Day.of(Cast.LI_SI).shift(EARLY_SHIFT).punch("04:30", null, false, null, null),
                        "08:40",
                        absent("08:00")),
                row(
                        "nor where DingTalk says no more than that it counts to yesterday",
                        Day.of(Cast.LI_SI).shift(EARLY_SHIFT).punch("04:30", null, null, Cast.TODAY.minusDays(1), null),
                        "08:40",
                        absent("08:00")),
                row(
                        "nor where somebody stayed until after this morning's shift began",
                        usual().clockOutElsewhere("09:10", "-18:00", Cast.TODAY.minusDays(1)),
                        "09:40",
                        absent("09:00")),
                row(
                        "whoever went home at 04:30 and came back in the morning is present",
                        Day.of(Cast.LI_SI)
                                .shift(EARLY_SHIFT)
                                .clockOutElsewhere("04:30", "-18:00", Cast.TODAY.minusDays(1))
                                .tied("07:58", "P1"),
                        "08:40",
                        present("08:00", "07:58")),
                row(
                        "a punch at 04:30 that DingTalk tied to nothing counts for a shift at 08:30",
                        Day.of(Cast.LI_SI).shift("08:30", "17:30").untied("04:30"),
                        "08:40",
                        present("08:30", "04:30")));
    }

    private static List<Row> midShift() {
        return List.of(
                row(
                        "a first punch at 14:00, which DingTalk ties to the clock-out, is presence",
                        usual().tied("14:00", "P2", Result.EARLY),
                        "14:30",
                        late("09:00", "14:00")),
                row(
                        "a forgotten card in the morning and a clock-out at 18:05 is presence",
                        usual().tied("18:05", "P2", Result.NORMAL),
                        "18:30",
                        late("09:00", "18:05")),
                row(
                        "a first punch at 14:00, tied to the clock-out of a shift since swapped away, is presence",
                        usual().clockOutElsewhere("14:00", "17:30", Cast.TODAY),
                        "14:30",
                        late("09:00", "14:00")),
                row(
                        "a first punch at 14:00, tied to a clock-out of which nothing is said, is presence",
                        usual().punch("14:00", null, false, null, null),
                        "14:30",
                        late("09:00", "14:00")),
                row(
                        "a first punch at 14:00 that is tied to nothing is presence",
                        usual().untied("14:00"),
                        "14:30",
                        late("09:00", "14:00")));
    }

    private static List<Row> twoParts() {
        return List.of(
                row(
                        "whoever came in the morning and is back after lunch is present",
                        fourPunches().tied("08:20", "P1").tied("12:02", "P2").tied("12:55", "P3"),
                        "13:20",
                        present("13:00", "12:55")),
                row(
                        "whoever came in the morning, went to lunch and did not come back is absent",
                        fourPunches().tied("08:20", "P1").tied("12:02", "P2"),
                        "13:20",
                        absent("13:00")),
                row(
                        "whoever came in the morning and has not punched since is absent after lunch",
                        fourPunches().tied("08:20", "P1"),
                        "13:20",
                        absent("13:00")),
                row(
                        "out at 12:02 and back at 12:20, both tied to nothing, is back",
                        fourPunches().tied("08:20", "P1").untied("12:02").untied("12:20"),
                        "13:20",
                        present("13:00", "12:20")),
                row(
                        "out at 12:02 and back at 12:40, both tied to nothing, is back",
                        fourPunches().untied("08:20").untied("12:02").untied("12:40"),
                        "13:20",
                        present("13:00", "12:40")),
                row(
                        "out at 12:02, tied to nothing, and not back is absent",
                        fourPunches().untied("08:20").untied("12:02"),
                        "13:20",
                        absent("13:00")),
                row(
                        "out at 12:02, tied to the clock-out, and back at 12:20, tied to nothing, is back",
                        fourPunches().tied("08:20", "P1").tied("12:02", "P2").untied("12:20"),
                        "13:20",
                        present("13:00", "12:20")),
                row(
                        "out at 12:02, no more known than that it is a clock-out, and back at 12:20 is back",
                        fourPunches()
                                .tied("08:20", "P1")
                                .punch("12:02", null, false, Cast.TODAY, null)
                                .untied("12:20"),
                        "13:20",
                        present("13:00", "12:20")),
                row(
                        "out at 12:40, known to be the noon clock-out, and back at 12:50 is back",
                        fourPunches()
                                .tied("08:20", "P1")
                                .punch("12:40", null, false, Cast.TODAY, "12:00")
                                .untied("12:50"),
                        "13:20",
                        present("13:00", "12:50")),
                row(
                        "out at 12:40, known to be the noon clock-out, and not back is absent",
                        fourPunches().tied("08:20", "P1").punch("12:40", null, false, Cast.TODAY, "12:00"),
                        "13:20",
                        absent("13:00")),
                row(
                        "out at 11:40 already and back at 12:10, both tied to nothing, is back",
                        fourPunches().untied("08:20").untied("11:40").untied("12:10"),
                        "13:20",
                        present("13:00", "12:10")),
                row(
                        "a double punch in the morning does not use up the clock-out",
                        fourPunches().untied("08:20").untied("08:21").untied("12:02"),
                        "13:20",
                        absent("13:00")),
                row(
                        "a double punch at 12:02 satisfies the clock-out once: the second one is the way back",
                        fourPunches().untied("08:20").untied("12:02").untied("12:03"),
                        "13:20",
                        present("13:00", "12:03")),
                row(
                        "the same way out in the punches and in the results is one way out",
                        fourPunches()
                                .tied("08:20", "P1")
                                .untied("12:02")
                                .result("08:20", "P1", Result.NORMAL)
                                .result("12:02", "P2", Result.NORMAL),
                        "13:20",
                        absent("13:00")),
                row(
                        "a late way out, tied to the clock-out, is no way back",
                        fourPunches().tied("08:20", "P1").tied("13:05", "P2"),
                        "13:20",
                        absent("13:00")),
                row(
                        "a first punch after the second clock-in is presence, whichever clock-in it is tied to",
                        fourPunches().tied("13:05", "P1", Result.ABSENTEEISM),
                        "13:20",
                        late("13:00", "13:05")),
                row(
                        "a first punch at 15:00, tied to the last clock-out, is presence in the afternoon",
                        fourPunches().tied("15:00", "P4", Result.EARLY),
                        "15:30",
                        late("13:00", "15:00")),
                row(
                        "a first punch at 10:40, tied to the first clock-out, is presence in the morning",
                        fourPunches().tied("10:40", "P2", Result.EARLY),
                        "11:00",
                        late("08:30", "10:40")),
                row(
                        "a late arrival in the morning, tied to the first clock-in, is none in the afternoon",
                        fourPunches().tied("09:45", "P1", Result.LATE),
                        "13:20",
                        absent("13:00")),
                row(
                        "at lunch whoever came in the morning is present",
                        fourPunches().tied("08:20", "P1").tied("12:02", "P2"),
                        "12:30",
                        present("08:30", "08:20")),
                row(
                        "with two shifts in a day the clock-out of the first is no arrival for the second",
                        Day.of(Cast.LI_SI)
                                .shift("06:00", "14:00")
                                .shift("16:00", "20:00")
                                .tied("05:50", "P1")
                                .tied("14:03", "P2"),
                        "16:30",
                        absent("16:00")),
                row(
                        "with two shifts in a day the arrival for the second counts",
                        Day.of(Cast.LI_SI)
                                .shift("06:00", "14:00")
                                .shift("16:00", "20:00")
                                .tied("14:03", "P2")
                                .tied("15:50", "P3"),
                        "16:30",
                        present("16:00", "15:50")));
    }

    private static List<Row> nightShift() {
        return List.of(
                row(
                        "the next morning's clock-in is no arrival for the night before",
                        Day.of(Cast.ZHAO_LIU)
                                .shift("23:56", "+07:56")
                                .punch("+07:40", "N1", true, Cast.TODAY.plusDays(1), "+09:00"),
                        "+11:00",
                        absent("23:56")),
                row(
                        "nor is it where DingTalk does not say to which date it counts it",
                        Day.of(Cast.ZHAO_LIU).shift("23:56", "+07:56").punch("+08:50", "N1", true, null, "+09:00"),
                        "+11:00",
                        absent("23:56")),
                row(
                        "nor is a punch of the next date that is tied to nothing, once the shift is over",
                        Day.of(Cast.ZHAO_LIU)
                                .shift("23:56", "+07:56")
                                .punch("+08:50", null, null, Cast.TODAY.plusDays(1), null),
                        "+11:00",
                        absent("23:56")),
                row(
                        "while the shift runs a punch that is tied to nothing counts, whichever date it is counted to",
                        Day.of(Cast.ZHAO_LIU)
                                .shift("23:56", "+07:56")
                                .punch("+00:20", null, null, Cast.TODAY.plusDays(1), null),
                        "+00:38",
                        late("23:56", "+00:20")),
                row(
                        "whoever clocks out of the night shift was there",
                        Day.of(Cast.ZHAO_LIU).shift("23:56", "+07:56").tied("+08:03", "P2"),
                        "+11:00",
                        late("23:56", "+08:03")),
                row(
                        "whoever came for the night shift is present",
                        Day.of(Cast.ZHAO_LIU).shift("22:00", "+06:00").tied("21:50", "P1"),
                        "22:30",
                        present("22:00", "21:50")),
                row(
                        "whoever came for the night shift is present after midnight",
                        Day.of(Cast.ZHAO_LIU).shift("22:00", "+06:00").untied("21:50"),
                        "+00:30",
                        present("22:00", "21:50")),
                row(
                        "whoever comes for the night shift after midnight is late",
                        Day.of(Cast.ZHAO_LIU).shift("22:00", "+06:00").tied("+00:10", "P1", Result.LATE),
                        "+00:30",
                        late("22:00", "+00:10")),
                row(
                        "the clock-out of last night's shift is no arrival for tonight's",
                        Day.of(Cast.ZHAO_LIU)
                                .shift("22:00", "+06:00")
                                .clockOutElsewhere("06:05", "06:00", Cast.TODAY.minusDays(1)),
                        "22:30",
                        absent("22:00")),
                row(
                        "the clock-out of the night shift of the day before is no arrival for an early shift",
                        Day.of(Cast.ZHAO_LIU)
                                .shift("09:00", "17:00")
                                .clockOutElsewhere("06:05", "06:00", Cast.TODAY.minusDays(1)),
                        "09:40",
                        absent("09:00")));
    }

    private static List<Row> notAccepted() {
        return List.of(
                row(
                        "an outside punch that awaits approval is pending",
                        usual().invalid("08:50"),
                        "09:40",
                        pending("09:00", "08:50")),
                row(
                        "of two punches that wait the first one is told",
                        usual().invalid("08:50").invalid("08:58"),
                        "09:40",
                        pending("09:00", "08:50")),
                row(
                        "an outside punch since approved is presence",
                        usual().invalid("08:50").result("08:50", "P1", Result.NORMAL),
                        "09:40",
                        present("09:00", "08:50")),
                row(
                        "present comes before pending",
                        usual().invalid("08:50").tied("08:55", "P1"),
                        "09:40",
                        present("09:00", "08:55")),
                row(
                        "excused comes before pending",
                        usual().invalid("08:50").leave(hours("09:00", "11:00")),
                        "09:40",
                        Row.excused("09:00")),
                row(
                        "four hours before the plan a punch that waits belongs to it",
                        usual().invalid("05:00"),
                        "09:40",
                        pending("09:00", "05:00")),
                row(
                        "more than four hours before the plan a punch that waits says nothing",
                        usual().invalid("04:59"),
                        "09:40",
                        absent("09:00")),
                row(
                        "a punch that waits, made after the cutoff, says nothing at the cutoff",
                        usual().invalid("09:41"),
                        "09:40",
                        absent("09:00")),
                row(
                        "a way out that is not accepted leaves the clock-out to the next punch",
                        fourPunches().tied("08:20", "P1").invalid("12:02").untied("12:05"),
                        "13:20",
                        pending("13:00", "12:02")));
    }
}
