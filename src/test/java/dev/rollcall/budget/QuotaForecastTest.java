package dev.rollcall.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaForecastTest {
    private static final QuotaForecast.Cutoff MORNING = new QuotaForecast.Cutoff(22, 11, false);
    private static final QuotaForecast.Cutoff RECHECK = new QuotaForecast.Cutoff(22, 10, false);

    /** By hand: schedule + punches + two pages of results + leaves + shifts. */
    @ParameterizedTest(name = "{0} people: {1} calls")
    @CsvSource({
        "0,       3", //    0 +    0 +   0 +  0 + 3
        "1,       8", //    1 +    1 +   2 +  1 + 3
        "50,      8", //    1 +    1 +   2 +  1 + 3
        "51,      9", //    1 +    2 +   2 +  1 + 3
        "500,    21", //    5 +   10 +   2 +  1 + 3
        "1000,   36", //   10 +   20 +   2 +  1 + 3
        "1001,   40", //   11 +   21 +   4 +  1 + 3
        "2000,   68", //   20 +   40 +   4 +  1 + 3
        "9999,  328", //  100 +  200 +  20 +  5 + 3
        "10000, 428", //  200 +  200 +  20 +  5 + 3
    })
    void callsOfOneRollCall(int headcount, long calls) {
        assertThat(QuotaForecast.callsPerRun(headcount)).isEqualTo(calls);
    }

    @Test
    void aMonthIsItsRunsTimesTheirCallsAndMessages() {
        QuotaForecast forecast = QuotaForecast.of(List.of(MORNING, RECHECK), 1000);

        assertThat(forecast.calls()).isEqualTo(2 * 22 * 36);
        assertThat(forecast.messages()).isEqualTo(22 * 11 + 22 * 10);
    }

    @Test
    void aCorrectionReadsThoseLeftOverAgain() {
        QuotaForecast forecast = QuotaForecast.of(List.of(new QuotaForecast.Cutoff(22, 11, true)), 1000);

        assertThat(forecast.calls()).isEqualTo(22 * (36 + 1 + 2 + 1));
    }

    @Test
    void theLargestHeadcountJustFits() {
        List<QuotaForecast.Cutoff> month = List.of(MORNING, RECHECK);

        int largest = QuotaForecast.largestHeadcount(month, 5000);

        assertThat(largest).isEqualTo(3300);
        assertThat(QuotaForecast.of(month, largest).calls()).isLessThanOrEqualTo(5000);
        assertThat(QuotaForecast.of(month, largest + 1).calls()).isGreaterThan(5000);
    }

    @Test
    void withoutAQuotaOrWithoutCutoffsThereIsNoLimit() {
        assertThat(QuotaForecast.largestHeadcount(List.of(MORNING), 0)).isEqualTo(QuotaForecast.NO_LIMIT);
        assertThat(QuotaForecast.largestHeadcount(List.of(), 1)).isEqualTo(QuotaForecast.NO_LIMIT);
    }

    @Test
    void whereNobodyFitsTheLargestHeadcountIsZero() {
        assertThat(QuotaForecast.largestHeadcount(List.of(MORNING), 1)).isZero();
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QuotaForecast.Cutoff(-1, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> QuotaForecast.of(List.of(), -1));
    }
}
