package dev.rollcall.absence;

import static dev.rollcall.absence.Day.days;
import static dev.rollcall.absence.Day.hours;
import static dev.rollcall.absence.Standing.ABSENT;
import static dev.rollcall.absence.Standing.EXCUSED;
import static dev.rollcall.absence.Standing.NOT_DUE;
import static dev.rollcall.absence.Standing.PENDING;
import static dev.rollcall.absence.Standing.PRESENT;
import static dev.rollcall.absence.Standing.UNVERIFIED;
import static dev.rollcall.absence.Times.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Company.Ask;
import dev.rollcall.absence.Punch.Result;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is read, of whom, in which order, and what comes of it. */
class AbsenceFinderTest {
    private static final long TECH = 4100;
    private static final long SALES = 4200;

    private final Company company = new Company();

    // -- who is asked about ------------------------------------------------------------------------------------------

    @Test
    void whoeverPunchedIsNotAskedAboutAgain() {
        company.with(TECH, zhangSan()).with(TECH, liSi());

        RollCall found = company.find("09:40");

        assertThat(standings(found)).isEqualTo(Map.of("zhang3", PRESENT, "li4", ABSENT));
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("li4", "zhang3");
        assertThat(company.asked(Ask.RESULTS)).containsExactly("li4");
        assertThat(company.asked(Ask.LEAVES)).containsExactly("li4");
        assertThat(company.asked(Ask.APPROVALS)).isEmpty();
        assertThat(company.asked(Ask.MINUTES)).isEmpty();
    }

    @Test
    void whoeverIsNotDueIsNotAskedAbout() {
        company.with(TECH, zhangSan())
                .with(TECH, Day.of(Cast.ZHAO_LIU).shift("22:00", "+06:00"))
                .with(TECH, Day.of(Cast.WANG_WU));

        RollCall found = company.find("09:40");

        assertThat(standings(found)).isEqualTo(Map.of("zhang3", PRESENT, "zhao6", NOT_DUE, "wang5", NOT_DUE));
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("zhang3");
    }

    @Test
    void onARestDayOnlyThePlanIsRead() {
        company.with(TECH, Day.of(Cast.ZHANG_SAN)).with(TECH, Day.of(Cast.LI_SI));

        RollCall found = company.find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
        assertThat(found.complete()).isTrue();
        assertThat(company.calls(Ask.ROSTER)).hasSize(1);
        assertThat(company.calls(Ask.SHIFTS)).isEmpty();
        assertThat(company.calls(Ask.PUNCHES)).isEmpty();
    }

