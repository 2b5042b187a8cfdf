package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Punch.Result;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** DingTalk has judged: a card is missing, and nobody knows whether they came late. */
    @Test
    void whoForgotTheClockInIsNotLate() {
        PersonRecord record = record(Day.usual().tied("18:05", "P2").result("18:05", "P2", Result.NORMAL), "P1");

        assertThat(record.standing()).isEqualTo(Standing.PRESENT);
        assertThat(record.late()).isFalse();
        assertThat(record.missingPunch()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, false",
        "LATE, true",
        "SERIOUS_LATE, true",
        "ABSENTEEISM, true",
        "OTHER, true",
    })
    void whoIsLateIsSaidByDingTalkAndWhereItSaysNothingByTheClock(Result result, boolean late) {
        Day day = Day.usual().tied("09:20", "P1", result).result("09:20", "P1", result);

        assertThat(record(day, "P2").late()).isEqualTo(late);
    }

    @Test
    void whereDingTalkHasNoResultOfTheClockInTheClockSaysWhoIsLate() {
        assertThat(record(Day.usual().untied("09:20")).late()).isTrue();
    }

    @Test
    void whoIsLateInTheAfternoonIsLateThoughTheMorningsCardIsMissing() {
        Day day = Day.fourPunches().tied("13:20", "P3", Result.LATE).result("13:20", "P3", Result.LATE);

        assertThat(record(day, "P1", "P2", "P4").late()).isTrue();
    }
}
