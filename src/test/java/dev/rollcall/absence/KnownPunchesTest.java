package dev.rollcall.absence;

import static dev.rollcall.absence.Standing.ABSENT;
import static dev.rollcall.absence.Standing.NOT_DUE;
import static dev.rollcall.absence.Standing.PENDING;
import static dev.rollcall.absence.Standing.PRESENT;
import static dev.rollcall.absence.Standing.UNVERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Company.Ask;
import dev.rollcall.absence.Punch.Result;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The second roll call of a day: who is asked about again, and that it says the same as one that knew nothing. */
class KnownPunchesTest {
    private static final long TECH = 4100;

    private final Memory memory = new Memory();
    private final Company company = new Company().remembering(memory);

    // -- who is asked about again
    // --------------------------------------------------------------------------------------

    @Test
    void whoeverCameInTimeIsNotAskedAboutAgainButForOneWhoProvesTheAnswer() {
        company.present(TECH, 5).with(TECH, person("out"));

        company.find("09:10");
        RollCall found = again("09:40");

        assertThat(company.asked(Ask.PUNCHES)).containsExactly("in4100-1", "out");
        assertThat(company.witnesses()).hasSize(1);
        assertThat(company.witnesses().get(0)).containsExactly("in4100-1", "in4100-2", "in4100-3");
        assertThat(found.company()).isEqualTo(new Counts(6, 5, 0, 0, 0, 0, 1));
        assertThat(found.complete()).isTrue();
    }

    @Test
    void whereEverybodyCameInTimeNobodyIsAskedAboutAgain() {
        company.present(TECH, 5);

        company.find("09:10");

        assertThat(again("09:40").company().present()).isEqualTo(5);
        assertThat(company.calls(Ask.PUNCHES)).isEmpty();
    }

    @Test
    void onlyAcceptedPunchesOfPeopleWhoArePresentAreRemembered() {
        company.with(TECH, person("in").tied("08:50", "P1").invalid("08:40"))
                .with(TECH, person("pending").invalid("08:50"))
                .with(TECH, person("out"));

        assertThat(standings(company.find("09:40"))).containsEntry("pending", PENDING);

        assertThat(memory.today()).containsOnlyKeys("in");
        assertThat(memory.today().get("in")).extracting(Punch::accepted).containsExactly(true);
    }

    @Test
    void aPunchAfterTheInstantIsNotKnownAtIt() {
        company.with(TECH, person("noon").tied("12:00", "P1", Result.NORMAL)).present(TECH, 1);

        company.find("13:00");

        assertThat(standings(again("09:40"))).containsEntry("noon", ABSENT);
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("in4100-1", "noon");
    }

    @Test
    void whoeverIsKnownToHaveBeenThereInTheMorningIsAskedAboutAgainInTheAfternoon() {
        company.with(TECH, twoParts("gone").tied("08:20", "P1").tied("12:01", "P2"))
                .with(
                        TECH,
                        twoParts("back").tied("08:20", "P1").tied("12:01", "P2").tied("12:55", "P3"));

        assertThat(company.find("09:40").company().present()).isEqualTo(2);

        assertThat(standings(again("13:30"))).isEqualTo(Map.of("gone", ABSENT, "back", PRESENT));
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("back", "gone");
    }

    @Test
    void whoeverHasAnotherShiftSinceIsAskedAboutAgain() {
        company.present(TECH, 2);
        company.find("09:10");

        company.with(
                TECH,
                Day.of(Company.person("in4100-2"))
                        .shift("14:00", "22:00")
                        .withoutPlanIds()
                        .clockInElsewhere("08:50", null, Result.NORMAL));

        assertThat(standings(again("14:30"))).containsEntry("in4100-2", ABSENT);
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("in4100-1", "in4100-2");
    }

    @Test
    void whoeverRestsAfterAllIsNotDueHoweverKnown() {
        company.with(TECH, person("in").tied("08:50", "P1"));
        company.find("09:10");

        company.with(TECH, Day.of(Company.person("in")));

        assertThat(standings(again("09:40"))).containsEntry("in", NOT_DUE);
    }

    // -- lateness
    // ------------------------------------------------------------------------------------------------------

