package dev.rollcall.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.budget.QuotaForecast.Calls;
import dev.rollcall.budget.QuotaForecast.Cutoff;
import dev.rollcall.budget.QuotaForecast.Groups;
import dev.rollcall.budget.QuotaForecast.Habits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaForecastTest {
    private static final Groups ELEVEN = new Groups(11, 0, 0, 10);
    private static final Cutoff MORNING = new Cutoff(22, 0, 0, ELEVEN, 1, false);
    private static final Cutoff RECHECK = new Cutoff(0, 22, 8, new Groups(1, 0, 10, 10), 1, false);

    private static Cutoff first(double share, boolean correction) {
        return new Cutoff(25, 0, 0, ELEVEN, share, correction);
    }

    private static Calls calls(Cutoff cutoff, int headcount) {
        return QuotaForecast.of(List.of(cutoff), headcount, Habits.TYPICAL).calls();
    }

    /** By hand, for 25 dates, so that the margin of 4 % is one more: plan + punches + settings of shifts + leaves; and so on. */
    @ParameterizedTest(name = "{0} people: {1}, {2} and {3} calls")
    @CsvSource({
        "0,       104,   0,    0", //   26 x (  1 +   0 + 3 +  0), nobody left over
        "500,     520,  26,  117", //   26 x (  5 +  10 + 4 +  1), 30 left over
        "1000,    988,  52,  234", //   26 x ( 10 +  20 + 6 +  2), 60 left over
        "9999,   8346, 364, 2340", //   26 x (100 + 200 + 6 + 15), 599.94 left over
        "10000, 10946, 364, 2340", //   26 x (200 + 200 + 6 + 15), 600 left over
    })
    void callsOfAFirstRollCall(int headcount, long digests, long secondLooks, long approvals) {
        assertThat(calls(first(1, false), headcount)).isEqualTo(new Calls(digests, secondLooks, approvals));
    }

    @Test
    void inASmallCompanyOnSomeMorningsNobodyIsLeftOver() {
        // One in twenty people is left over on 26 x (1 - e^-0.6) mornings of 26.
        assertThat(calls(first(1, false), 10)).isEqualTo(new Calls(26 * 5 + 12, 12, 3));
    }

    @Test
    void aLaterRollCallAsksOnlyAboutThoseLeftOver() {
        assertThat(calls(new Cutoff(0, 25, 0, ELEVEN, 1, false), 1000))
                .isEqualTo(new Calls(26 * (10 + 2 + 2), 52, 234));
    }

    @Test
    void whereNobodyWorksOnlyThePlanIsAsked() {
        QuotaForecast forecast = QuotaForecast.of(List.of(new Cutoff(0, 0, 25, ELEVEN, 1, true)), 1000, Habits.TYPICAL);

        assertThat(forecast.calls()).isEqualTo(new Calls(26 * 5, 0, 0));
        assertThat(forecast.messages()).isZero();
    }

    @Test
    void aCorrectionReadsThoseWhoWereNamedAgain() {
        Calls without = calls(first(1, false), 1000);
        Calls with = calls(first(1, true), 1000);

        assertThat(with.digests() - without.digests()).isEqualTo(26 * (1 + 1));
        assertThat(with.secondLooks() - without.secondLooks()).isEqualTo(26);
        assertThat(with.approvals() - without.approvals()).isEqualTo(26 * 9 / 2);
    }

    @Test
    void aCutoffOfHalfTheDepartmentsIsForHalfThePeople() {
        assertThat(calls(first(0.5, false), 1000)).isEqualTo(calls(first(1, false), 500));
    }

    @Test
    void aFollowUpIsPostedOnlyWhereSomethingHasChanged() {
        // In each of the ten departments 0.9 are expected to have come since: 1 - e^-0.9 = 59 %.
        assertThat(QuotaForecast.of(List.of(RECHECK), 1000, Habits.TYPICAL).messages())
                .isEqualTo((long) Math.ceil(22 * (1 + 10 * 0.5934) * 1.04));
        assertThat(QuotaForecast.of(List.of(RECHECK), 0, Habits.TYPICAL).messages())
                .isEqualTo((long) Math.ceil(22 * 1.04));
    }

    @Test
    void whereNothingIsPostedIfAllAreThereOnlySomeGroupsGetAMessage() {
        Cutoff skipping = new Cutoff(25, 0, 0, new Groups(0, 10, 0, 10), 1, false);

        // Three are expected to be absent in each department: 1 - e^-3 = 95 %.
        assertThat(QuotaForecast.of(List.of(skipping), 1000, Habits.TYPICAL).messages())
                .isEqualTo((long) Math.ceil(26 * 9.502));
    }

    @Test
    void eachGroupGetsADigestOnEachWorkingDay() {
        assertThat(QuotaForecast.of(List.of(first(1, true)), 1000, Habits.TYPICAL)
                        .messages())
                .isEqualTo(26 * 11);
    }

    @Test
    void theLargestHeadcountJustFits() {
        List<Cutoff> month = List.of(MORNING, RECHECK);

        int largest = QuotaForecast.largestHeadcount(month, 5000, Habits.TYPICAL);

        assertThat(largest).isGreaterThan(1000);
        assertThat(QuotaForecast.of(month, largest, Habits.TYPICAL).calls().all())
                .isLessThanOrEqualTo(5000);
        assertThat(QuotaForecast.of(month, largest + 1, Habits.TYPICAL).calls().all())
                .isGreaterThan(5000);
    }

    @Test
    void withoutAQuotaOrWithoutCutoffsThereIsNoLimit() {
        assertThat(QuotaForecast.largestHeadcount(List.of(MORNING), 0, Habits.TYPICAL))
                .isEqualTo(QuotaForecast.NO_LIMIT);
        assertThat(QuotaForecast.largestHeadcount(List.of(), 1, Habits.TYPICAL)).isEqualTo(QuotaForecast.NO_LIMIT);
    }

    @Test
    void whereNobodyFitsTheLargestHeadcountIsZero() {
        assertThat(QuotaForecast.largestHeadcount(List.of(MORNING), 1, Habits.TYPICAL))
                .isZero();
    }

    @Test
    void negativeNumbersAndSharesAboveOneAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cutoff(-1, 0, 0, ELEVEN, 1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cutoff(0, 0, 0, ELEVEN, 1.1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Habits(1.1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Groups(1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> QuotaForecast.of(List.of(), -1, Habits.TYPICAL));
    }
}
