package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.CallLog;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A company whose roll call takes a while: what is known does not wait for what is not, and everybody is right. */
class LargeCompanyTest {
    private static final int DEPARTMENTS = 100;
    private static final CompanyPlan COMPANY =
            CompanyPlan.of(10_000, DEPARTMENTS, 3, Morning.DATE).withCalm(true).withDirectMembersOnly(true);
    private static final String ONE_BY_ONE = "/topapi/attendance/schedule/listbyday";
    private static final ConfigOptions OPTIONS =
            ConfigOptions.morningAt("09:40").withRequestsPerSecond(30);

    @Test
    void theFirstDigestLeavesWhileOthersAreBeingRead() throws Exception {
        try (Morning morning = Morning.of(COMPANY).with(OPTIONS).inRealTime().begin()) {
            morning.awaitTrue(() -> IntStream.range(0, DEPARTMENTS)
                    .anyMatch(index -> !morning.group(index).isEmpty()));
            int atTheFirst = morning.simulator().calls().metered();
            morning.awaitAll(DEPARTMENTS, 1);
            assertThat((double) atTheFirst / morning.simulator().calls().metered())
                    .as("calls made when the first digest had come, of all")
                    .isLessThan(0.5);
            assertEverybodyIsRight(morning);
        }
    }

    @Test
    void afterASweepAheadOnlyThoseLeftOverAreAskedAboutAtTheCutoff() throws Exception {
        try (Morning morning = Morning.of(COMPANY)
                .with(OPTIONS)
                .ahead(Duration.ofSeconds(45))
                .inRealTime()
                .begin()) {
            int people = morning.book().standings().size();
            morning.awaitTrue(() -> morning.app()
                            .ledger()
                            .sweeps()
                            .people()
                            .of(
                                    Morning.DATE,
                                    Morning.CUTOFF,
                                    morning.book().standings().keySet())
                            .size()
                    > people * 0.96);
            CallLog calls = morning.simulator().calls();
            int ahead = calls.metered();
            int oneByOne = calls.counts().get(ONE_BY_ONE);

            morning.comes(Morning.CUTOFF);
            morning.awaitAll(DEPARTMENTS, 1);

            assertThat(calls.metered() - ahead)
                    .as("calls at the cutoff; ahead of it " + ahead)
                    .isLessThan(ahead / 4);
            assertThat(calls.counts().get(ONE_BY_ONE) - oneByOne)
                    .as("moved times that may have changed; ahead " + oneByOne)
                    .isLessThan(oneByOne / 2);
            assertEverybodyIsRight(morning);
        }
    }

    private static void assertEverybodyIsRight(Morning morning) {
        for (int index = 0; index < DEPARTMENTS; index++) {
            assertThat(morning.group(index)).hasSize(1);
            assertThat(morning.group(index).get(0).text()).contains(morning.numbers(index));
        }
        assertThat(morning.simulator().calls().refused()).isZero();
    }
}
