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
        return new Cutoff(50, 0, 0, ELEVEN, share, correction);
    }

    private static Calls calls(Cutoff cutoff, int headcount) {
        return QuotaForecast.of(List.of(cutoff), headcount, Habits.TYPICAL).calls();
    }

    /** By hand, for 50 dates, so that the margin of 6 % is three more: plan + punches + settings of shifts + leaves. */
    @ParameterizedTest(name = "{0} people: {1}, {2} and {3} calls")
    @CsvSource({
        "0,       212,    0,    0", //   53 x (  1 +   0 + 3 +  0), nobody left over
        "500,    1060,   53,  239", //   53 x (  5 +  10 + 4 +  1), 30 left over; 4.5 asked one by one
        "1000,   1988,   70,  477", //   53 x ( 10 +  20 + 6 +  1.5), 60 left over, 46 of them a call; 9 one by one
        "9999,  17013,  692, 4770", //   53 x (100 + 200 + 6 + 14.9985), 599.94 left over
        "10000, 22313,  692, 23373", //  53 x (200 + 200 + 6 + 15), 600 left over; 90, and for the 300 named 351, one by
        // one
        // one
    })
    void callsOfAFirstRollCall(int headcount, long digests, long secondLooks, long approvals) {
        assertThat(calls(first(1, false), headcount)).isEqualTo(new Calls(digests, secondLooks, approvals));
    }

    @Test
    void inASmallCompanyOnSomeMorningsNobodyIsLeftOver() {
        // Of ten people 0.6 are left over: on 1 - e^-0.6, 45 %, of the mornings somebody is.
        assertThat(calls(first(1, false), 10)).isEqualTo(new Calls(53 * 5 + 24, 24, 5));
    }

    @Test
    void aLaterRollCallAsksOnlyAboutThoseLeftOver() {
        // 10 pages of the plan, 1.2 of punches, one of leaves; of nine asked one by one four tenths are asked again.
        assertThat(calls(new Cutoff(0, 50, 0, ELEVEN, 1, false), 1000)).isEqualTo(new Calls(647, 53, 191));
    }

    @Test
    void whereNobodyWorksOnlyThePlanIsAsked() {
        QuotaForecast forecast = QuotaForecast.of(List.of(new Cutoff(0, 0, 50, ELEVEN, 1, true)), 1000, Habits.TYPICAL);

        assertThat(forecast.calls()).isEqualTo(new Calls(53, 0, 0));
        assertThat(forecast.messages()).isZero();
    }

    @Test
    void aCorrectionReadsThoseWhoWereNamedAgain() {
        Calls without = calls(first(1, false), 1000);
        Calls with = calls(first(1, true), 1000);

        assertThat(with.digests() - without.digests()).isEqualTo(53 * (1 + 1));
        assertThat(with.secondLooks() - without.secondLooks()).isEqualTo(53);
        assertThat(with.approvals() - without.approvals()).isEqualTo(191);
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
                .isEqualTo(52 * 11);
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
