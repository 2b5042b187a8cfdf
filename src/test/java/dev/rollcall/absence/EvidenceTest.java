package dev.rollcall.absence;

import static dev.rollcall.absence.Day.days;
import static dev.rollcall.absence.Day.halfDay;
import static dev.rollcall.absence.Day.hours;
import static dev.rollcall.absence.Day.usual;
import static dev.rollcall.absence.Times.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Evidence.Source;
import dev.rollcall.absence.Punch.Result;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a finding says of why somebody stands where they stand. */
class EvidenceTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theEvidence(Row row) {
        Finding finding = row.judge();

        assertThat(finding.evidence()).isEqualTo(row.evidence());
        assertThat(finding.points()).isEqualTo(row.day().build().points());
    }

    static Stream<Row> rows() {
        return Stream.of(punches(), excuses(), nothing()).flatMap(List::stream);
    }

    private static List<Row> punches() {
        return List.of(
                row(
                        "whoever is present is so by the first punch that shows it",
                        usual().tied("08:52", "P1").untied("08:55"),
                        "09:40",
                        punch(Source.PUNCH, "P1", "08:52")),
                row(
                        "a punch that DingTalk tied to nothing has no point",
                        usual().untied("08:52"),
                        "09:40",
                        punch(Source.PUNCH, null, "08:52")),
                row(
                        "a punch that is tied to the clock-out is evidence with that point",
                        usual().tied("14:10", "P2"),
                        "14:30",
                        punch(Source.PUNCH, "P2", "14:10")),
                row(
                        "a correction that only the second look shows is a result",
                        usual().result("09:00", "P1", Result.NORMAL),
                        "09:40",
                        punch(Source.RESULT, "P1", "09:00")),
                row(
                        "a punch that both looks show is a raw one",
                        usual().tied("08:52", "P1").result("08:52", "P1", Result.NORMAL),
                        "09:40",
                        punch(Source.PUNCH, "P1", "08:52")),
                row(
                        "whoever is late is so by the punch that they made",
                        usual().tied("09:20", "P1", Result.LATE),
                        "09:40",
                        punch(Source.PUNCH, "P1", "09:20")),
                row(
                        "whoever is pending is so by the punch that waits",
                        usual().invalid("08:55").invalid("09:10"),
                        "09:40",
                        punch(Source.PUNCH, null, "08:55")));
    }

    private static List<Row> excuses() {
        return List.of(
                row(
                        "a leave by the hour excuses with its own times",
                        usual().leave(hours("08:00", "11:00")),
                        "09:40",
                        excuse(Source.LEAVE, "08:00", "11:00")),
                row(
                        "a leave of a whole day excuses with the times that were recorded",
                        usual().leave(days("00:00", "+00:00", 1.0)),
                        "09:40",
                        excuse(Source.LEAVE, "00:00", "+00:00")),
                row(
                        "a leave of half a day excuses with the times that were recorded",
                        usual().leave(halfDay("09:30", "12:30")),
                        "09:40",
                        excuse(Source.LEAVE, "09:30", "12:30")),
                row(
                        "a trip excuses by its approval",
                        usual().trip(days("-00:00", "+00:00", 2.0)),
                        "09:40",
                        excuse(Source.APPROVAL, "-00:00", "+00:00")),
                row(
                        "of a leave that runs into the next both together excuse",
                        usual().leave(hours("09:00", "10:00")).leave(hours("10:00", "12:00")),
                        "11:00",
                        excuse(Source.LEAVE, "09:00", "12:00")),
                row(
                        "what follows a leave that has not ended is no evidence yet",
                        usual().leave(hours("09:00", "10:00")).leave(hours("10:00", "12:00")),
                        "09:40",
                        excuse(Source.LEAVE, "09:00", "10:00")),
                row(
                        "of two leaves that excuse the one that ends later is the evidence",
                        usual().leave(hours("09:00", "10:00")).leave(hours("08:30", "12:00")),
                        "09:40",
                        excuse(Source.LEAVE, "08:30", "12:00")),
                row(
                        "a leave of another time is no evidence",
                        usual().leave(hours("14:00", "18:00")).leave(hours("08:00", "09:30")),
                        "09:20",
                        excuse(Source.LEAVE, "08:00", "09:30")),
                row(
                        "within the grace after its end a leave is the evidence",
                        usual().leave(hours("09:00", "10:00")),
                        "10:03",
                        5,
                        excuse(Source.LEAVE, "09:00", "10:00")));
    }

    private static List<Row> nothing() {
        return List.of(
                row(
                        "whoever is absent is so because nothing was found of the point that is due",
                        usual(),
                        "09:40",
                        Evidence.without(Source.NOTHING, "P1")),
                row(
                        "in a day of two parts the point is that of the part that is due",
                        Day.fourPunches(),
                        "13:30",
                        Evidence.without(Source.NOTHING, "P3")),
                row(
                        "of a plan without ids the point is not known",
                        usual().withoutPlanIds(),
                        "09:40",
                        Evidence.without(Source.NOTHING, null)),
                row(
                        "whoever is due again after a leave is absent without evidence of it",
                        usual().leave(hours("09:00", "10:00")),
                        "10:30",
                        Evidence.without(Source.NOTHING, "P1")),
                row(
                        "where something was not read, that is what is known",
                        usual().unread(Day.Evidence.LEAVES),
                        "09:40",
                        Evidence.without(Source.UNREAD, "P1")),
                row(
                        "where the plan was not read the point is not known",
                        Day.of(Cast.LI_SI).unread(Day.Evidence.PLAN),
                        "09:40",
                        Evidence.without(Source.UNREAD, null)),
                row("whoever is not due needs no evidence", usual(), "08:50", null),
                row(
                        "whoever begins today needs no evidence",
                        Day.of(Cast.SUN_QI).shift("09:00", "18:00"),
                        "09:40",
                        null));
    }

    @Test
    void whoeverIsNotNamedAfterAllWasNotReadForAllThatIsKnown() {
        Finding unnamed = row("absent", usual(), "09:40", null).judge().unnamed();

        assertThat(unnamed.standing()).isEqualTo(Standing.UNVERIFIED);
        assertThat(unnamed.dueAt()).isEqualTo(at("09:00"));
        assertThat(unnamed.evidence()).isEqualTo(Evidence.without(Source.UNREAD, "P1"));
        assertThat(unnamed.points()).hasSize(2);
    }

    @Test
    void inAnotherSubDepartmentTheEvidenceIsTheSame() {
        Finding finding =
                row("present", usual().tied("08:52", "P1"), "09:40", null).judge();

        assertThat(finding.in("后端组").evidence()).isEqualTo(punch(Source.PUNCH, "P1", "08:52"));
        assertThat(finding.in("后端组").points()).isEqualTo(finding.points());
    }

    private static Evidence punch(Source source, @Nullable String planId, String time) {
        return new Evidence(source, planId, at(time), null, null);
    }

    private static Evidence excuse(Source source, String from, String to) {
        return new Evidence(source, "P1", null, at(from), at(to));
    }

    private static Row row(String sentence, Day day, String asOf, @Nullable Evidence evidence) {
        return row(sentence, day, asOf, 0, evidence);
    }

    private static Row row(String sentence, Day day, String asOf, int grace, @Nullable Evidence evidence) {
        return new Row(sentence, day, asOf, grace, evidence);
    }

    record Row(
            String sentence,
            Day day,
            String asOf,
            int grace,
            @Nullable Evidence evidence) {
        Finding judge() {
            return new AbsenceRule(Duration.ofMinutes(grace)).judge(day.build(), at(asOf));
        }

        @Override
        public String toString() {
            return sentence;
        }
    }
}
