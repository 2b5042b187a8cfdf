package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.CUTOFF;
import static dev.rollcall.ledger.Cast.DAY;
import static dev.rollcall.ledger.Cast.MORNING;
import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.SLOT;
import static dev.rollcall.ledger.Cast.TECH;
import static dev.rollcall.ledger.Cast.TWO;
import static dev.rollcall.ledger.Cast.department;
import static dev.rollcall.ledger.Cast.digest;
import static dev.rollcall.ledger.Cast.rollCall;
import static dev.rollcall.ledger.Cast.rolled;
import static dev.rollcall.ledger.Cast.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DayRecord;
import dev.rollcall.absence.Department;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.KnownLeaves.Excuse;
import dev.rollcall.absence.Leave;
import dev.rollcall.absence.PersonRecord;
import dev.rollcall.absence.Punch;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import dev.rollcall.absence.Standing;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is kept of roll calls, and of what DingTalk said. */
abstract class RollCallContract extends LedgerContract {
    private static final Duration CONTACTS = Duration.ofMinutes(10);

    RollCallContract(Place place) {
        super(place);
    }

    @Test
    void aRollCallReadsBackExactly() {
        claimed(ONE, SLOT);
        ledger.rollCalls().freeze(ONE, rollCall(List.of(department(TECH))), List.of(rolled(SLOT, digest(SLOT))));

        RollCalls.Kept kept =
                new RollCalls.Kept(CUTOFF, CUTOFF.plusMillis(2345), department(TECH), Set.of(Cast.ABSENT.id()));
        assertThat(other.rollCalls().of(SLOT)).contains(kept);
        assertThat(other.rollCalls().of(DAY, MORNING)).containsExactly(kept);
        assertThat(other.rollCalls().of(DAY.plusDays(1), MORNING)).isEmpty();
        assertThat(kept().rolled()).isTrue();
        assertThat(kept().name()).isEqualTo("技术部");
    }

    @Test
    void ofADayTheNumbersOfItsLastCutoffAreItsNumbers() {
        DepartmentRollCall morning = department(TECH);
        DepartmentRollCall evening =
                new DepartmentRollCall(TECH, "技术部", true, morning.findings().subList(0, 2), List.of());
        ledger.rollCalls().keep(at(DAY.minusDays(1), 0), MORNING, List.of(morning));
        ledger.rollCalls().keep(at(DAY, 0), MORNING, List.of(morning));
        ledger.rollCalls().keep(at(DAY, 8), "evening", List.of(evening));
        ledger.rollCalls().keep(at(DAY, 9), "night", List.of(department(7)));

        assertThat(other.trends().of(TECH, DAY.minusDays(1), DAY))
                .containsExactly(
                        Map.entry(DAY.minusDays(1), new Counts(3, 1, 1, 1, 0, 0, 1)),
                        Map.entry(DAY, new Counts(2, 1, 1, 1, 0, 0, 0)));
        assertThat(other.trends().of(TECH, DAY.plusDays(1), DAY.plusDays(9))).isEmpty();
    }

    @Test
    void howDepartmentsStandIsWhatTheLatestCutoffOfTheDayFoundOfEach() {
        DepartmentRollCall morning = department(TECH);
        DepartmentRollCall evening =
                new DepartmentRollCall(TECH, "技术部", true, morning.findings().subList(0, 2), List.of());
        DepartmentRollCall empty = new DepartmentRollCall(9, "空部门", true, List.of(), List.of());
        assertThat(other.latestNumbers().of(DAY)).isEmpty();
        ledger.rollCalls().keep(at(DAY.minusDays(1), 0), MORNING, List.of(department(7)));
        ledger.rollCalls().keep(at(DAY, 0), MORNING, List.of(morning, empty));

        assertThat(other.latestNumbers().of(DAY))
                .extracting(RollCallContract::told)
                .containsExactly("9 空部门: 0 of 0", "4100 " + morning.name() + ": 1 of 3");
        List<LatestNumbers.Numbers> same = other.latestNumbers().of(DAY);
        assertThat(other.latestNumbers().of(DAY)).as("counted once").isSameAs(same);

        ledger.rollCalls().keep(at(DAY, 8), "evening", List.of(evening));
        assertThat(other.latestNumbers().of(DAY))
                .extracting(RollCallContract::told)
                .containsExactly("9 空部门: 0 of 0", "4100 技术部: 0 of 2");
        assertThat(other.latestNumbers().of(DAY.minusDays(1)))
                .extracting(LatestNumbers.Numbers::department)
                .containsExactly(7L);
    }

