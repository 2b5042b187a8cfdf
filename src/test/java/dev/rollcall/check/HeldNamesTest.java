package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.RollCalls.Rolled;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.ledger.Slots.Planned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten people who are due; whose number is below that of the absent is absent. */
class HeldNamesTest extends LookedAt {
    private static final long TECH = 4100;
    private static final LocalDate TOMORROW = DATE.plusDays(1);

    private Set<Long> held(RollCall rollCall) {
        return new HeldNames(ledger.releases(), 0.6).of(rollCall);
    }

    private static RollCall absent(int number) {
        return rollCall(DATE, IntStream.range(0, number).boxed().collect(Collectors.toSet()), Set.of());
    }

    private static RollCall rollCall(LocalDate workDate, Set<Integer> absent, Set<String> overnight) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Standing standing = absent.contains(i) ? Standing.ABSENT : Standing.PRESENT;
            findings.add(new Finding(
                    new Employee("u" + i, "某某", null), "", standing, CUTOFF.minusSeconds(2400), false, null, null));
        }
        return new RollCall(
                CUTOFF,
                CUTOFF,
                workDate,
                SHANGHAI,
                List.of(new DepartmentRollCall(TECH, "技术部", true, findings, List.of())),
                Counts.of(findings),
                Map.of(),
                List.of(),
                overnight);
    }

    /** The list of {@code rollCall} is held, and the group has read that. */
    private void hold(SlotKey key, RollCall rollCall) {
        claim(key);
        Rolled rolled = new Rolled(key, rollCall.departments().get(0), null, null, true, "技术部");
        ledger.rollCalls().freeze(process, rollCall, List.of(rolled));
        ledger.slots().end(process, key, new Ending(SlotState.SENT, CUTOFF, false, null, null, null), null);
    }

    private void release(SlotKey key) {
        assertThat(ledger.releases().release(key, "lead1", CUTOFF, CUTOFF.plusSeconds(3600)))
                .isTrue();
    }

    @Test
    void whatReachesTheGuardNowIsHeldAndWhatDoesNotIsShown() {
        assertThat(held(absent(6))).containsExactly(TECH);
        assertThat(held(absent(5))).isEmpty();
    }

    @Test
    void aListThatIsHeldStaysSoWhateverIsReadNowUntilItIsReleased() {
        hold(key(TECH), absent(6));

        assertThat(held(absent(5))).containsExactly(TECH);
        assertThat(held(absent(1))).containsExactly(TECH);
        assertThat(new HeldNames(ledger.releases(), 0).of(absent(1)))
                .as("the guard was turned off since")
                .containsExactly(TECH);
        assertThat(held(absent(0))).as("there is nobody to name").isEmpty();
        assertThat(held(rollCall(TOMORROW, Set.of(1), Set.of()))).isEmpty();

        release(key(TECH));
        assertThat(held(absent(5))).isEmpty();
    }

    @Test
    void theListOfANightShiftThatStillRunsIsHeldAfterMidnightToo() {
        hold(key(TECH), absent(6));

        assertThat(held(rollCall(TOMORROW, Set.of(1), Set.of("u1")))).containsExactly(TECH);
        assertThat(held(rollCall(TOMORROW, Set.of(1), Set.of("somebody elsewhere"))))
                .isEmpty();

        release(key(TECH));
        assertThat(held(rollCall(TOMORROW, Set.of(1), Set.of("u1")))).isEmpty();
    }

    @Test
    void aReleaseCountsWhileNobodyElseIsAbsentAndNotForAMachineThatFailsLater() {
        hold(key(TECH), absent(7));
        release(key(TECH));

        assertThat(held(absent(7))).as("as it was released").isEmpty();
        assertThat(held(absent(6))).as("one of them has come").isEmpty();
        assertThat(held(absent(10))).as("nobody's punch can be read").containsExactly(TECH);
        assertThat(held(rollCall(DATE, Set.of(0, 1, 2, 3, 4, 9), Set.of())))
                .as("somebody who was not listed is absent")
                .containsExactly(TECH);
        assertThat(held(rollCall(DATE, Set.of(8, 9), Set.of())))
                .as("so few that no release is needed")
                .isEmpty();
    }

    @Test
    void aReleaseOfTheDayBeforeCountsForItsNightShiftOnly() {
        hold(key(TECH), absent(6));
        release(key(TECH));
        Set<Integer> six = Set.of(0, 1, 2, 3, 4, 5);

        assertThat(held(rollCall(TOMORROW, six, Set.of("u0", "u1", "u2", "u3", "u4", "u5"))))
                .isEmpty();
        assertThat(held(rollCall(TOMORROW, six, Set.of("u0", "u1", "u2", "u3", "u4"))))
                .as("the sixth is absent from another shift")
                .containsExactly(TECH);
    }

    @Test
    void whereOneListIsReleasedAndAnotherHeldNamesAreHeld() {
        hold(key(TECH), absent(6));
        release(key(TECH));
        hold(new SlotKey(TECH, DATE, "noon"), absent(6));

        assertThat(held(absent(6))).containsExactly(TECH);
        assertThat(held(absent(5))).containsExactly(TECH);
    }

    /** As the follow-up of a list that was released, which is not held either. */
    @Test
    void whoWasNamedByAnotherDigestOfADayWithAReleaseIsShown() {
        hold(key(TECH), absent(7));
        release(key(TECH));
        assertThat(held(absent(8))).containsExactly(TECH);

        posted(new SlotKey(TECH, DATE, "recheck"), absent(8));
        assertThat(held(absent(8))).isEmpty();
        assertThat(held(absent(9))).containsExactly(TECH);
    }

    /** The list of {@code rollCall} is posted an hour after the first cutoff. */
    private void posted(SlotKey key, RollCall rollCall) {
        claimLater(key, rollCall);
        ledger.slots().end(process, key, new Ending(SlotState.SENT, CUTOFF, false, null, null, null), null);
    }

    private void claimLater(SlotKey key, RollCall rollCall) {
        Instant asOf = CUTOFF.plusSeconds(3600);
        ledger.slots().renew(process);
        ledger.slots().claimThese(process, List.of(new Planned(key, asOf, asOf.plusSeconds(3600), asOf)));
        Rolled rolled = new Rolled(key, rollCall.departments().get(0), null, null, false, "技术部");
        ledger.rollCalls().freeze(process, rollCall, List.of(rolled));
    }

    @Test
    void theDigestOfALaterCutoffThatWasNotHeldEndsIt() {
        hold(key(TECH), absent(6));
        SlotKey later = new SlotKey(TECH, DATE, "noon");
        claimLater(later, absent(5));
        assertThat(held(absent(5))).as("it is on its way").containsExactly(TECH);

        ledger.slots().end(process, later, new Ending(SlotState.SENT, CUTOFF, false, null, null, null), null);
        assertThat(held(absent(5))).isEmpty();
        assertThat(held(absent(6))).as("by what is read now").containsExactly(TECH);
    }

    @Test
    void withoutTheLedgerNobodyKnowsWhetherNamesMayBeShown() {
        line.cut(true);

        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> held(absent(1)));
    }
}
