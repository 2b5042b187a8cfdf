package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Punch.Result;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the daily report says of a day that is over. */
class DayRecordsTest {
    private static final long TECH = 4100;

    private final Company company = new Company();
    private final SettableClock clock = new SettableClock(Times.at("+03:00"));

    private PersonRecord record(Day day, String... missing) {
        Employee employee = day.build().employee();
        company.with(TECH, day).missing(employee.id(), missing);
        LiveRollCalls rollCalls = new LiveRollCalls(
                company.finder(clock.now, Duration.ZERO),
                List.of(new Department.Wanted(TECH, "技术部", false)),
                Set.of(),
                Times.ZONE,
                clock,
                Waiting.real(),
                Runnable::run);
        DayRecords records = new DayRecords(rollCalls, company, clock, Waiting.real());
        DayRecord record = records.of(List.of(TECH), Cast.TODAY).get(0);
        assertThat(record.complete()).isTrue();
        return record.people().get(0);
    }

    @Test
    void whoCameInTheMorningOnlyIsAbsentAndLacksTheirCards() {
        Day morning = Day.fourPunches().tied("08:25", "P1").result("08:25", "P1", Result.NORMAL);

        PersonRecord record = record(morning, "P2", "P3", "P4");

        assertThat(record.standing()).isEqualTo(Standing.ABSENT);
        assertThat(record.missingPunch()).isTrue();
    }

    @Test
    void whoHasNoPunchAtAllIsAbsentAndLacksNoCard() {
        PersonRecord record = record(Day.usual(), "P1", "P2");

        assertThat(record.standing()).isEqualTo(Standing.ABSENT);
        assertThat(record.missingPunch()).isFalse();
    }

    @Test
    void whoForgotTheClockOutLacksACard() {
        PersonRecord record = record(Day.usual().tied("08:55", "P1").result("08:55", "P1", Result.NORMAL), "P2");

        assertThat(record.standing()).isEqualTo(Standing.PRESENT);
        assertThat(record.missingPunch()).isTrue();
    }
}
