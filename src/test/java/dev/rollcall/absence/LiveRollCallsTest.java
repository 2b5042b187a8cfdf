package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Company.Ask;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What asking costs between cutoffs, and what it says. */
class LiveRollCallsTest {
    private static final long TECH = 4100;
    private static final long SALES = 4200;

    private final Company company = new Company().remembering(new Memory());
    private final Deque<Runnable> work = new ArrayDeque<>();
    private boolean held;
    private final SettableClock clock = new SettableClock(Times.at("09:45"));

    private LiveRollCalls live() {
        return live(task -> {
            if (held) {
                work.add(task);
            } else {
                task.run();
            }
        });
    }

    private LiveRollCalls live(Executor executor) {
        return new LiveRollCalls(
                company.finder(clock.now, Duration.ZERO),
                List.of(new Department.Wanted(TECH, "技术部", false), new Department.Wanted(SALES, "销售部", false)),
                Set.of("exempt"),
                Times.ZONE,
                clock,
                Waiting.real(),
                executor);
    }

    private int calls() {
        return company.calls(Ask.ROSTER).size();
    }

    @Test
    void aHundredWhoAskAtOnceCostOneReading() {
        company.present(TECH, 5).silent(TECH, 1);
        LiveRollCalls live = live();
        held = true;
        List<CompletableFuture<RollCall>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add(live.of(Set.of(TECH), Cast.TODAY));
        }
        assertThat(work).hasSize(1);
        work.remove().run();

        assertThat(asked).allSatisfy(one -> assertThat(one).isCompleted());
        assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(asked.get(0).join().company().absent()).isEqualTo(1);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void withinAMinuteNothingIsAskedAgainAndAfterItOnlyThoseLeftOver() {
        company.present(TECH, 5).silent(TECH, 2);
        LiveRollCalls live = live();
        RollCall first = live.of(Set.of(TECH), Cast.TODAY).join();
        clock.now = clock.now.plusSeconds(59);
        assertThat(live.of(Set.of(TECH), Cast.TODAY).join()).isEqualTo(first);
        company.askedNothing();

        clock.now = clock.now.plusSeconds(30);
        RollCall second = live.of(Set.of(TECH), Cast.TODAY).join();

        assertThat(second.asOf()).isEqualTo(clock.now);
        assertThat(second.company()).isEqualTo(first.company());
        assertThat(company.asked(Ask.PUNCHES)).containsExactly("in4100-1", "silent4100-1", "silent4100-2");
    }

    @Test
    void ofTwoDepartmentsOnlyTheOneThatIsNotKnownIsRead() {
        company.present(TECH, 3).present(SALES, 4).silent(SALES, 1);
        LiveRollCalls live = live();
        live.of(Set.of(TECH), Cast.TODAY).join();
        Instant first = clock.now;
        company.askedNothing();
        clock.now = clock.now.plusSeconds(20);

        RollCall both = live.of(List.of(SALES, TECH, 9L), Cast.TODAY).join();

        assertThat(both.departments()).extracting(DepartmentRollCall::id).containsExactly(TECH, SALES);
        assertThat(both.company()).extracting(Counts::due, Counts::absent).containsExactly(8, 1);
        assertThat(both.asOf()).as("it is as old as its oldest part").isEqualTo(first);
        assertThat(company.asked(Ask.ROSTER)).allMatch(id -> id.contains("4200"));
    }

    @Test
    void whatCouldNotBeReadIsTriedAgainAfterAMinuteAlsoByThoseWhoWouldWaitLonger() {
        company.present(TECH, 3).silent(TECH, 1).unreadable((ask, id) -> ask == Ask.PUNCHES && id.startsWith("silent"));
        LiveRollCalls live = live();
        assertThat(live.of(Set.of(TECH), Cast.TODAY).join().company().unverified())
                .isEqualTo(1);
        company.unreadable((ask, id) -> false);
        clock.now = clock.now.plusSeconds(12 + 59); // The reading took twelve seconds.
        assertThat(live.of(Set.of(TECH), Cast.TODAY).join().complete()).isFalse();

        clock.now = clock.now.plusSeconds(1);
        RollCall whole = live.today(Set.of(TECH), Duration.ofMinutes(5)).join();
        assertThat(whole.complete()).isTrue();
        assertThat(whole.company().absent()).isEqualTo(1);
    }

    @Test
    void manyOldDatesDoNotMakeTodayBeReadAgain() {
        company.present(TECH, 3).silent(SALES, 1);
        LiveRollCalls live = live();
        RollCall today = live.of(Set.of(TECH, SALES), Cast.TODAY).join();
        for (int days = 1; days <= 60; days++) {
            live.of(Set.of(TECH, SALES), Cast.TODAY.minusDays(days)).join();
        }
        company.askedNothing();

        assertThat(live.of(Set.of(TECH, SALES), Cast.TODAY).join()).isEqualTo(today);
        assertThat(calls()).isZero();
    }

    @Test
    void aPastDateIsReadAsOfItsEndAndAgainAfterTenMinutesBecauseCardsAreMadeGood() {
        company.present(TECH, 3).silent(TECH, 1);
        LiveRollCalls live = live();
        clock.now = clock.now.plus(Duration.ofDays(2));

        RollCall past = live.of(Set.of(TECH), Cast.TODAY).join();
        clock.now = clock.now.plus(Duration.ofMinutes(9));

        assertThat(live.of(Set.of(TECH), Cast.TODAY).join()).isEqualTo(past);
        assertThat(past.asOf())
                .isEqualTo(Cast.TODAY.atTime(23, 59, 59).atZone(Times.ZONE).toInstant());
        company.askedNothing();
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertThat(live.of(Set.of(TECH), Cast.TODAY).join().company()).isEqualTo(past.company());
        assertThat(company.asked(Ask.PUNCHES)).contains("silent4100-1");
    }