    @Test
    void aDepartmentWithoutMembersAsksForNothingButThePlan() {
        RollCall found = company.find("09:40", all -> company.restricted(all, TECH));

        assertThat(found.departments()).hasSize(1);
        assertThat(company.calls(Ask.PUNCHES)).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutTwiceForTheSameThing() {
        everybody();

        company.find("09:40");

        for (Ask what : Ask.values()) {
            List<String> all = company.calls(what).stream().flatMap(Set::stream).toList();
            assertThat(all).as("asked for %s", what).doesNotHaveDuplicates();
            assertThat(company.calls(what).size()).as("calls for %s", what).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void approvalsAreAskedForOnlyWhereAPointCarriesOneAndLeaveDoesNotExplainIt() {
        company.with(TECH, zhangSan().approval("P2"))
                .with(TECH, liSi())
                .with(TECH, wangWu().approval("P1").leave(days("00:00", "00:00", 1.0)))
                .with(
                        SALES,
                        Day.of(Company.person("trip")).shift("09:00", "18:00").trip(days("00:00", "00:00", 1.0)))
                .with(
                        SALES,
                        Day.of(Company.person("overtime"))
                                .shift("09:00", "18:00")
                                .approval("P2"));

        RollCall found = company.find("09:40");

        assertThat(company.asked(Ask.APPROVALS)).containsExactly("overtime", "trip");
        assertThat(standings(found))
                .isEqualTo(Map.of(
                        "zhang3", PRESENT, "li4", ABSENT, "wang5", EXCUSED, "trip", EXCUSED, "overtime", ABSENT));
    }

    @Test
    void aRowWithoutPunchThatCarriesAnApprovalIsNoPunchAndItsApprovalIsAskedFor() {
        company.with(TECH, zhangSan()).with(TECH, liSi()).approvalInResults("li4");

        RollCall found = company.find("09:40");

        assertThat(standings(found)).containsEntry("li4", ABSENT);

        assertThat(company.asked(Ask.APPROVALS)).containsExactly("li4");
    }

    @Test
    void aSecondLookInWhichNobodyPunchedIsNoPunchAndAsksNothingMore() {
        company.with(TECH, zhangSan()).with(TECH, liSi());

        RollCall found = company.find("14:30");

        assertThat(standings(found)).containsEntry("li4", ABSENT);
        assertThat(company.asked(Ask.APPROVALS)).isEmpty();
    }

    @Test
    void flexibleMinutesAreAskedForOnlyOfThoseLeftOverOnFlexibleShifts() {
        company.with(TECH, onFlexibleShift("in", 30).tied("08:50", "P1"))
                .with(TECH, onFlexibleShift("may", 60))
                .with(TECH, onFlexibleShift("out", 30));

        RollCall found = company.find("09:40");

        assertThat(company.asked(Ask.MINUTES)).containsExactly("may", "out");
        assertThat(standings(found)).isEqualTo(Map.of("in", PRESENT, "may", NOT_DUE, "out", ABSENT));
        assertThat(finding(found, "out").dueAt()).isEqualTo(at("09:30"));
    }

    @Test
    void shiftsAreAskedForOnlyWhereSomebodyMayBeDue() {
        company.with(TECH, zhangSan())
                .with(TECH, Day.of(Cast.ZHAO_LIU).shift("09:00", "10:00").shift("22:00", "+06:00"))
                .with(SALES, Day.of(Cast.WANG_WU).shift("14:00", "22:00"));

        company.find("08:30");

        assertThat(company.calls(Ask.SHIFTS)).isEmpty();
    }

    @Test
    void punchesAreReadSinceFourHoursBeforeEachOnesOwnShift() {
        company.with(TECH, zhangSan())
                .with(TECH, Day.of(Cast.LI_SI).shift("14:00", "22:00").untied("08:00"));

        RollCall found = company.find("14:30");

        assertThat(standings(found)).containsEntry("li4", ABSENT);
    }

    @Test
    void theFirstToComeAreTheWitnessesOfTheSecondLook() {
        company.with(TECH, liSi())
                .with(TECH, came("w1", "08:10"))
                .with(TECH, came("w2", "08:20"))
                .with(TECH, came("w3", "08:30"))
                .with(TECH, came("w4", "08:40"))
                .with(
                        TECH,
                        Day.of(Company.person("untied")).shift("09:00", "18:00").untied("08:00"));

        company.find("09:40");

        assertThat(company.witnesses()).containsExactly(List.of("w1", "w2", "w3"));
    }

    @Test
    void whoeverPunchedAMomentAgoIsNoWitness() {
        company.with(TECH, liSi()).with(TECH, came("w1", "09:39"));

        company.find("09:40");

        assertThat(company.witnesses()).containsExactly(List.of());
    }

    // -- what could not be read --------------------------------------------------------------------------------------

    @Test
    void whoeverOfWhomSomethingWasNotReadIsUnverifiedAndNobodyElse() {
        for (Ask what : List.of(Ask.PUNCHES, Ask.RESULTS, Ask.LEAVES)) {
            Company one = new Company().present(TECH, 3).silent(TECH, 4);
            one.unreadable((ask, id) -> ask == what && id.equals("silent4100-2"));

            RollCall found = one.find("09:40");

            assertThat(found.company()).as("%s", what).isEqualTo(new Counts(7, 3, 0, 0, 0, 1, 3));
            assertThat(finding(found, "silent4100-2").standing()).isEqualTo(UNVERIFIED);
            assertThat(found.complete()).isFalse();
        }
    }

    @Test
    void whoeverWasReadAsPresentIsNotHiddenByAnythingUnread() {
        company.present(TECH, 3).silent(TECH, 2);
        company.unreadable((ask, id) -> ask == Ask.RESULTS || ask == Ask.LEAVES);

        assertThat(company.find("09:40").company()).isEqualTo(new Counts(5, 3, 0, 0, 0, 2, 0));
    }

    @Test
    void aPlanThatCouldNotBeReadMakesUnverifiedAndIncomplete() {
        company.present(TECH, 3).silent(SALES, 2);
        company.unreadable((ask, id) -> ask == Ask.ROSTER && id.startsWith("silent"));

        RollCall found = company.find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(5, 3, 0, 0, 0, 2, 0));
        assertThat(found.complete()).isFalse();
        assertThat(department(found, TECH).complete()).isTrue();
        assertThat(department(found, SALES).complete()).isFalse();
        assertThat(department(found, SALES).dataDown()).isTrue();
        assertThat(company.asked(Ask.PUNCHES)).noneMatch(id -> id.startsWith("silent"));
    }

    @Test
    void aShiftThatCouldNotBeReadMakesThoseLeftOverUnverified() {
        company.present(TECH, 3).silent(TECH, 2);
        company.unreadable((ask, id) -> ask == Ask.SHIFTS);

        assertThat(company.find("09:40").company()).isEqualTo(new Counts(5, 3, 0, 0, 0, 2, 0));
    }

    @Test
    void minutesThatCouldNotBeReadMakeUnverified() {
        company.present(TECH, 1).with(TECH, onFlexibleShift("out", 30));
        company.unreadable((ask, id) -> ask == Ask.MINUTES);

        assertThat(standings(company.find("09:40"))).containsEntry("out", UNVERIFIED);
    }

    @Test
    void approvalsThatCouldNotBeReadMakeUnverified() {
        company.with(TECH, zhangSan()).with(TECH, wangWu().trip(days("00:00", "00:00", 1.0)));
        company.unreadable((ask, id) -> ask == Ask.APPROVALS);

        assertThat(standings(company.find("09:40"))).containsEntry("wang5", UNVERIFIED);
    }

    @Test
    void aPartialMemberListIsIncompleteThoughEverybodyKnownIsThere() {
        company.present(TECH, 3).partial(TECH).present(SALES, 3);

        RollCall found = company.find("09:40");

        assertThat(found.complete()).isFalse();
        assertThat(department(found, TECH).complete()).isFalse();
        assertThat(department(found, TECH).dataDown()).isFalse();
        assertThat(department(found, SALES).complete()).isTrue();
    }

    // -- silence -----------------------------------------------------------------------------------------------------

    @Test
    void tenSilentPeopleAreADataFault() {
        RollCall found = company.silent(TECH, 4).silent(SALES, 6).find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(10, 0, 0, 0, 0, 10, 0));
        assertThat(found.complete()).isFalse();
        assertThat(found.troubles())
                .extracting(SourceException::reason)
                .containsExactly(SourceException.Reason.IMPLAUSIBLE);
    }

    @Test
    void nineSilentPeopleAreAbsent() {
        RollCall found = company.silent(TECH, 4).silent(SALES, 5).find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(9, 0, 0, 0, 0, 0, 9));
        assertThat(found.complete()).isTrue();
        assertThat(found.troubles()).isEmpty();
    }