    private static String told(LatestNumbers.Numbers one) {
        return one.department() + " " + one.name() + ": " + one.of(Standing.ABSENT) + " of " + one.due();
    }

    @Test
    void ofADayWithoutACutoffTheNumbersAreThoseThatAReportHasKept() {
        LocalDate before = DAY.minusDays(1);
        ledger.rollCalls().keep(at(DAY, 0), MORNING, List.of(department(TECH)));
        ledger.days()
                .keep(List.of(
                        day(before.minusDays(1), TECH, Standing.PRESENT),
                        day(before, TECH, Standing.PRESENT, Standing.PRESENT, Standing.ABSENT, Standing.EXCUSED),
                        day(before, 7, Standing.ABSENT),
                        day(DAY, TECH, Standing.UNVERIFIED)));

        assertThat(other.trends().of(TECH, before, DAY))
                .containsExactly(
                        Map.entry(before, new Counts(4, 2, 1, 1, 0, 0, 1)),
                        Map.entry(DAY, new Counts(3, 1, 1, 1, 0, 0, 1)));
        assertThat(other.trends().of(7, before, DAY))
                .containsExactly(Map.entry(before, new Counts(1, 0, 0, 0, 0, 0, 1)));
    }

    @Test
    void howMorningsHaveBeenIsWhatTheFirstCutoffsFound() {
        DepartmentRollCall morning = department(TECH);
        DepartmentRollCall evening =
                new DepartmentRollCall(TECH, "技术部", true, morning.findings().subList(0, 2), List.of());
        ledger.rollCalls().keep(at(DAY, 0), MORNING, List.of(morning));
        ledger.rollCalls().keep(at(DAY, 8), "evening", List.of(evening));
        ledger.rollCalls().keep(at(DAY.plusDays(1), 0), MORNING, List.of(morning, department(7)));
        ledger.rollCalls().keep(at(DAY.plusDays(8), 0), MORNING, List.of(morning, department(7)));

        Mornings.Lately lately = other.mornings().of(DAY, DAY.plusDays(8));
        assertThat(lately.due()).isEqualTo(5 * 3);
        assertThat(lately.leftOver()).isEqualTo(5 * 2);
        assertThat(lately.working())
                .as("twice, and not only half of them")
                .containsExactly(DAY.plusDays(1).getDayOfWeek());
        assertThat(other.mornings().of(DAY.minusDays(9), DAY.minusDays(1)))
                .isEqualTo(new Mornings.Lately(0, 0, Set.of()));
    }

    @Test
    void aMorningThatCouldNotBeReadSaysNothingOfMornings() {
        DepartmentRollCall morning = department(TECH);
        List<Finding> unread =
                morning.findings().stream().map(RollCallContract::unread).toList();
        ledger.rollCalls().keep(at(DAY, 0), MORNING, List.of(morning));
        ledger.rollCalls()
                .keep(
                        at(DAY.plusDays(1), 0),
                        MORNING,
                        List.of(new DepartmentRollCall(TECH, "技术部", true, unread, List.of())));

        assertThat(other.mornings().of(DAY, DAY.plusDays(1)).due()).isEqualTo(3);
    }

    private static Finding unread(Finding one) {
        Standing standing = one.standing() == Standing.NOT_DUE ? Standing.NOT_DUE : Standing.UNVERIFIED;
        return new Finding(
                one.employee(),
                one.subDepartment(),
                standing,
                one.dueAt(),
                false,
                null,
                one.shiftEnd(),
                one.evidence(),
                one.points());
    }

    @Test
    void peopleAreCountedAsContactsWereReadLast() {
        assertThat(ledger.mornings().people()).isZero();

        ledger.remembering(new CountingSource(), CONTACTS)
                .departments(List.of(new Department.Wanted(1, "", false)), run());

        assertThat(other.mornings().people()).isPositive();
    }

    /** The day of people who stood like that, of whom the first was late if they were there. */
    private static DayRecord day(LocalDate workDate, long department, Standing... standings) {
        List<PersonRecord> people = new ArrayList<>();
        for (Standing standing : standings) {
            boolean late = people.isEmpty() && standing == Standing.PRESENT;
            people.add(new PersonRecord("u" + people.size(), "某", standing, late, CUTOFF, null, null, null, List.of()));
        }
        return new DayRecord(workDate, department, "部门", CUTOFF, CUTOFF, null, people);
    }

