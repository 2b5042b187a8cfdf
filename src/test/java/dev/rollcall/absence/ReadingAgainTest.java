package dev.rollcall.absence;

import static dev.rollcall.absence.Day.days;
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
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Half an hour after a digest the people it named are read again, and nobody else. */
class ReadingAgainTest {
    private static final long TECH = 4100;

    private final Company company = new Company();

    @Test
    void onlyTheNamedAreReadAgainAndTheirPlanIsNot() {
        List<Finding> named = named(company.present(TECH, 4).silent(TECH, 2));

        assertThat(standings(again(named)).values()).containsOnly(ABSENT);
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("silent4100-1", "silent4100-2");
        assertThat(company.asked(Ask.RESULTS)).containsExactly("silent4100-1", "silent4100-2");
        assertThat(company.asked(Ask.LEAVES)).containsExactly("silent4100-1", "silent4100-2");
        assertThat(company.calls(Ask.ROSTER)).isEmpty();
    }

    @Test
    void whoseRequestWasApprovedAfterThePlanWasReadIsCleared() {
        List<Finding> named = named(
                company.with(TECH, person("trip")).with(TECH, person("out")).present(TECH, 3));

        company.with(TECH, person("trip").trip(days("00:00", "00:00", 1.0)));

        assertThat(standings(again(named))).isEqualTo(Map.of("trip", EXCUSED, "out", ABSENT));
        assertThat(company.asked(Ask.APPROVALS)).containsExactly("out", "trip");
    }

    @Test
    void thatRequestsCannotBeReadHoldsUpNobody() {
        List<Finding> named = named(
                company.with(TECH, person("late")).with(TECH, person("out")).present(TECH, 3));

        company.with(TECH, person("late").tied("09:05", "P1", Result.LATE));
        company.unreadable((ask, id) -> ask == Ask.APPROVALS);

        assertThat(standings(again(named))).isEqualTo(Map.of("late", PRESENT, "out", ABSENT));
    }

    @Test
    void whoHadPunchedBeforeTheCutoffOrWasExcusedAfterAllIsCleared() {
        for (String id : List.of("late", "corrected", "leave", "trip", "pending", "after", "out")) {
            company.with(TECH, person(id));
        }
        List<Finding> named = named(company.present(TECH, 3));

        company.with(TECH, person("late").tied("09:05", "P1", Result.LATE))
                .with(TECH, person("corrected").result("09:00", "P1", Result.NORMAL))
                .with(TECH, person("leave").leave(days("00:00", "00:00", 1.0)))
                .with(TECH, person("trip").trip(days("00:00", "00:00", 1.0)))
                .with(TECH, person("after").tied("09:41", "P1", Result.LATE))
                .with(TECH, person("pending").invalid("08:50"))
                .approvalInResults("trip");

        assertThat(standings(again(named)))
                .isEqualTo(Map.of(
                        "late", PRESENT,
                        "corrected", PRESENT,
                        "leave", EXCUSED,
                        "trip", EXCUSED,
                        "after", ABSENT,
                        "pending", PENDING,
                        "out", ABSENT));
    }

    @Test
    void whoeverMayComeLaterAfterAllIsNotDue() {
        List<Finding> named = named(company.with(TECH, flexible(0)).present(TECH, 1));

        company.with(TECH, flexible(60));

        assertThat(standings(again(named))).isEqualTo(Map.of("flexible", NOT_DUE));
        assertThat(company.asked(Ask.MINUTES)).containsExactly("flexible");
    }

    @Test
    void theyAreJudgedByThePlanOfTheRollCallAndNotByThatOfNow() {
        List<Finding> named = named(company.with(TECH, person("swapped")).present(TECH, 1));

        company.with(TECH, Day.of(Company.person("swapped")).shift("14:00", "22:00"));

        assertThat(standings(again(named))).isEqualTo(Map.of("swapped", ABSENT));
    }

    @Test
    void whoeverCannotBeReadNowIsUnverified() {
        for (Ask what : List.of(Ask.PUNCHES, Ask.RESULTS, Ask.LEAVES, Ask.SHIFTS)) {
            Company one = new Company().present(TECH, 3).silent(TECH, 2);
            List<Finding> named = named(one);
            one.unreadable((ask, id) -> ask == what && (id.equals("silent4100-1") || ask == Ask.SHIFTS));

            assertThat(standings(again(one, named))).as("%s", what).containsEntry("silent4100-1", UNVERIFIED);
        }
    }