    @Test
    void whoeverHasAnUnknownShiftIsOneOfTheTen() {
        company.silent(TECH, 9).silent(SALES, 1);
        company.unreadable((ask, id) -> ask == Ask.ROSTER && id.startsWith("silent4200"));

        assertThat(company.find("09:40").company()).isEqualTo(new Counts(10, 0, 0, 0, 0, 10, 0));
    }

    @Test
    void whereMembersAreUnknownSilenceIsADataFaultHoweverFewAreKnown() {
        RollCall found = company.silent(TECH, 2).silent(SALES, 1).partial(SALES).find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(3, 0, 0, 0, 0, 3, 0));
    }

    @Test
    void whereMembersAreUnknownOnePunchMakesTheOthersAbsent() {
        RollCall found =
                company.silent(TECH, 2).present(SALES, 1).partial(SALES).find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(3, 1, 0, 0, 0, 0, 2));
    }

    @Test
    void onePunchAmongManyMakesTheOthersAbsent() {
        RollCall found = company.silent(TECH, 20).present(SALES, 1).find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(21, 1, 0, 0, 0, 0, 20));
    }

    @Test
    void oneResultAmongManyMakesTheOthersAbsent() {
        RollCall found = company.silent(TECH, 20)
                .with(SALES, liSi().result("09:00", "P1", Result.NORMAL))
                .find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(21, 1, 0, 0, 0, 0, 20));
    }

    @Test
    void onePunchThatWaitsAmongManyMakesTheOthersAbsent() {
        RollCall found =
                company.silent(TECH, 20).with(SALES, liSi().invalid("08:50")).find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(21, 0, 0, 0, 1, 0, 20));
    }

    @Test
    void peopleOnLeaveAreDueAndStayExcusedWhereTheRestIsADataFault() {
        RollCall found = company.silent(TECH, 9)
                .with(SALES, wangWu().leave(days("00:00", "00:00", 1.0)))
                .find("09:40");

        assertThat(found.company()).isEqualTo(new Counts(10, 0, 0, 1, 0, 9, 0));
    }

    @Test
    void peopleWhoAreNotDueDoNotMakeTen() {
        company.silent(TECH, 9);
        for (int number = 0; number < 20; number++) {
            company.with(SALES, Day.of(Company.person("rest" + number)));
        }

        assertThat(company.find("09:40").company().absent()).isEqualTo(9);
    }

    @Test
    void aSilentDepartmentAskedAboutAloneIsAbsentWhereSomebodyElseHasPunched() {
        company.silent(TECH, 12).silent(SALES, 60).present(SALES, 1);

        RollCall found = company.find("09:40", all -> company.restricted(all, TECH));

        assertThat(found.company()).isEqualTo(new Counts(12, 0, 0, 0, 0, 0, 12));
        assertThat(company.departmentsRead()).containsExactly(TECH, SALES);
        assertThat(found.departments()).hasSize(1);
    }

    @Test
    void aSmallSilentDepartmentAskedAboutAloneIsUnverifiedWhereTheWholeCompanyIsSilent() {
        company.silent(TECH, 2).silent(SALES, 8);

        RollCall found = company.find("09:40", all -> company.restricted(all, TECH));

        assertThat(found.company()).isEqualTo(new Counts(2, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void aSmallSilentDepartmentOfASmallCompanyIsAbsent() {
        company.silent(TECH, 2).silent(SALES, 7);

        RollCall found = company.find("09:40", all -> company.restricted(all, TECH));

        assertThat(found.company()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 2));
    }

    @Test
    void theOthersAreNotReadWhereSomebodyAskedAboutHasPunched() {
        company.silent(TECH, 12).present(TECH, 1).silent(SALES, 60);

        RollCall found = company.find("09:40", all -> company.restricted(all, TECH));

        assertThat(found.company()).isEqualTo(new Counts(13, 1, 0, 0, 0, 0, 12));
        assertThat(company.departmentsRead()).containsExactly(TECH);
    }

    @Test
    void aSilentDepartmentIsUnverifiedWhereTheOthersCannotBeRead() {
        company.silent(TECH, 2).present(SALES, 20);
        company.unreadable((ask, id) -> ask == Ask.PUNCHES && id.startsWith("in"));

        RollCall found = company.find("09:40", all -> company.restricted(all, TECH));

        assertThat(found.company()).isEqualTo(new Counts(2, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void whoeverIsExemptIsNoWitness() {
        company.silent(TECH, 10).present(SALES, 1);

        RollCall found = company.find("09:40", all -> Company.exempting(company.restricted(all, TECH), "in4200-1"));

        assertThat(found.company()).isEqualTo(new Counts(10, 0, 0, 0, 0, 10, 0));
    }

    // -- who is listed where -----------------------------------------------------------------------------------------

    @Test
    void someoneInTwoDepartmentsIsListedInBothAndCountedOnce() {
        company.with(TECH, "后端组", liSi())
                .with(SALES, "", liSi())
                .present(TECH, 1)
                .present(SALES, 1);

        RollCall found = company.find("09:40");

        assertThat(department(found, TECH).with(ABSENT))
                .extracting(Finding::subDepartment)
                .containsExactly("后端组");
        assertThat(department(found, SALES).with(ABSENT))
                .extracting(Finding::subDepartment)
                .containsExactly("");
        assertThat(found.company()).isEqualTo(new Counts(3, 2, 0, 0, 0, 0, 1));
        assertThat(company.asked(Ask.RESULTS)).containsExactly("li4");
    }

    @Test
    void whoeverIsExemptIsNeitherListedNorAskedAbout() {
        company.with(TECH, zhangSan()).with(TECH, liSi());

        RollCall found = company.find("09:40", all -> Company.exempting(all, "li4"));

        assertThat(standings(found)).isEqualTo(Map.of("zhang3", PRESENT));
        assertThat(company.asked(Ask.ROSTER)).containsExactly("zhang3");
    }

    @Test
    void whoeverIsPlannedButNoMemberIsNotListed() {
        company.with(TECH, zhangSan()).stranger(liSi());

        assertThat(standings(company.find("09:40"))).isEqualTo(Map.of("zhang3", PRESENT));
    }

    @Test
    void whoeverBeginsTodayIsLeftOutUntilTheyPunch() {
        company.with(TECH, zhangSan())
                .with(TECH, Day.of(Cast.SUN_QI).shift("09:00", "18:00"))
                .with(
                        SALES,
                        Day.of(new Employee("new", "新人", Cast.TODAY))
                                .shift("09:00", "18:00")
                                .tied("08:55", "P1"));

        RollCall found = company.find("09:40");

        assertThat(standings(found)).isEqualTo(Map.of("zhang3", PRESENT, "sun7", NOT_DUE, "new", PRESENT));
        assertThat(found.company().due()).isEqualTo(2);
        assertThat(company.asked(Ask.RESULTS)).isEmpty();
    }

    @Test
    void peopleAreSortedAsChineseSortsAndThenByTheirId() {
        List<Employee> people = List.of(
                new Employee("9", "张伟", null),
                new Employee("4", "李四", null),
                new Employee("1", "张伟", null),
                new Employee("7", "安娜", null),
                new Employee("5", "王五", null),
                new Employee("6", "Bob", null));
        people.forEach(one -> company.with(TECH, Day.of(one).shift("09:00", "18:00")));

        assertThat(department(company.find("09:40"), TECH).findings())
                .extracting(one -> one.employee().name() + one.employee().id())
                .containsExactly("Bob6", "安娜7", "李四4", "王五5", "张伟1", "张伟9");
    }

    @Test
    void everybodyDueIsCountedOnceAndOnlyOnce() {
        everybody();

        RollCall found = company.find("09:40");

        Counts counts = found.company();
        assertThat(counts).isEqualTo(new Counts(7, 2, 1, 2, 1, 1, 1));
        assertThat(counts.due())
                .isEqualTo(
                        counts.present() + counts.excused() + counts.pending() + counts.absent() + counts.unverified());
        assertThat(standings(found)).containsEntry("pending", PENDING);
    }

    @Test
    void theAnswerSaysOfWhenItSpeaksAndWhenItWasRead() {
        RollCall found = company.with(TECH, zhangSan()).find("09:40");

        assertThat(found.asOf()).isEqualTo(at("09:40"));
        assertThat(found.readAt()).isEqualTo(at("09:40").plusSeconds(12));
        assertThat(found.workDate()).isEqualTo(LocalDate.of(2026, 3, 16));
        assertThat(found.departments())
                .extracting(DepartmentRollCall::id, DepartmentRollCall::name)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(TECH, "部门4100"));
    }

    private void everybody() {
        company.with(TECH, zhangSan())
                .with(TECH, came("late", "09:20"))
                .with(TECH, liSi())
                .with(TECH, wangWu().leave(hours("09:00", "11:00")))
                .with(
                        SALES,
                        Day.of(Company.person("trip")).shift("09:00", "18:00").trip(days("00:00", "00:00", 1.0)))
                .with(
                        SALES,
                        Day.of(Company.person("pending"))
                                .shift("09:00", "18:00")
                                .invalid("08:55"))
                .with(
                        SALES,
                        Day.of(Company.person("unread")).shift("09:00", "18:00").unread(Day.Evidence.PUNCHES))
                .with(SALES, Day.of(Company.person("rest")))
                .with(SALES, Day.of(Cast.SUN_QI).shift("09:00", "18:00"));
    }

    private static Day zhangSan() {
        return Day.usual().tied("08:52", "P1");
    }

    private static Day liSi() {
        return Day.of(Cast.LI_SI).shift("09:00", "18:00");
    }

    private static Day wangWu() {
        return Day.of(Cast.WANG_WU).shift("09:00", "18:00");
    }

    private static Day came(String id, String time) {
        Result result = time.compareTo("09:00") > 0 ? Result.LATE : Result.NORMAL;
        return Day.of(Company.person(id)).shift("09:00", "18:00").tied(time, "P1", result);
    }

    private static Day onFlexibleShift(String id, int minutes) {
        return Day.of(Company.person(id)).shift("09:00", "18:00").flexible("P1", minutes);
    }

    private static DepartmentRollCall department(RollCall found, long id) {
        return found.departments().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static Finding finding(RollCall found, String id) {
        return found.departments().stream()
                .flatMap(department -> department.findings().stream())
                .filter(one -> one.employee().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Standing> standings(RollCall found) {
        return found.departments().stream()
                .flatMap(department -> department.findings().stream())
                .collect(Collectors.toMap(one -> one.employee().id(), Finding::standing, (one, other) -> one));
    }
}
