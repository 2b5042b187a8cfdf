package dev.rollcall.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import dev.rollcall.budget.QuotaForecast.Cutoff;
import dev.rollcall.budget.QuotaForecast.Groups;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.CommonLimits.Kind;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MonthlyAllowance;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The meter over a real ledger, on a morning in the middle of November. */
class MeterTest {
    private static final Instant MORNING = Instant.parse("2026-11-16T02:00:00Z");
    private static final Duration LIFE = Duration.ofDays(40);

    @TempDir
    private Path directory;

    private final Moved clock = new Moved();
    private final List<ZonedDateTime> asked = new ArrayList<>();
    private Ledger ledger;

    @BeforeEach
    void open() {
        DatabaseConfig database = new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180);
        ledger = Ledger.open(database, clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Ten first roll calls are still to come, five are over. */
    private Meter meter(long limit) {
        return new Meter(
                ledger,
                new Meter.Limits(limit, 3000),
                (from, until, working) -> {
                    asked.add(from);
                    boolean ahead = until.getDayOfMonth() == 1 && until.getHour() == 0;
                    return List.of(new Cutoff(ahead ? 10 : 5, 0, 0, new Groups(6, 0, 0, 5), 1, false));
                },
                clock);
    }

    private void people(int number) {
        List<Department.Member> members = IntStream.range(0, number)
                .mapToObj(index -> new Department.Member(new Employee("u" + index, "某", null), ""))
                .toList();
        ledger.remembering(new Contacts(members), Duration.ofMinutes(10))
                .departments(
                        List.of(new Department.Wanted(1, "技术部", false)), new Run(Deadline.in(LIFE, Waiting.real())));
    }

    private static QuotaForecast.Calls tenMornings() {
        return QuotaForecast.of(
                        List.of(new Cutoff(10, 0, 0, new Groups(6, 0, 0, 5), 1, false)),
                        1000,
                        QuotaForecast.Habits.TYPICAL)
                .calls();
    }

    private void used(int calls) {
        try (MonthlyAllowance allowance = ledger.calls(0)) {
            for (int call = 0; call < calls; call++) {
                assertThat(allowance.take()).isTrue();
            }
        }
    }

    @Test
    void beforeAnybodyIsKnownNothingIsForeseenAndNothingIsShed() {
        used(499);

        Meter.State state = meter(500).look();

        assertThat(state.calls()).isEqualTo(499);
        assertThat(state.callForecast()).isZero();
        assertThat(state.shed()).isEqualTo(Shed.NOTHING);
        assertThat(state.callPercent()).isEqualTo(99);
    }

    @Test
    void whatThisProcessHasReservedAndNotUsedIsNotUsed() {
        people(1000);
        MonthlyAllowance calls = ledger.calls(5000);
        MonthlyAllowance messages = ledger.messages(3000);
        MonthlyAllowance answers = ledger.messages(3000);
        IntStream.range(0, 39).forEach(call -> calls.take());
        messages.take();
        answers.take();

        Meter.State open = meter(5000).look();
        calls.close();
        messages.close();
        answers.close();
        Meter.State closed = meter(5000).look();

        assertThat(open.calls()).isEqualTo(39);
        assertThat(open.messages()).isEqualTo(2);
        assertThat(open).as("nothing is subtracted twice").isEqualTo(closed);
    }

    @Test
    void whatAKilledProcessHadReservedIsTakenForUsed() {
        assertThat(ledger.calls(5000).take()).isTrue();
        assertThat(ledger.used(Kind.CALLS)).isEqualTo(1);
        ledger.close();
        open();
        used(3);

        assertThat(meter(5000).look().calls()).isEqualTo(25 + 3);
    }

    @Test
    void whatIsReservedIsNoReasonToShed() {
        people(1000);
        MonthlyAllowance calls = ledger.calls(0);
        calls.take();
        assertThat(ledger.limits().reserved(Kind.CALLS)).isEqualTo(250);

        Meter.State state = meter(250).look();

        assertThat(state.callPercent()).isZero();
        assertThat(state.shed()).isEqualTo(Shed.of(249, tenMornings()));
    }

    @Test
    void whatIsToComeIsForeseenOnTopOfWhatWasUsed() {
        people(1000);
        long tenMornings = tenMornings().all();
        used(100);

        Meter.State state = meter(5000).look();

        assertThat(state.needed()).isEqualTo(tenMornings);
        assertThat(state.callForecast())
                .as("five mornings cost more than a hundred")
                .isEqualTo(100 + tenMornings);
        assertThat(state.messageForecast()).isEqualTo(63);
    }

    @Test
    void whatIsUsedBesidesDigestsGoesOnAtItsPace() {
        people(10);
        used(2000);

        assertThat(meter(5000).look().callForecast())
                .as("half of the month is over")
                .isBetween(3700L, 4000L);
    }

    @Test
    void aReportOnTheFirstDayIsNotExpectedEveryDay() {
        clock.now = Instant.parse("2026-11-01T02:00:00Z");
        people(10);
        used(500);

        assertThat(meter(5000).look().callForecast()).isLessThan(500 * 6);
    }

    @Test
    void whatRunsShortIsShedAndComesBackWithTheNextMonth() {
        people(1000);
        Meter meter = meter(800);
        assertThat(meter.look().shed()).isEqualTo(Shed.NOTHING);

        used(700);
        assertThat(meter.shed()).as("not looked since").isEqualTo(Shed.NOTHING);
        assertThat(meter.look().shed()).isEqualTo(Shed.SECOND_LOOK);

        clock.now = Instant.parse("2026-11-30T16:00:01Z");
        assertThat(meter.look().shed()).as("December in China").isEqualTo(Shed.NOTHING);
        assertThat(meter.state().calls()).isZero();
    }

    @Test
    void whereCallsAreUnlimitedNothingIsShed() {
        people(1000);
        used(700);

        assertThat(meter(0).look().shed()).isEqualTo(Shed.NOTHING);
        assertThat(meter(0).look().callPercent()).isZero();
    }

    @Test
    void aRollCallThatHasJustBegunIsStillNeeded() {
        meter(5000).look();

        assertThat(asked)
                .anyMatch(from -> from.toInstant().equals(MORNING.minus(Duration.ofMinutes(45))))
                .anyMatch(from -> from.equals(LocalDate.of(2026, 11, 1).atStartOfDay(ZoneId.of("Asia/Shanghai"))));
    }

    @Test
    void whileTheLedgerIsAwayTheLastAnswerHolds() {
        people(1000);
        used(700);
        Meter meter = meter(800);
        meter.look();

        ledger.close();

        assertThat(meter.look().shed()).isEqualTo(Shed.SECOND_LOOK);
    }

    private static final class Moved extends Clock {
        private volatile Instant now = MORNING;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** One department; nothing else is asked. */
    private record Contacts(List<Department.Member> members) implements RosterSource {
        @Override
        public List<Department> departments(List<Department.Wanted> wanted, Run run) {
            return List.of(new Department(1, "技术部", members, true, true, List.of()));
        }

        @Override
        public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
            throw new AssertionError("not asked");
        }

        @Override
        public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
            throw new AssertionError("not asked");
        }

        @Override
        public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
            throw new AssertionError("not asked");
        }
    }
}
