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
    void whatCouldNotBeReadIsTriedAgainSooner() {
        company.present(TECH, 3).silent(TECH, 1).unreadable((ask, id) -> ask == Ask.PUNCHES && id.startsWith("silent"));
        LiveRollCalls live = live();
        assertThat(live.of(Set.of(TECH), Cast.TODAY).join().company().unverified())
                .isEqualTo(1);
        company.unreadable((ask, id) -> false);
        clock.now = clock.now.plusSeconds(5);
        assertThat(live.of(Set.of(TECH), Cast.TODAY).join().complete()).isFalse();

        clock.now = clock.now.plusSeconds(20);
        RollCall whole = live.of(Set.of(TECH), Cast.TODAY).join();
        assertThat(whole.complete()).isTrue();
        assertThat(whole.company().absent()).isEqualTo(1);
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
}
