package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Company.Ask;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {
    private static final long TECH = 4100;

    private final Company company = new Company();
    private final SettableClock clock = new SettableClock(Times.at("09:45"));

    private RollCall rollCall(Company company) {
        return new LiveRollCalls(
                        company.finder(clock.now, Duration.ZERO),
                        List.of(new Department.Wanted(TECH, "技术部", false)),
                        Set.of(),
                        Times.ZONE,
                        clock,
                        Waiting.real(),
                        Runnable::run)
                .of(Set.of(TECH), Cast.TODAY)
                .join();
    }

    @ParameterizedTest
    @CsvSource({"07:59,false", "08:00,true", "09:45,true", "18:59,true", "19:00,true", "19:01,false", "23:59,false"})
    void theyLastFromAnHourBeforeTheFirstShiftUntilAnHourAfterTheLast(String time, boolean working) {
        company.present(TECH, 2).silent(TECH, 1);

        assertThat(WorkingHours.include(rollCall(company), Times.at(time))).isEqualTo(working);
    }

    @Test
    void whereNobodyIsPlannedThereAreNone() {
        company.with(TECH, Day.of(Company.person("resting")));

        assertThat(WorkingHours.include(rollCall(company), clock.now)).isFalse();
    }

    @Test
    void whereThePlanOrThePeopleCouldNotBeReadTheyMayBeNow() {
        company.present(TECH, 1).silent(TECH, 1).unreadable((ask, id) -> ask == Ask.ROSTER && id.startsWith("silent"));
        assertThat(WorkingHours.include(rollCall(company), Times.at("23:00"))).isTrue();

        Company partial = new Company().present(TECH, 1).partial(TECH);
        assertThat(WorkingHours.include(rollCall(partial), Times.at("23:00"))).isTrue();
    }
}
