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
        return new Cutoff(100, 0, 0, ELEVEN, share, correction);
    }

    private static Calls calls(Cutoff cutoff, int headcount) {
        return QuotaForecast.of(List.of(cutoff), headcount, Habits.TYPICAL).calls();
    }

    /** By hand, for 100 dates, so that the margin of 4 % is four more: plan + punches + settings of shifts + leaves. */
    @ParameterizedTest(name = "{0} people: {1}, {2} and {3} calls")
    @CsvSource({
        "0,       104,    0,      0", // 104 x (  1 +   0 + 0 +  0), nobody left over
        "500,    2235,  105,    663", // 104 x (  5 +  10 + 5.5 +  1), 32 left over; 6.4 asked one by one
        "1000,   3907,  205,   1325", // 104 x ( 10 +  20 + 5.9 +  1.5), 65 left over, 49 of them a call; 13 one by one
        "9999,  32430, 1425,  13249", // 104 x ( 98.5 + 196.5 + 6 + 10.9), 647 left over, a third of them on leave
        "10000, 43454, 1805,  46242", // 104 x (200 + 196.5 + 6 + 15.3); 108 and the 336 not excused, one by one
    })
    void callsOfAFirstRollCall(int headcount, long digests, long secondLooks, long approvals) {
        assertThat(calls(first(1, false), headcount)).isEqualTo(new Calls(digests, secondLooks, approvals));
    }

    @Test
    void inASmallCompanyOnSomeMorningsNobodyIsLeftOver() {
        // Of ten people 0.65 are left over: on 1 - e^-0.65, 48 %, of the mornings somebody is; a second shift on a
        // fifth.
        assertThat(calls(first(1, false), 10)).isEqualTo(new Calls(104 * 3 + 73, 50, 14));
    }

    @Test
    void aLaterRollCallAsksOnlyAboutThoseLeftOverAndThoseWhoMayBeCleared() {
        // 10 pages of the plan, 3.1 of punches, one of leaves; of 13 asked one by one a seventh is asked again.
        assertThat(calls(new Cutoff(0, 100, 0, ELEVEN, 1, false), 1000)).isEqualTo(new Calls(1459, 105, 199));
    }

    @Test
    void whereNobodyWorksOnlyThePlanIsAsked() {
        QuotaForecast forecast =
                QuotaForecast.of(List.of(new Cutoff(0, 0, 100, ELEVEN, 1, true)), 1000, Habits.TYPICAL);

        assertThat(forecast.calls()).isEqualTo(new Calls(104, 0, 0));
        assertThat(forecast.messages()).isZero();
    }

    @Test
    void aCorrectionReadsThoseWhoWereNamedAgain() {
        Calls without = calls(first(1, false), 1000);
        Calls with = calls(first(1, true), 1000);

        // Punches also of the 65 who came late, leaves, results; two of those asked one by one are named, and the plan
        // of
        // ten pages tells who has a new request.
        assertThat(with.digests() - without.digests()).isEqualTo(341);
        assertThat(with.secondLooks() - without.secondLooks()).isEqualTo(104);
        assertThat(with.approvals() - without.approvals()).isEqualTo(1239);
    }

    @Test
    void aCutoffOfHalfTheDepartmentsIsForHalfThePeople() {
        assertThat(calls(first(0.5, false), 1000)).isEqualTo(calls(first(1, false), 500));
    }

    @Test
    void aFollowUpIsPostedOnlyWhereSomethingHasChanged() {
        // Of each of the ten departments 0.79 are expected to have come since, or to be named anew: 1 - e^-0.79 = 55 %.
        assertThat(QuotaForecast.of(List.of(RECHECK), 1000, Habits.TYPICAL).messages())
                .isEqualTo((long) Math.ceil(22 * (1 + 10 * 0.5465) * 1.04));
        assertThat(QuotaForecast.of(List.of(RECHECK), 0, Habits.TYPICAL).messages())
                .isEqualTo((long) Math.ceil(22 * 1.04));
    }

    @Test
    void whereNothingIsPostedIfAllAreThereOnlySomeGroupsGetAMessage() {
        Cutoff skipping = new Cutoff(25, 0, 0, new Groups(0, 10, 0, 10), 1, false);

        // Three are expected to be absent in each department: 1 - e^-3 = 95 %.
        assertThat(QuotaForecast.of(List.of(skipping), 1000, Habits.TYPICAL).messages())
                .isEqualTo((long) Math.ceil(26 * 9.522));
    }

    @Test
    void eachGroupGetsADigestOnEachWorkingDay() {
        assertThat(QuotaForecast.of(List.of(first(1, true)), 1000, Habits.TYPICAL)
                        .messages())
                .isEqualTo(104 * 11);
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
