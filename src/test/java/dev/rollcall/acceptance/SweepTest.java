package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.CallLog;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everybody is asked about ahead of a cutoff: at one call a second a company of some hundred is large. */
class SweepTest {
    private static final int DEPARTMENTS = 5;
    private static final CompanyPlan COMPANY =
            CompanyPlan.of(400, DEPARTMENTS, 3, Morning.DATE).withDirectMembersOnly(true);
    private static final ConfigOptions OPTIONS =
            ConfigOptions.morningAt("09:40").withRequestsPerSecond(1);
    private static final Duration AHEAD = Duration.ofSeconds(55);
    private static final String PUNCHES = "/attendance/listRecord";
    private static final String PLAN = "/topapi/attendance/listschedule";

    @Test
    void atTheCutoffOnlyThoseLeftOverAreAskedAbout() throws Exception {
        try (Morning morning = Morning.of(COMPANY).with(OPTIONS).ahead(AHEAD).begin()) {
            awaitSweep(morning);
            Map<String, Integer> ahead = morning.simulator().calls().counts();
            assertThat(ahead).containsEntry(PUNCHES, 7);

            cutoff(morning);

            Map<String, Integer> calls = morning.simulator().calls().counts();
            assertThat(calls.get(PLAN)).as("the plan is read anew").isGreaterThan(ahead.get(PLAN));
            assertThat(calls.get(PUNCHES) - 7).isLessThanOrEqualTo(3);
            assertThat(calls.get("/topapi/v2/user/list"))
                    .as("contacts were read in the same go")
                    .isEqualTo(ahead.get("/topapi/v2/user/list"));
        }
    }

    @Test
    void whereTheMonthsCallsWouldNotLastNothingIsAskedAhead() throws Exception {
        try (Morning morning = Morning.of(COMPANY)
                .with(OPTIONS.withMonthlyCalls(500))
                .ahead(AHEAD)
                .begin()) {
            morning.awaitTrue(() -> morning.simulator().calls().counts().containsKey("/topapi/v2/user/list"));
            morning.app().round();

            cutoff(morning);

            assertThat(morning.app().ledger().sweeps().people().any(Morning.DATE, Morning.CUTOFF))
                    .isFalse();
            assertThat(morning.simulator().calls().counts()).containsEntry(PUNCHES, 7);
        }
    }

    @Test
    void onADayThatSomebodyHasMutedNobodyIsAskedAboutInVain() throws Exception {
        try (Morning morning = Morning.of(COMPANY)
                .with(OPTIONS)
                .ahead(AHEAD)
                .preparing(database -> {
                    try (Ledger ledger = Ledger.open(database, Clock.systemUTC())) {
                        ledger.mutes().mute(SlotKey.COMPANY, Morning.DATE, "boss", Morning.CUTOFF);
                    }
                })
                .begin()) {
            morning.app().round();
            morning.comes(Morning.CUTOFF);
            morning.awaitTrue(() -> {
                List<Slot> slots = morning.app().ledger().slots().of(Morning.DATE);
                return slots.size() > DEPARTMENTS && slots.stream().allMatch(slot -> slot.state() == SlotState.SILENT);
            });

            assertThat(morning.simulator().calls().metered()).isZero();
        }
    }

    @Test
    void whatASweepCouldNotReadIsAskedAtTheCutoff() throws Exception {
        try (Morning morning = Morning.of(COMPANY)
                .with(OPTIONS)
                .ahead(AHEAD)
                .failing(one -> one.simulator().faults().on(PUNCHES, Fault.ERR_MINUS_1, 1000))
                .begin()) {
            morning.awaitTrue(() -> morning.simulator().calls().counts().getOrDefault(PUNCHES, 0) > 7);
            morning.simulator().faults().clear();

            cutoff(morning);
        }
    }

    /** Everything that is kept is as the company's own book has it. */
    private static void awaitSweep(Morning morning) throws InterruptedException {
        long inDepartments = morning.book().standings().size();
        morning.awaitTrue(() -> swept(morning).size() > inDepartments * 0.85);
        assertThat(swept(morning).values())
                .filteredOn(finding -> finding.standing() == Standing.ABSENT)
                .extracting(finding -> finding.employee().id())
                .containsAll(morning.book().company().absent().keySet());
    }

    private static Map<String, Finding> swept(Morning morning) {
        return morning.app()
                .ledger()
                .sweeps()
                .people()
                .of(Morning.DATE, Morning.CUTOFF, morning.book().standings().keySet());
    }

    /** The cutoff comes, and every digest is right. */
    private static void cutoff(Morning morning) throws InterruptedException {
        CallLog calls = morning.simulator().calls();
        morning.comes(Morning.CUTOFF);
        morning.awaitAll(DEPARTMENTS, 1);
        for (int index = 0; index < DEPARTMENTS; index++) {
            assertThat(morning.group(index)).hasSize(1);
            assertThat(morning.group(index).get(0).text()).contains(morning.numbers(index));
        }
        assertThat(calls.refused()).isZero();
    }
}
