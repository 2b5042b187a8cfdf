package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Waiting;
import dev.rollcall.message.Language;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContactsTest {
    private static final long TECH = 4100;

    private final AtomicLong now = new AtomicLong();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Contact source = new Contact();
    private boolean held;

    private final Contacts contacts = new Contacts(
            source,
            source,
            List.of(DepartmentConfig.of(TECH, Language.ZH)),
            Set.of(),
            Set.of("admin"),
            new Waiting() {
                @Override
                public long nanos() {
                    return now.get();
                }

                @Override
                public void pause(Duration duration) {
                    now.addAndGet(duration.toNanos());
                }
            },
            task -> {
                if (held) {
                    work.add(task);
                } else {
                    task.run();
                }
            });

    private void later(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private List<String> people(String asker) {
        return contacts.directory(asker).people().stream()
                .map(Directory.Person::id)
                .toList();
    }

    @Test
    void whoIsKnownDoesNotWaitWhileTheContactsAreReadAgain() {
        assertThat(people("u1")).containsExactly("u1", "u2");
        later(Duration.ofMinutes(11));
        source.members = List.of("u1", "u3");
        held = true;
        assertThat(people("u1")).as("as it was").containsExactly("u1", "u2");
        assertThat(people("u2")).containsExactly("u1", "u2");
        assertThat(work).as("one reading for all").hasSize(1);
        work.remove().run();
        assertThat(people("u1")).containsExactly("u1", "u3");
        assertThat(work).isEmpty();
    }

    @Test
    void whoIsNotKnownWaitsForAReadingButCausesOneAMinuteAtMost() {
        assertThat(people("u1")).hasSize(2);
        source.members = List.of("u1", "u2", "new");
        assertThat(people("new")).as("a stranger causes no reading so soon").hasSize(2);
        later(Duration.ofSeconds(61));
        assertThat(people("new")).contains("new");
        assertThat(source.readings).isEqualTo(2);
    }

    @Test
    void whatIsOlderThanAnHourIsNotUsedBeforeItHasBeenReadAgain() {
        assertThat(people("u1")).hasSize(2);
        later(Duration.ofMinutes(61));
        source.members = List.of("u2");
        assertThat(people("u2")).containsExactly("u2");
    }

    @Test
    void aDepartmentThatCannotBeReadStaysAsItWasAndIsTriedAgainAMinuteLater() {
        assertThat(people("u1")).hasSize(2);
        later(Duration.ofMinutes(11));
        source.complete = false;
        source.members = List.of();
        people("u1");
        assertThat(people("u1")).containsExactly("u1", "u2");
        assertThat(contacts.directory("u1").complete()).isFalse();
        source.complete = true;
        source.members = List.of("u1");
        later(Duration.ofSeconds(59));
        assertThat(people("u1")).hasSize(2);
        later(Duration.ofSeconds(2));
        people("u1");
        assertThat(people("u1")).containsExactly("u1");
    }

    @Test
    void whereItsLeadsCannotBeReadTheyAreThoseOfBeforeAndItIsSaidThatNotAllIsKnown() {
        assertThat(contacts.directory("lead").asker("lead").leads()).containsExactly(TECH);
        later(Duration.ofMinutes(11));
        source.described = false;
        source.members = List.of("u1", "u2", "u3");
        assertThat(contacts.directory("lead").complete()).isTrue();
        Directory now = contacts.directory("lead");
        assertThat(now.asker("lead").leads()).containsExactly(TECH);
        assertThat(now.units()).extracting(Directory.Unit::name).containsExactly("技术部");
        assertThat(now.person("u3")).as("what could be read is new").isPresent();
        assertThat(now.complete()).isFalse();
        later(Duration.ofMinutes(50));
        people("u1");
        assertThat(contacts.directory("u1").asker("lead").leads())
                .as("not for ever")
                .isEmpty();
    }

    @Test
    void whatCouldNeverBeReadIsSaidToBeIncomplete() {
        source.complete = false;
        source.members = List.of("u1");
        assertThat(contacts.directory("u1").complete()).isFalse();
        assertThat(people("u1")).containsExactly("u1");
    }

    @Test
    void afterAReadingThatFailedThereIsAnother() {
        source.failing = true;
        CompletableFuture<List<String>> first = CompletableFuture.supplyAsync(() -> people("u1"), Runnable::run);
        assertThat(first).isCompletedExceptionally();
        source.failing = false;
        assertThat(people("u1")).hasSize(2);
    }

    /** DingTalk's contacts: one department. */
    private static final class Contact implements RosterSource {
        private List<String> members = List.of("u1", "u2");
        private boolean complete = true;
        private boolean described = true;
        private boolean failing;
        private int readings;

        @Override
        public List<Department> departments(List<Department.Wanted> wanted, Run run) {
            readings++;
            if (failing) {
                throw new IllegalStateException("an error of the program");
            }
            return List.of(new Department(
                    TECH,
                    described ? "技术部" : "4100",
                    members.stream()
                            .map(id -> new Department.Member(new Employee(id, "name of " + id, null), ""))
                            .toList(),
                    complete,
                    described,
                    described ? List.of("lead") : List.of()));
        }

        @Override
        public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
            throw new UnsupportedOperationException();
        }
    }
}