    private static RollCall at(LocalDate workDate, int hoursLater) {
        RollCall any = rollCall(List.of());
        Instant asOf = any.asOf().plus(Duration.ofHours(hoursLater));
        return new RollCall(asOf, asOf, workDate, any.zone(), List.of(), any.company(), Map.of(), List.of());
    }

    @Test
    void instantsSurviveTheNightTheClocksGoBack() {
        List<Instant> halfPastTwo = List.of(
                Instant.parse("2026-10-25T00:30:00Z"),
                Instant.parse("2026-10-25T01:30:00.000001Z"),
                Instant.parse("2026-03-29T01:00:00.999999Z"),
                Instant.parse("2026-12-31T23:59:59.999999Z"));
        List<Finding> findings = halfPastTwo.stream()
                .map(time -> new Finding(
                        new Employee("u" + time, "夜", null),
                        "",
                        Standing.PRESENT,
                        time,
                        false,
                        time.plusNanos(1000),
                        null,
                        null,
                        List.of()))
                .toList();
        DepartmentRollCall night = new DepartmentRollCall(7, "night", false, findings, List.of());
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of("Europe/Berlin")));
            ledger.rollCalls().keep(rollCall(List.of(night)), MORNING, List.of(night));
            assertThat(other.rollCalls().of(slot(7)).orElseThrow().rollCall()).isEqualTo(night);
            TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of("America/St_Johns")));
            assertThat(other.rollCalls().of(slot(7)).orElseThrow().rollCall()).isEqualTo(night);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void freezingIsAllOrNothing() {
        claimed(ONE, slot(1));
        claimed(ONE, slot(2));
        Finding impossible = new Finding(
                new Employee("x".repeat(300), "id is too long", null), "", Standing.NOT_DUE, null, false, null, null);
        DepartmentRollCall bad = new DepartmentRollCall(2, "bad", true, List.of(impossible), List.of());
        RollCalls.Rolled second = new RollCalls.Rolled(slot(2), bad, digest(slot(2)), null, false, "bad");

        assertThatThrownBy(() -> ledger.rollCalls()
                        .freeze(ONE, rollCall(List.of()), List.of(rolled(slot(1), digest(slot(1))), second)))
                .isInstanceOf(LedgerException.class)
                .hasMessageNotContaining("xxx");
        assertThat(ledger.rollCalls().of(DAY, MORNING)).isEmpty();
        assertThat(Cast.unfinished(ledger, slot(1))).isEmpty();
        assertThat(kept(slot(1)).state()).isEqualTo(SlotState.CLAIMED);
    }

    @Test
    void ofASlotThatIsAnothersByNowNothingIsKept() {
        claimed(ONE, slot(1));
        claimed(ONE, slot(2));
        ledger.slots().release(ONE);
        claimed(TWO, slot(1));
        claimed(ONE, slot(2));

        Set<SlotKey> mine = ledger.rollCalls()
                .freeze(
                        ONE,
                        rollCall(List.of()),
                        List.of(rolled(slot(1), digest(slot(1))), rolled(slot(2), digest(slot(2)))));

        assertThat(mine).containsExactly(slot(2));
        assertThat(ledger.rollCalls().of(slot(1))).isEmpty();
        assertThat(Cast.unfinished(ledger, slot(1))).isEmpty();
        assertThat(ledger.rollCalls().of(slot(2))).isPresent();
    }

    @Test
    void aSlotIsFrozenByOneOfManyThatHaveLostAndWonIt() {
        claimed(ONE, SLOT);
        List<Set<SlotKey>> frozen = together(
                6,
                thread -> of(thread)
                        .rollCalls()
                        .freeze(thread == 3 ? ONE : TWO, rollCall(List.of()), List.of(rolled(SLOT, digest(SLOT)))));

        assertThat(frozen).containsOnlyOnce(Set.of(SLOT));
        assertThat(Cast.unfinished(ledger, SLOT)).isPresent();
    }

    @Test
    void theRollCallOfACorrectionReplacesTheFirstAndLeavesTheSlotEnded() {
        claimed(ONE, SLOT);
        ledger.rollCalls()
                .freeze(
                        ONE,
                        rollCall(List.of()),
                        List.of(new RollCalls.Rolled(
                                SLOT, Cast.large(TECH, 30), digest(SLOT), CUTOFF.plusSeconds(300), false, "")));
        assertThat(ledger.deliveries()
                        .of(SLOT, MessageKind.DIGEST)
                        .orElseThrow()
                        .frozenAt())
                .as("what its text says, not when it was written down")
                .isEqualTo(CUTOFF.plusSeconds(300));
        ledger.slots().end(ONE, SLOT, new Slots.Ending(SlotState.SENT, CUTOFF, true, null, null, CUTOFF), null);
        alive(ONE);
        claim(ONE);
        Frozen correction = Cast.frozen(SLOT, MessageKind.CORRECTION, "更正");
        ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(SLOT, correction)));

        assertThat(kept().state()).isEqualTo(SlotState.SENT);
        assertThat(kept().late()).isTrue();
        assertThat(ledger.rollCalls().of(SLOT).orElseThrow().rollCall()).isEqualTo(department(TECH));
        assertThat(ledger.deliveries().of(SLOT, MessageKind.CORRECTION)).isPresent();
    }

    @Test
    void namesThatADatabaseRefusesDoNotHoldUpTheRollCall() {
        Finding hostile = new Finding(
                new Employee("u1", "张\0三\uD83D", null), "\uDC00", Standing.NOT_DUE, null, false, null, null);
        DepartmentRollCall department = new DepartmentRollCall(8, "\0", true, List.of(hostile), List.of());
        ledger.rollCalls().keep(rollCall(List.of(department)), MORNING, List.of(department));

        DepartmentRollCall kept = ledger.rollCalls().of(slot(8)).orElseThrow().rollCall();
        assertThat(kept.findings().get(0).employee().name()).isEqualTo("张\uFFFD三\uFFFD");
    }

    @Test
    void aDaysPunchesAreKnownToAllWhoAskOfThosePeople() {
        Punch tied = new Punch(
                Instant.parse("2026-11-20T00:58:00.000001Z"),
                "plan",
                false,
                DAY,
                CUTOFF,
                Punch.Result.SERIOUS_LATE,
                true);
        Punch free = new Punch(CUTOFF, null, null, null, null, Punch.Result.OTHER, true);
        Punch waiting = new Punch(CUTOFF.plusSeconds(1), null, null, null, null, Punch.Result.NORMAL, false);
        Map<String, List<Punch>> all = Map.of("u1", List.of(tied, free, waiting), "u2", List.of(free));
        ledger.knownDay().punches().remember(DAY, all);
        other.knownDay().punches().remember(DAY, all);

        assertThat(other.knownDay().punches().of(DAY, List.of("u1", "u3")))
                .isEqualTo(Map.of("u1", List.of(tied, free)));
        assertThat(ledger.knownDay().punches().of(DAY.minusDays(1), List.of("u1")))
                .isEmpty();
        assertThat(ledger.knownDay().punches().of(DAY, List.of())).isEmpty();
    }

    @Test
    void whatExcusesSomebodyIsKnownToAllOnThatDayAndStaysAsItWas() {
        Leave hours = new Leave(CUTOFF, CUTOFF.plusSeconds(3600), Leave.Unit.HOUR, DAY, DAY, null);
        Leave days = new Leave(CUTOFF, CUTOFF.plusSeconds(90_000), Leave.Unit.DAY, DAY, DAY.plusDays(1), 1.5);
        Excuse both = new Excuse(List.of(hours, days), List.of(days));
        Excuse trip = new Excuse(List.of(), List.of(days));
        ledger.knownDay().leaves().remember(DAY, Map.of("u1", both, "u2", trip));
        other.knownDay().leaves().remember(DAY, Map.of("u2", trip));

        assertThat(other.knownDay().leaves().of(DAY, List.of("u1", "u2", "u3")))
                .isEqualTo(Map.of("u1", both, "u2", trip));
        assertThat(other.knownDay().leaves().of(DAY, List.of("u2"))).containsOnlyKeys("u2");
        assertThat(ledger.knownDay().leaves().of(DAY.plusDays(1), List.of("u1")))
                .isEmpty();
        assertThat(ledger.knownDay().leaves().of(DAY, List.of())).isEmpty();
    }

    @Test
    void whatADeadProcessWasToldIsRecalledOnceAndWhatALivingOneWasToldIsNot() {
        alive(ONE, TWO);
        try (CheckAnswers first = ledger.answers(ONE, DAY, MORNING)) {
            first.keep("/attendance/listRecord", "{\"a\":1}", "{\"old\":true}");
            first.keep("/attendance/listRecord", "{\"a\":1}", "{\"name\":\"张三 👋\"}");
            assertThat(recalled()).isEmpty();
            silentFor(ONE, Slots.LEASE.plusSeconds(1));
            assertThat(recalled()).contains("{\"name\":\"张三 👋\"}");
            sql.run("update answer set kept_at = kept_at - interval '61' second");
            assertThat(recalled()).as("older than a minute").isEmpty();
        }
        assertThat(sql.number("select count(*) from answer")).isZero();
    }

    private Optional<String> recalled() {
        CheckAnswers second = other.answers(TWO, DAY, MORNING);
        Optional<String> answer = second.recall("/attendance/listRecord", "{\"a\":1}");
        assertThat(second.recall("/attendance/listRecord", "{\"a\":1}")).isEmpty();
        return answer;
    }

    @Test
    void contactsAndShiftsAreReadOnceForAWhile() {
        CountingSource source = new CountingSource();
        RosterSource first = ledger.remembering(source, CONTACTS);
        RosterSource second = other.remembering(source, CONTACTS);
        List<Department.Wanted> wanted =
                List.of(new Department.Wanted(1, "", true), new Department.Wanted(2, "研发", false));

        List<Department> read = first.departments(wanted, run());
        assertThat(second.departments(wanted, run())).isEqualTo(read);
        assertThat(first.shifts(Set.of("s1", "s2"), DAY, run()))
                .isEqualTo(second.shifts(Set.of("s2", "s1"), DAY, run()));
        assertThat(source.departments).isEqualTo(2);
        assertThat(source.shifts).isEqualTo(2);

        second.shifts(Set.of("s1"), DAY.plusDays(1), run());
        sql.run("update contact set read_at = read_at - interval '601' second where department = 1");
        second.departments(wanted, run());
        assertThat(source.departments).isEqualTo(3);
        assertThat(source.shifts).isEqualTo(3);
    }

    @Test
    void whatManyRollCallsOfOneProcessWantAtOnceIsReadOnce() {
        CountingSource source = new CountingSource();
        RosterSource remembering = ledger.remembering(source, CONTACTS);
        List<Department.Wanted> wanted = LongStream.rangeClosed(1, 20)
                .mapToObj(id -> new Department.Wanted(id, "x", false))
                .toList();

        together(6, thread -> remembering.departments(wanted, run()));

        assertThat(source.departments).isEqualTo(20);
    }

    @Test
    void aListThatIsNotWholeIsNotRemembered() {
        CountingSource source = new CountingSource();
        source.complete = false;
        List<Department.Wanted> wanted = List.of(new Department.Wanted(1, "x", false));
        ledger.remembering(source, CONTACTS).departments(wanted, run());
        ledger.remembering(source, CONTACTS).departments(wanted, run());

        assertThat(source.departments).isEqualTo(2);
    }

    @Test
    void aNameThatWasNotReadIsReadWhenItIsWanted() {
        CountingSource source = new CountingSource();
        RosterSource remembering = ledger.remembering(source, CONTACTS);
        remembering.departments(List.of(new Department.Wanted(1, "ours", false)), run());

        assertThat(remembering.departments(List.of(new Department.Wanted(1, "", false)), run()))
                .extracting(Department::name)
                .containsExactly("DingTalk's own");
    }

    private static Run run() {
        return new Run(Deadline.in(Duration.ofMinutes(1), Waiting.real()));
    }

    /** Two members a department; counts what is asked. */
    private static final class CountingSource implements RosterSource {
        private int departments;
        private int shifts;
        private boolean complete = true;

        @Override
        public List<Department> departments(List<Department.Wanted> wanted, Run run) {
            departments += wanted.size();
            return wanted.stream()
                    .map(one -> new Department(
                            one.id(),
                            one.name().isEmpty() ? "DingTalk's own" : one.name(),
                            List.of(
                                    new Department.Member(Cast.ON_LEAVE, "组 🙂"),
                                    new Department.Member(Cast.ABSENT, "")),
                            complete,
                            true,
                            one.managers() ? List.of("boss", "boss2") : List.of()))
                    .toList();
        }

        @Override
        public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
            shifts += shiftIds.size();
            return shiftIds.stream()
                    .collect(Collectors.toMap(id -> id, id -> new Shift(id, id.equals("s1"), List.of(true, false))));
        }

        @Override
        public Roster roster(LocalDate day, Collection<String> people, Run run) {
            throw new UnsupportedOperationException("plans are not remembered");
        }

        @Override
        public Map<String, Map<String, Duration>> flexibleTime(LocalDate day, Collection<String> people, Run run) {
            throw new UnsupportedOperationException("minutes are not remembered");
        }
    }
}