    @Test
    void nobodyIsNamedWhoWasNotNamed() {
        company.with(TECH, person("in").tied("08:50", "P1"))
                .with(TECH, person("leave").leave(days("00:00", "00:00", 1.0)))
                .with(TECH, person("pending").invalid("08:50"))
                .with(TECH, person("unread").unread(Day.Evidence.PLAN));
        company.unreadable((ask, id) -> ask == Ask.ROSTER && id.equals("unread"));
        Collection<Finding> all = findings(company.find("09:40"));

        for (String id : List.of("in", "leave", "pending", "unread")) {
            company.with(TECH, person(id));
        }

        assertThat(standings(again(all)).values()).hasSize(4).containsOnly(UNVERIFIED);
    }

    @Test
    void aFindingWithoutItsPlanClearsNobody() {
        company.with(TECH, person("out"));
        Finding withoutPlan = new Finding(Company.person("out"), "", ABSENT, at("09:00"), false, null, at("18:00"));

        assertThat(standings(again(List.of(withoutPlan)))).isEqualTo(Map.of("out", UNVERIFIED));
    }

    @Test
    void someoneNamedInTwoDepartmentsIsReadOnce() {
        company.with(TECH, "后端组", person("out")).with(4200, "", person("out")).present(TECH, 1);
        List<Finding> named = named(company);

        Map<String, Finding> found = again(named);

        assertThat(named).hasSize(2);
        assertThat(found).containsOnlyKeys("out");
        assertThat(found.values()).extracting(Finding::subDepartment).containsExactly("后端组");
    }

    @Test
    void whoeverWasPresentAmongThemIsTheWitnessOfBothLooks() {
        Memory memory = new Memory();
        company.remembering(memory).present(TECH, 3).silent(TECH, 2);
        Collection<Finding> some = findings(company.find("09:40")).stream()
                .filter(finding ->
                        finding.standing() == ABSENT || finding.employee().id().equals("in4100-1"))
                .toList();

        assertThat(again(some)).hasSize(3);

        assertThat(company.asked(Ask.PUNCHES)).containsExactly("in4100-1", "silent4100-1", "silent4100-2");
        assertThat(company.witnesses()).containsExactly(List.of("in4100-1"));
    }

    // -- who came since
    // ------------------------------------------------------------------------------------------------

    @Test
    void whoeverHasPunchedSinceHasCome() {
        company.with(TECH, person("before").untied("09:39"))
                .with(TECH, person("at").untied("09:40"))
                .with(TECH, person("soon").untied("09:41"))
                .with(TECH, person("last").untied("10:10"))
                .with(TECH, person("later").untied("10:11"))
                .with(TECH, person("refused").invalid("09:50"))
                .with(TECH, person("night").clockOutElsewhere("09:50", "09:30", Cast.TODAY.minusDays(1)))
                .with(TECH, person("unread").untied("09:50").unread(Day.Evidence.PUNCHES))
                .with(TECH, person("out"));
        Set<String> people = Set.of("before", "at", "soon", "last", "later", "refused", "night", "unread", "out");

        assertThat(since(people).came()).containsExactlyInAnyOrder("soon", "last");
        assertThat(since(people).unread()).as("may have come").containsExactly("unread");
        assertThat(company.calls(Ask.PUNCHES)).containsExactly(people, people);
    }

    @Test
    void ofNobodyNothingIsAsked() {
        assertThat(since(Set.of()).came()).isEmpty();
        assertThat(company.calls(Ask.PUNCHES)).isEmpty();
    }

    private AbsenceFinder.Since since(Set<String> people) {
        return company.finder(at("09:40"), Duration.ZERO)
                .since(Cast.TODAY, people, at("09:40"), at("10:10"), Company.run());
    }

    private Map<String, Finding> again(Collection<Finding> named) {
        return again(company, named);
    }

    private static Map<String, Finding> again(Company company, Collection<Finding> named) {
        company.askedNothing();
        return company.finder(at("10:10"), Duration.ZERO).again(named, at("09:40"), Cast.TODAY, Company.run());
    }

    private static List<Finding> named(Company company) {
        return findings(company.find("09:40")).stream()
                .filter(finding -> finding.standing() == ABSENT)
                .toList();
    }

    private static Collection<Finding> findings(RollCall found) {
        return found.departments().stream()
                .flatMap(department -> department.findings().stream())
                .toList();
    }

    private static Map<String, Standing> standings(Map<String, Finding> findings) {
        return findings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().standing()));
    }

    private static Day person(String id) {
        return Day.of(Company.person(id)).shift("09:00", "18:00");
    }

    private static Day flexible(int minutes) {
        return person("flexible").flexible("P1", minutes);
    }
}
