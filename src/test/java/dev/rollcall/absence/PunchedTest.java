package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Company.Ask;
import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a punch that DingTalk tells of by itself changes at once, without a question. */
class PunchedTest {
    private static final long TECH = 4100;
    private static final String SILENT = "silent4100-1";

    private final Company company = new Company().remembering(new Memory());
    private final SettableClock clock = new SettableClock(Times.at("09:45"));
    private final Deque<Runnable> work = new ArrayDeque<>();
    private boolean held;

    private final LiveRollCalls live = new LiveRollCalls(
            company.finder(clock.now, Duration.ofMinutes(5)),
            List.of(new Department.Wanted(TECH, "技术部", false)),
            Set.of(),
            Times.ZONE,
            clock,
            Waiting.real(),
            task -> {
                if (held) {
                    work.add(task);
                } else {
                    task.run();
                }
            });

    private RollCall now() {
        return live.of(Set.of(TECH), Cast.TODAY).join();
    }

    private Finding finding(String id) {
        return now().departments().get(0).findings().stream()
                .filter(one -> one.employee().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoeverWasAbsentIsThereAndLateByTheClockAndNothingIsAsked() {
        company.present(TECH, 2).silent(TECH, 2);
        assertThat(now().company().absent()).isEqualTo(2);
        company.askedNothing();
        clock.now = clock.now.plusSeconds(10);

        live.punched(SILENT, clock.now);

        assertThat(now().company())
                .extracting(Counts::present, Counts::absent, Counts::late)
                .containsExactly(3, 1, 1);
        assertThat(finding(SILENT).punchedAt()).isEqualTo(clock.now);
        assertThat(finding(SILENT).evidence()).isNotNull();
        assertThat(List.of(Ask.values()))
                .allSatisfy(ask -> assertThat(company.calls(ask)).isEmpty());
    }

    @Test
    void aPunchInTimeThatShowsOnlyNowMakesNobodyLate() {
        company.present(TECH, 2).silent(TECH, 1);
        assertThat(now().company().absent()).isEqualTo(1);

        live.punched(SILENT, Times.at("09:04"));

        assertThat(now().company()).extracting(Counts::absent, Counts::late).containsExactly(0, 0);
    }

    @Test
    void whoCouldNotBeReadIsThereToo() {
        company.present(TECH, 3).silent(TECH, 1).unreadable((ask, id) -> ask == Ask.PUNCHES && id.equals(SILENT));
        assertThat(now().company().unverified()).isEqualTo(1);

        live.punched(SILENT, clock.now);

        assertThat(now().company())
                .extracting(Counts::present, Counts::unverified)
                .containsExactly(4, 0);
    }

    @Test
    void whatBelongsToNoShiftOfTheirsChangesNothing() {
        company.present(TECH, 2).silent(TECH, 1);
        RollCall before = now();

        live.punched(SILENT, Times.at("04:59"));
        live.punched(SILENT, clock.now.plus(Duration.ofMinutes(6)));
        live.punched("in4100-1", clock.now);
        live.punched("somebody else", clock.now);

        assertThat(now()).isEqualTo(before);
    }

    @Test
    void aPunchDuringAReadingCountsInItsAnswer() {
        company.present(TECH, 2).silent(TECH, 1);
        held = true;
        CompletableFuture<RollCall> asked = live.of(Set.of(TECH), Cast.TODAY);
        live.punched(SILENT, clock.now);
        held = false;
        work.remove().run();

        assertThat(asked.join().company().absent()).as("asked before").isEqualTo(1);
        assertThat(now().company().absent()).isZero();
    }

    @Test
    void whatIsReadAfterwardsHolds() {
        company.present(TECH, 2).silent(TECH, 1);
        now();
        live.punched(SILENT, clock.now);
        assertThat(now().company().absent()).isZero();
        clock.now = clock.now.plus(Duration.ofSeconds(80));

        assertThat(now().company().absent()).as("DingTalk does not show it").isEqualTo(1);
        assertThat(company.asked(Ask.PUNCHES)).as("it was not taken as known").contains(SILENT);
    }
}