    @Test
    void aReadingThatFailedIsNotTheAnswerOfThoseWhoAskLater() {
        company.present(TECH, 1).unreadable((ask, id) -> {
            throw new IllegalStateException("an error of the program");
        });
        LiveRollCalls live = live();
        assertThat(live.of(Set.of(TECH), Cast.TODAY)).isCompletedExceptionally();
        company.unreadable((ask, id) -> false);

        assertThat(live.of(Set.of(TECH), Cast.TODAY).join().company().present()).isEqualTo(1);
    }

    private Standing standing(RollCall rollCall, Employee who) {
        return finding(rollCall, who).standing();
    }

    private static Finding finding(RollCall rollCall, Employee who) {
        return rollCall.departments().stream()
                .flatMap(department -> department.findings().stream())
                .filter(finding -> finding.employee().equals(who))
                .findFirst()
                .orElseThrow();
    }

    /** Due at 23:56, and there at twenty past midnight. */
    private void aNightShift() {
        company.with(TECH, Day.of(Cast.ZHAO_LIU).shift("23:56", "+07:56").tied("+00:20", "P1", Punch.Result.LATE))
                .with(TECH, Day.of(Cast.LI_SI).shift("23:56", "+07:56"))
                .with(TECH, Day.of(Cast.WANG_WU).shift("09:00", "18:00").untied("+00:10"))
                .present(TECH, 2);
    }

    @Test
    void whoCameLateForTheNightShiftAfterMidnightIsNotNamedForTheDayBefore() {
        aNightShift();
        clock.now = Times.at("+00:38");
        RollCall day = live().day(Set.of(TECH), Cast.TODAY).join();

        assertThat(finding(day, Cast.ZHAO_LIU))
                .extracting(Finding::standing, Finding::late, Finding::punchedAt)
                .containsExactly(Standing.PRESENT, true, Times.at("+00:20"));
        assertThat(standing(day, Cast.LI_SI)).isEqualTo(Standing.ABSENT);
        assertThat(standing(day, Cast.WANG_WU))
                .as("whose day was over is not there because of a punch after midnight")
                .isEqualTo(Standing.ABSENT);
        assertThat(day.company())
                .extracting(Counts::due, Counts::absent, Counts::late)
                .containsExactly(5, 2, 1);
        assertThat(day.asOf()).isEqualTo(Times.at("23:59").plusSeconds(59));
        assertThat(LiveRollCalls.asOf(day, finding(day, Cast.LI_SI))).isBetween(clock.now, clock.now.plusSeconds(60));
        assertThat(LiveRollCalls.asOf(day, finding(day, Cast.WANG_WU))).isEqualTo(day.asOf());
        assertThat(standing(live().of(Set.of(TECH), Cast.TODAY).join(), Cast.ZHAO_LIU))
                .as("of() speaks of the date's last second")
                .isEqualTo(Standing.ABSENT);
    }

    @Test
    void eachNightShiftIsReadUntilItsOwnClockOutMayHaveCome() {
        aNightShift();
        company.with(TECH, Day.of(Cast.SUN_QI).shift("16:00", "+01:00").punch("+07:40", null, null, null, null))
                .with(TECH, Day.of(Cast.ZHANG_SAN).shift("23:56", "+07:56").tied("+08:03", "P2"));
        clock.now = Times.at("+23:00");
        LiveRollCalls live = live();
        RollCall day = live.day(Set.of(TECH), Cast.TODAY).join();

        assertThat(standing(day, Cast.ZHANG_SAN)).as("who clocked out").isEqualTo(Standing.PRESENT);
        assertThat(standing(day, Cast.ZHAO_LIU)).isEqualTo(Standing.PRESENT);
        assertThat(standing(day, Cast.LI_SI)).isEqualTo(Standing.ABSENT);
        assertThat(finding(day, Cast.SUN_QI).punchedAt())
                .as("a punch hours after the shift, tied to nothing, is the next day's")
                .isNull();
        company.askedNothing();
        assertThat(live.day(Set.of(TECH), Cast.TODAY).join()).isEqualTo(day);
        assertThat(calls()).isZero();
    }

    @Test
    void withoutANightShiftADateIsReadOnce() {
        company.present(TECH, 3).silent(TECH, 1);
        clock.now = Times.at("+00:38");
        LiveRollCalls live = live();

        RollCall day = live.day(Set.of(TECH), Cast.TODAY).join();

        assertThat(calls()).isEqualTo(1);
        assertThat(day).isEqualTo(live.of(Set.of(TECH), Cast.TODAY).join());
    }

    @Test
    void aPlanWithoutClockOutsMayLastIntoTheMorning() {
        company.with(TECH, Day.of(Cast.ZHAO_LIU).shift("23:56").untied("+00:20"))
                .present(TECH, 2);
        clock.now = Times.at("+00:38");

        assertThat(standing(live().day(Set.of(TECH), Cast.TODAY).join(), Cast.ZHAO_LIU))
                .isEqualTo(Standing.PRESENT);
    }
}
