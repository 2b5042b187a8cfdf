package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Company.Ask;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A roll call after a sweep ahead of its cutoff. */
class AfterSweepTest {
    private static final long TECH = 4100;

    private final Swept swept = new Swept();
    private final Company company = new Company().remembering(swept);

    @BeforeEach
    void company() {
        company.present(TECH, 6).silent(TECH, 3);
        company.with(TECH, Day.of(Company.person("resting")));
    }

    @Test
    void onlyThoseLeftOverAndTwoWhoProveTheAnswerAreAskedAbout() {
        RollCall ahead = sweep();

        RollCall found = company.find("09:40");

        assertThat(company.asked(Ask.ROSTER))
                .containsExactlyInAnyOrder("silent4100-1", "silent4100-2", "silent4100-3", "resting");
        assertThat(company.asked(Ask.PUNCHES))
                .hasSize(5)
                .contains("silent4100-1", "silent4100-2", "silent4100-3", "in4100-1", "in4100-2");
        assertThat(found).usingRecursiveComparison().ignoringFields("apiCalls").isEqualTo(ahead);
    }

    @Test
    void whoHasComeSinceIsThere() {
        sweep();
        company.now(
                Day.of(Company.person("silent4100-2")).shift("09:00", "18:00").tied("09:39", "P1"));

        RollCall found = company.find("09:40");

        assertThat(found.company().present()).isEqualTo(7);
        assertThat(absent(found)).containsExactly("silent4100-1", "silent4100-3");
    }

    /** The people left over may all be silent: whoever the sweep has seen must be in the answer. */
    @Test
    void aBlankAnswerNamesNobody() {
        sweep();
        company.blank((ask, ids) -> ask == Ask.PUNCHES);

        RollCall found = company.find("09:40");

        assertThat(found.company().absent()).isZero();
        assertThat(found.company().unverified()).isEqualTo(3);
        assertThat(found.company().present()).as("as it was seen").isEqualTo(6);
        assertThat(found.troubles()).isNotEmpty();
    }

    @Test
    void whoseShiftWasTakenAwaySinceIsNotDue() {
        sweep();
        company.now(Day.of(Company.person("silent4100-1")));

        RollCall found = company.find("09:40");

        assertThat(absent(found)).containsExactly("silent4100-2", "silent4100-3");
        assertThat(found.company().due()).isEqualTo(8);
    }

    /** Asked one by one they would take too long; of few they do not. */
    @Test
    void movedTimesOfManyAreNotAskedForAgainWhileShiftAndApprovalsAreTheSame() {
        company.movable().silent(TECH, 55);
        company.with(
                TECH, Day.of(Company.person("moved")).shift("09:00", "18:00").moved("P1", "09:30"));
        sweep();
        company.now(Day.of(Company.person("silent4100-1")).shift("09:10", "18:00"));
        company.now(
                Day.of(Company.person("silent4100-2")).shift("09:00", "18:00").approval("P1"));

        RollCall found = company.find("09:40");

        assertThat(company.asked(Ask.TIMES)).containsExactly("silent4100-1", "silent4100-2");
        assertThat(found.departments().get(0).with(Standing.ABSENT))
                .filteredOn(finding -> finding.employee().id().equals("moved"))
                .extracting(Finding::dueAt)
                .containsExactly(Times.at("09:30"));
    }

    @Test
    void movedTimesOfAFewAreAskedForAgain() {
        company.movable();
        sweep();
        company.now(
                Day.of(Company.person("silent4100-1")).shift("09:00", "18:00").moved("P1", "10:00"));

        RollCall found = company.find("09:40");

        assertThat(company.asked(Ask.TIMES)).hasSize(3);
        assertThat(absent(found)).containsExactly("silent4100-2", "silent4100-3");
    }

    /** Of whom the second look alone says that they are there, no raw punch can prove an answer. */
    @Test
    void whereNobodyCouldProveAnAnswerEverybodyIsAskedAbout() {
        Company corrected = new Company().remembering(swept).silent(TECH, 2);
        for (int number = 1; number <= 3; number++) {
            corrected.with(
                    TECH,
                    Day.of(Company.person("corrected" + number))
                            .shift("09:00", "18:00")
                            .result("09:00", "P1", Punch.Result.NORMAL));
        }
        swept.keep(corrected.find("09:40"));
        corrected.askedNothing();

        RollCall found = corrected.find("09:40");

        assertThat(corrected.asked(Ask.ROSTER)).hasSize(5);
        assertThat(found.company().present()).isEqualTo(3);
        assertThat(found.company().absent()).isEqualTo(2);
    }