    @Test
    void whoeverWasLateIsAskedAboutAgainBecauseThatMayBeCorrected() {
        company.with(TECH, person("late").tied("09:05", "P1", Result.LATE)).present(TECH, 1);
        assertThat(company.find("09:10").company().late()).isEqualTo(1);

        company.with(TECH, person("late").tied("09:05", "P1", Result.NORMAL));

        assertThat(again("09:40").company().late()).isZero();
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("in4100-1", "late");
    }

    @Test
    void whoeverDingTalkHadNotJudgedYetIsAskedAboutAgain() {
        company.with(TECH, person("open").tied("09:00", "P1", Result.OTHER));
        assertThat(company.find("09:10").company().late()).isZero();

        company.with(TECH, person("open").tied("09:00", "P1", Result.LATE));

        assertThat(again("09:40").company().late()).isEqualTo(1);
    }

    @Test
    void whoeverIsDueEarlierSinceIsAskedAboutAgain() {
        company.with(TECH, person("moved").tied("08:50", "P1"));
        assertThat(company.find("09:10").company().late()).isZero();

        company.with(TECH, person("moved").tied("08:50", "P1", Result.LATE).moved("P1", "08:30"));

        assertThat(again("09:40").company().late()).isEqualTo(1);
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("moved");
    }

    @Test
    void whoeverIsDueLaterSinceWasInTimeAllTheSame() {
        company.with(TECH, person("moved").tied("08:50", "P1"));
        company.find("09:10");

        company.with(TECH, person("moved").tied("08:50", "P1").moved("P1", "09:15"));

        assertThat(again("09:40").company()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
        assertThat(company.calls(Ask.PUNCHES)).isEmpty();
    }

    // -- answers that cannot be
    // ----------------------------------------------------------------------------------------

    @Test
    void anAnswerWithoutTheOneWhoProvesItNamesNobody() {
        company.present(TECH, 5).silent(TECH, 3);
        company.find("09:10");

        company.with(TECH, Day.of(Company.person("in4100-1")).shift("09:00", "18:00"));
        RollCall found = again("09:40");

        assertThat(found.company()).isEqualTo(new Counts(8, 5, 0, 0, 0, 3, 0));
        assertThat(found.troubles())
                .extracting(SourceException::reason)
                .containsExactly(SourceException.Reason.IMPLAUSIBLE);
    }

    @Test
    void whoeverIsKnownToHavePunchedIsNotNamedBecauseAnAnswerLostIt() {
        company.with(TECH, person("late").tied("09:05", "P1", Result.LATE))
                .present(TECH, 2)
                .silent(TECH, 1);
        company.find("09:10");

        company.with(TECH, person("late"));

        assertThat(standings(again("09:40"))).containsEntry("late", UNVERIFIED).containsEntry("silent4100-1", ABSENT);
    }

    @Test
    void aPunchThatDingTalkHasTakenBackIsNotLost() {
        company.with(TECH, person("late").tied("09:05", "P1", Result.LATE)).present(TECH, 1);
        company.find("09:10");

        company.with(TECH, person("late").invalid("09:05"));

        assertThat(standings(again("09:40"))).containsEntry("late", PENDING);
    }

    @Test
    void whoeverCannotBeReadNowIsNotHelpedByWhatWasKnown() {
        company.with(TECH, person("late").tied("09:05", "P1", Result.LATE)).present(TECH, 1);
        company.find("09:10");

        company.unreadable((ask, id) -> ask == Ask.PUNCHES);

        assertThat(standings(again("09:40"))).isEqualTo(Map.of("late", UNVERIFIED, "in4100-1", PRESENT));
    }

    @Test
    void whoeverIsKnownToHaveComeBreaksTheSilenceOfTheOthers() {
        company.present(TECH, 1).silent(TECH, 20);
        company.find("09:10");

        assertThat(again("09:40").company()).isEqualTo(new Counts(21, 1, 0, 0, 0, 0, 20));
    }

    private RollCall again(String asOf) {
        return company.askedNothing().find(asOf);
    }

    private static Day person(String id) {
        return Day.of(Company.person(id)).shift("09:00", "18:00");
    }

    private static Day twoParts(String id) {
        return Day.of(Company.person(id)).shift("08:30", "12:00", "13:00", "18:00");
    }

    private static Map<String, Standing> standings(RollCall found) {
        return found.departments().stream()
                .flatMap(department -> department.findings().stream())
                .collect(Collectors.toMap(one -> one.employee().id(), Finding::standing));
    }
}
