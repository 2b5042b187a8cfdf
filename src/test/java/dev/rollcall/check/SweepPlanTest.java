package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPlanTest {
    @ParameterizedTest(name = "{0} people, the first of the day: {1}, {2} calls a second")
    @CsvSource({
        "3000, true, 20, false",
        "3001, true, 20, true",
        "2250, true, 15, false",
        "2251, true, 15, true",
        "9999, false, 20, false",
        "10000, false, 20, true",
        "10000, false, 67, false",
        "0, true, 1, false"
    })
    void worthwhileWhereTheCallsOfOneApiTakeMoreThanThreeSeconds(
            int people, boolean first, int callsPerSecond, boolean worthwhile) {
        assertThat(SweepPlan.worthwhile(people, first, callsPerSecond)).isEqualTo(worthwhile);
    }

    @Test
    void theLeadGrowsWithPeopleAndDepartmentsUpToAQuarterOfAnHour() {
        assertThat(SweepPlan.lead(0, 0, 20)).isEqualTo(Duration.ofSeconds(20));
        assertThat(SweepPlan.lead(10_000, 100, 20)).isEqualTo(Duration.ofSeconds(65));
        assertThat(SweepPlan.lead(100_000, 1000, 20)).isEqualTo(Duration.ofSeconds(470));
        assertThat(SweepPlan.lead(100_000, 1000, 5)).isEqualTo(Duration.ofMinutes(15));
    }
}
