package dev.rollcall.absence;

import static dev.rollcall.absence.Standing.ABSENT;
import static dev.rollcall.absence.Standing.EXCUSED;
import static dev.rollcall.absence.Standing.PRESENT;
import static dev.rollcall.absence.Standing.UNVERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.AbsenceFinder.Question;
import dev.rollcall.absence.Company.Ask;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The second roll call of a day: whoever is excused is not asked about again, and nobody is excused by that alone. */
class KnownLeavesTest {
    private static final long TECH = 4100;

    private final Excused memory = new Excused();
    private final Company company = new Company().remembering(memory);

    @Test
    void whoeverIsOnLeaveOrOnATripIsAskedAboutPunchesOnly() {
        company.present(TECH, 3)
                .with(TECH, person("leave").leave(Day.hours("08:00", "18:00")))
                .with(TECH, person("trip").approval("P1").trip(Day.hours("08:00", "18:00")))
                .with(TECH, person("out"));

        assertThat(standings(company.find("09:10")))
                .containsEntry("leave", EXCUSED)
                .containsEntry("trip", EXCUSED);
        RollCall found = again("09:40");

        assertThat(standings(found))
                .containsEntry("leave", EXCUSED)
                .containsEntry("trip", EXCUSED)
                .containsEntry("out", ABSENT);
        assertThat(found.complete()).isTrue();
        assertThat(company.asked(Ask.PUNCHES)).contains("leave", "trip", "out");
        assertThat(company.asked(Ask.LEAVES)).containsExactly("out");
        assertThat(company.asked(Ask.APPROVALS)).isEmpty();
    }

    @Test
    void whoeverCameAllTheSameIsThere() {
        company.with(TECH, person("leave").leave(Day.hours("08:00", "18:00"))).present(TECH, 1);
        company.find("09:10");

        company.with(TECH, person("leave").leave(Day.hours("08:00", "18:00")).tied("09:20", "P1"));

        assertThat(standings(again("09:40"))).containsEntry("leave", PRESENT);
    }

    @Test
    void whoeverIsDueAgainIsReadAgain() {
        company.with(TECH, person("hour").leave(Day.hours("08:00", "09:30"))).present(TECH, 1);
        assertThat(standings(company.find("09:10"))).containsEntry("hour", EXCUSED);

        assertThat(standings(again("09:40"))).containsEntry("hour", ABSENT);
        assertThat(company.asked(Ask.LEAVES)).containsExactly("hour");

        company.unreadable((ask, id) -> ask == Ask.LEAVES);
        assertThat(standings(again("09:50"))).as("what was known is no reading").containsEntry("hour", UNVERIFIED);
    }

    @Test
    void aLeaveThatHasBecomeLongerSinceExcusesAgain() {
        company.with(TECH, person("hour").leave(Day.hours("08:00", "09:30"))).present(TECH, 1);
        company.find("09:10");

        company.with(TECH, person("hour").leave(Day.hours("08:00", "12:00")));

        assertThat(standings(again("09:40"))).containsEntry("hour", EXCUSED);
    }

    @Test
    void whatIsWithdrawnExcusesUntilTheEndOfTheDayAndNoLonger() {
        company.with(TECH, person("leave").leave(Day.hours("08:00", "18:00"))).present(TECH, 1);
        company.find("09:10");
        company.with(TECH, person("leave"));

        assertThat(standings(again("09:40"))).containsEntry("leave", EXCUSED);

        Question question = new Question(
                List.of(new Department.Wanted(TECH, "", false)), List.of(), Times.at("09:40"), Cast.TODAY, Set.of());
        RollCall nextMorning = company.finder(Times.at("09:40").plus(Duration.ofDays(1)), Duration.ZERO)
                .find(question, Company.run());
        assertThat(standings(nextMorning)).containsEntry("leave", ABSENT);
    }

    @Test
    void whoeverWasNotExcusedIsNotRemembered() {
        company.with(TECH, person("out").leave(Day.hours("13:00", "18:00"))).present(TECH, 1);

        company.find("09:10");

        assertThat(memory.today).isEmpty();
    }

    private RollCall again(String asOf) {
        return company.askedNothing().find(asOf);
    }

    private static Day person(String id) {
        return Day.of(Company.person(id)).shift("09:00", "18:00");
    }

    private static Map<String, Standing> standings(RollCall found) {
        return found.departments().stream()
                .flatMap(department -> department.findings().stream())
                .collect(Collectors.toMap(one -> one.employee().id(), Finding::standing));
    }

    /** In a map, of today alone. */
    private static final class Excused implements KnownLeaves {
        private final Map<String, Excuse> today = new HashMap<>();

        @Override
        public Map<String, Excuse> of(LocalDate workDate, Collection<String> people) {
            Map<String, Excuse> known = new HashMap<>(workDate.equals(Cast.TODAY) ? today : Map.of());
            known.keySet().retainAll(people);
            return known;
        }

        @Override
        public void remember(LocalDate workDate, Map<String, Excuse> excuses) {
            assertThat(workDate).isEqualTo(Cast.TODAY);
            excuses.forEach(today::putIfAbsent);
        }
    }
}
