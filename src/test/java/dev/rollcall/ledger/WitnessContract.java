package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.CUTOFF;
import static dev.rollcall.ledger.Cast.DAY;
import static dev.rollcall.ledger.Cast.MORNING;
import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.planned;
import static dev.rollcall.ledger.Cast.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Witnessed.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Which cutoffs ended well, which have no outcome, and who tells of them. */
abstract class WitnessContract extends LedgerContract {
    WitnessContract(Place place) {
        super(place);
    }

    /** Two departments and the company. */
    private static List<SlotKey> keys() {
        return List.of(slot(4100), slot(4200), Cast.COMPANY);
    }

    private void ended(SlotState state, SlotKey... keys) {
        alive(ONE);
        for (SlotKey key : keys) {
            ledger.slots().claimThese(ONE, List.of(planned(key)));
            assertThat(ledger.slots().end(ONE, key, Cast.ending(state), null)).isTrue();
        }
    }

    private void allWell() {
        ledger.slots().plan(keys().stream().map(Cast::planned).toList());
        ended(SlotState.SENT, slot(4100), Cast.COMPANY);
        ended(SlotState.SILENT, slot(4200));
    }

    private static List<Turn> claim(Ledger by) {
        return by.witnessed().claim(Set.of(MORNING), DAY, CUTOFF);
    }

    @Test
    void ofACutoffThatEndedWellOneOfManyProcessesTells() {
        allWell();

        List<Turn> turns = new ArrayList<>();
        together(8, thread -> claim(of(thread))).forEach(turns::addAll);

        assertThat(turns).containsExactly(new Turn(DAY, MORNING, 1));
    }

    @Test
    void withoutASlotThereIsNothingToTell() {
        assertThat(claim(ledger)).isEmpty();
    }

