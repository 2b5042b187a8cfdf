package dev.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private static final List<Department.Wanted> TECH = List.of(new Department.Wanted(4100, "Tech", false));

    private final Contacts remembered = new Contacts("known");
    private final Contacts anew = new Contacts("known", "new");
    private final List<Runnable> waiting = new ArrayList<>();
    private final Newcomers newcomers = new Newcomers(remembered, anew, TECH, Waiting.real(), Runnable::run);

    @Test
    void whoIsKnownCostsNothing() {
        newcomers.saw("known");
        newcomers.saw("known");

        assertThat(remembered.read).isEqualTo(1);
        assertThat(anew.read).isZero();
    }

    @Test
    void forSomebodyNewContactsAreReadAnewOnce() {
        newcomers.saw("new");
        newcomers.saw("new");

        assertThat(anew.read).isEqualTo(1);
    }

    /** They belong to no department that is configured. */
    @Test
    void aStrangerIsLookedForOnce() {
        newcomers.saw("stranger");
        newcomers.saw("stranger");
        assertThat(anew.read).isEqualTo(1);

        newcomers.saw("another");
        assertThat(anew.read).isEqualTo(2);
    }

    @Test
    void manyAtOnceAreLookedForTogether() {
        Newcomers slow = new Newcomers(remembered, anew, TECH, Waiting.real(), waiting::add);
        slow.saw("new");
        slow.saw("stranger");
        assertThat(waiting).hasSize(1);

        waiting.remove(0).run();
        slow.saw("new");
        assertThat(waiting).as("known by now").isEmpty();
        slow.saw("stranger");
        assertThat(waiting).hasSize(1);
    }

    /** A department of such people. */
    private static final class Contacts implements RosterSource {
        private final List<String> people;
        private int read;

        private Contacts(String... people) {
            this.people = List.of(people);
        }

        @Override
        public List<Department> departments(List<Department.Wanted> wanted, Run run) {
            read++;
            return wanted.stream()
                    .map(one -> new Department(
                            one.id(),
                            one.name(),
                            people.stream()
                                    .map(id -> new Department.Member(new Employee(id, id, null), ""))
                                    .toList(),
                            true,
                            true,
                            List.of()))
                    .toList();
        }

        @Override
        public Roster roster(LocalDate workDate, Collection<String> some, Run run) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> some, Run run) {
            throw new UnsupportedOperationException("nobody asks");
        }
    }
}