    @Test
    void whereAFewCannotBeAskedAboutThePlanIsReadAsAWholeAndEverythingElseStays() {
        company.answeringNoFew();
        sweep();

        RollCall found = company.find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(9, 6, 0, 0, 0, 0, 3));
        assertThat(company.asked(Ask.PUNCHES)).hasSize(5);
    }

    @Test
    void aPlanWithoutWhoeverHasPunchedLeavesEverybodyUnread() {
        company.answeringNoFew();
        sweep();
        company.blank((ask, ids) -> ask == Ask.ROSTER);

        RollCall found = company.find("09:40");

        assertThat(found.company().absent()).isZero();
        assertThat(found.company().unverified()).isEqualTo(4);
        assertThat(found.company().present()).isEqualTo(6);
        assertThat(found.troubles()).isNotEmpty();
    }

    @Test
    void whoIsDueAfterAllByThePlanOfTheCutoffIs() {
        company.answeringNoFew();
        sweep();
        company.now(Day.of(Company.person("resting")).shift("09:00", "18:00"));

        assertThat(absent(company.find("09:40"))).contains("resting").hasSize(4);
    }

    /** Everybody's shift is the same one, and flexible. */
    @Test
    void ofFlexibleShiftsTheTimesOfManyAreAskedForAgainToo() {
        company.movable().silent(TECH, 55);
        company.with(
                TECH, Day.of(Company.person("flexible")).shift("09:00", "18:00").flexible("P1", 20));
        sweep();
        company.now(Day.of(Company.person("flexible")).shift("09:00", "18:00").flexible("P1", 60));

        RollCall found = company.find("09:40");

        assertThat(company.asked(Ask.TIMES)).hasSize(56);
        assertThat(absent(found)).doesNotContain("flexible");
    }

    @Test
    void aSweepOfAnotherCutoffCountsForNothing() {
        sweep();

        company.find("09:41");

        assertThat(company.asked(Ask.ROSTER)).hasSize(10);
    }

    @Test
    void whoHasBecomeAnEmployeeSinceIsAskedAbout() {
        sweep();
        company.present(TECH, 7);

        RollCall found = company.find("09:40");

        assertThat(found.company().present()).isEqualTo(7);
        assertThat(company.asked(Ask.ROSTER)).contains("in4100-7").hasSize(5);
    }

    @Test
    void whereNobodyIsLeftOverNothingIsAsked() {
        Company all = new Company().remembering(swept).present(TECH, 4);
        swept.keep(all.find("09:40"));
        all.askedNothing();

        RollCall found = all.find("09:40");

        assertThat(found.company().present()).isEqualTo(4);
        assertThat(all.calls(Ask.ROSTER)).isEmpty();
        assertThat(all.calls(Ask.PUNCHES)).isEmpty();
    }

    /** A whole department of theirs is settled; the other's people are read in bands. */
    @Test
    void aDepartmentThatTheSweepHasSettledIsToldBeforeTheOthersAreRead() {
        company.present(4200, 2).inBandsOf(2);
        sweep();
        Map<Long, Integer> asked = new HashMap<>();

        company.answeringNoFew()
                .findEarly(
                        "09:40",
                        part -> part.departments()
                                .forEach(one -> asked.put(
                                        one.id(), company.asked(Ask.PUNCHES).size())));

        assertThat(asked.keySet()).containsExactly(4200L);
    }

    private RollCall sweep() {
        RollCall ahead = company.find("09:40");
        swept.keep(ahead);
        company.askedNothing();
        return ahead;
    }

    private static List<String> absent(RollCall rollCall) {
        return rollCall.departments().get(0).with(Standing.ABSENT).stream()
                .map(finding -> finding.employee().id())
                .toList();
    }

    /** Remembers what it is told, as of 09:40, without names. */
    private static final class Swept implements SweptPeople {
        private final Map<String, Finding> findings = new HashMap<>();

        void keep(RollCall rollCall) {
            rollCall.departments().forEach(one -> keep(rollCall.workDate(), rollCall.asOf(), one.findings()));
        }

        @Override
        public boolean any(LocalDate workDate, Instant asOf) {
            return asOf.equals(Times.at("09:40"));
        }

        @Override
        public Map<String, Finding> of(LocalDate workDate, Instant asOf, Collection<String> people) {
            Map<String, Finding> some = new HashMap<>(findings);
            some.keySet().retainAll(people);
            return some;
        }

        @Override
        public void keep(LocalDate workDate, Instant asOf, Collection<Finding> some) {
            some.forEach(finding -> findings.put(
                    finding.employee().id(),
                    finding.of(new Employee(finding.employee().id(), "", null))));
        }
    }
}