    @Test
    void whatIsPostedByHandBeforeItsCutoffHasComeIsNoCutoff() {
        Instant later = Instant.now().plusSeconds(3600);
        ledger.slots().plan(List.of(new Slots.Planned(slot(4100), later, later.plusSeconds(3600), later)));
        ended(SlotState.SENT, slot(4100));

        assertThat(ledger.witnessed().claim(Set.of(MORNING), DAY, Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void ofACutoffThatWasMovedNothingIsLeftThatWouldBeToldOf() {
        Instant later = Instant.now().plusSeconds(3600);
        Slots.Planned ahead = new Slots.Planned(slot(4100), later, later.plusSeconds(3600), later);
        Horizon.Watched watched = new Horizon.Watched(4100, MORNING);
        ledger.horizon().since(Map.of(watched, "1"), new Horizon.Moved(List.of(), List.of(ahead)), CUTOFF);
        assertThat(ledger.slots().of(DAY)).hasSize(1);
        ledger.horizon().since(Map.of(watched, "2"), new Horizon.Moved(List.of(slot(4100)), List.of()), CUTOFF);
        assertThat(ledger.slots().of(DAY)).isEmpty();

        ledger.slots().plan(List.of(planned(slot(4100))));
        ended(SlotState.SENT, slot(4100));
        assertThat(claim(ledger)).hasSize(1);
    }

    @Test
    void whileASlotIsOpenNobodyTells() {
        ledger.slots().plan(keys().stream().map(Cast::planned).toList());
        ended(SlotState.SENT, slot(4100), slot(4200));
        assertThat(claim(ledger)).as("the company's is to come").isEmpty();

        ended(SlotState.SILENT, Cast.COMPANY);
        assertThat(claim(other)).hasSize(1);
    }

    @Test
    void whatWasPostedByHandIsNoCutoffUntilThatHasComeAndAllOthersHaveEndedToo() {
        ended(SlotState.SENT, slot(4100));
        assertThat(claim(ledger)).as("nobody has planned it").isEmpty();

        ledger.slots().plan(keys().stream().map(Cast::planned).toList());
        assertThat(claim(ledger)).as("two are to come").isEmpty();
        ended(SlotState.SENT, slot(4200), Cast.COMPANY);
        assertThat(claim(other)).hasSize(1);
    }

    @Test
    void aCutoffThatWasPostedByHandAsAWholeIsOneAsSoonAsItHasCome() {
        keys().forEach(key -> ended(SlotState.SENT, key));
        assertThat(claim(ledger)).isEmpty();

        ledger.slots().plan(keys().stream().map(Cast::planned).toList());
        other.slots().plan(keys().stream().map(Cast::planned).toList());
        assertThat(claim(ledger)).hasSize(1);
        other.slots().plan(keys().stream().map(Cast::planned).toList());
        assertThat(claim(ledger)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = SlotState.class,
            names = {"FAILED", "MISSED"},
            mode = Mode.INCLUDE)
    void ofACutoffThatEndedBadlyNobodyTells(SlotState bad) {
        ledger.slots().plan(keys().stream().map(Cast::planned).toList());
        ended(SlotState.SENT, slot(4100), Cast.COMPANY);
        ended(bad, slot(4200));

        assertThat(claim(ledger)).isEmpty();
    }

    @Test
    void whatEndedLongAgoOrIsNoCutoffAnyMoreIsNoNews() {
        allWell();

        assertThat(ledger.witnessed().claim(Set.of("evening"), DAY, CUTOFF)).isEmpty();
        assertThat(ledger.witnessed().claim(Set.of(MORNING), DAY.plusDays(1), CUTOFF))
                .isEmpty();
        assertThat(ledger.witnessed().claim(Set.of(MORNING), DAY, CUTOFF.plusSeconds(60)))
                .isEmpty();
        assertThat(claim(ledger)).hasSize(1);
    }

    @Test
    void whatCouldNotBeToldIsAnybodysAfterItsTurnTenTimesInAll() {
        allWell();
        for (int number = 1; number <= Witnessed.TRIES; number++) {
            List<Turn> turns = claim(of(number));
            assertThat(turns).containsExactly(new Turn(DAY, MORNING, number));
            assertThat(turns.get(0).last()).isEqualTo(number == 10);
            assertThat(claim(ledger)).as("it is somebody's turn").isEmpty();
            sql.run("update witness set next_at = next_at - interval '31' second");
        }

        assertThat(claim(ledger)).isEmpty();
    }

    @Test
    void whatWasToldIsNotToldAgain() {
        allWell();
        ledger.witnessed().close(claim(ledger).get(0));
        sql.run("update witness set next_at = next_at - interval '31' second");

        assertThat(claim(ledger)).isEmpty();
        assertThat(claim(other)).isEmpty();
    }

    @Test
    void theOldestCutoffWithoutAnOutcomeIsFoundWithWhyAndHowManyDigests() {
        alive(ONE);
        ledger.slots().plan(keys().stream().map(Cast::planned).toList());
        SlotKey noon = new SlotKey(4100, DAY, "noon");
        Instant later = CUTOFF.plusSeconds(3600);
        ledger.slots().plan(List.of(new Slots.Planned(noon, later, later.plusSeconds(60), later)));
        ended(SlotState.SENT, slot(4100));
        ledger.slots().claimThese(ONE, List.of(planned(slot(4200))));
        ledger.slots().later(ONE, slot(4200), CUTOFF.plusSeconds(15), "DATA", "no data", null);

        assertThat(ledger.outcomes().open(CUTOFF)).isEmpty();
        assertThat(ledger.outcomes().open(CUTOFF.plusSeconds(1))).contains(new Outcomes.Open(CUTOFF, 2, "DATA"));

        ended(SlotState.FAILED, slot(4200), Cast.COMPANY);
        assertThat(ledger.outcomes().open(later.plusSeconds(1))).contains(new Outcomes.Open(later, 1, null));
    }

    @Test
    void aTroubleIsToldOnceUntilItIsOver() {
        List<Boolean> begun = together(8, thread -> of(thread).troubles().begins(Troubles.Kind.NO_OUTCOME));
        assertThat(begun).containsOnlyOnce(true);

        other.troubles().over(Troubles.Kind.NO_OUTCOME);
        assertThat(ledger.troubles().begins(Troubles.Kind.NO_OUTCOME)).isTrue();
        assertThat(other.troubles().begins(Troubles.Kind.NO_OUTCOME)).isFalse();

        sql.run("update trouble set since = since - interval '13' hour");
        assertThat(other.troubles().begins(Troubles.Kind.NO_OUTCOME))
                .as("half a day later")
                .isTrue();
        assertThat(ledger.troubles().begins(Troubles.Kind.NO_OUTCOME)).isFalse();
    }
}
