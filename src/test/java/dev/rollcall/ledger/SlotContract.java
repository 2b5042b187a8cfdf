package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.COMPANY;
import static dev.rollcall.ledger.Cast.CUTOFF;
import static dev.rollcall.ledger.Cast.DAY;
import static dev.rollcall.ledger.Cast.MORNING;
import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.SLOT;
import static dev.rollcall.ledger.Cast.TWO;
import static dev.rollcall.ledger.Cast.UNTIL;
import static dev.rollcall.ledger.Cast.departments;
import static dev.rollcall.ledger.Cast.ending;
import static dev.rollcall.ledger.Cast.keys;
import static dev.rollcall.ledger.Cast.planned;
import static dev.rollcall.ledger.Cast.rollCall;
import static dev.rollcall.ledger.Cast.rolled;
import static dev.rollcall.ledger.Cast.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Horizon.Known;
import dev.rollcall.ledger.Horizon.Moved;
import dev.rollcall.ledger.Horizon.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose is a slot, and what becomes of it. */
abstract class SlotContract extends LedgerContract {
    private static final Duration ALMOST = Slots.LEASE.minusSeconds(2);
    private static final Duration OVER = Slots.LEASE.plusSeconds(1);

    SlotContract(Place place) {
        super(place);
    }

    @Test
    void planningAgainChangesNothing() {
        alive(ONE);
        ledger.slots().plan(departments(3));
        claim(ONE);
        ledger.slots().end(ONE, slot(2), ending(SlotState.SENT), null);

        ledger.slots().plan(departments(3));
        other.slots().plan(departments(3));

        assertThat(ledger.slots().of(DAY))
                .extracting(Slot::state)
                .containsExactly(SlotState.CLAIMED, SlotState.SENT, SlotState.CLAIMED);
    }

    @Test
    void whatAWrongClockHasMissedIsDueAgain() {
        ledger.slots().plan(departments(2));
        ledger.expiry().expire(UNTIL.plusSeconds(1));
        sql.run("update slot set ended_at = current_timestamp + interval '1' hour where department = 1");
        sql.run("update slot set ended_at = current_timestamp - interval '1' hour where department = 2");

        ledger.slots().plan(departments(2));

        assertThat(ledger.slots().of(DAY)).extracting(Slot::state).containsExactly(SlotState.DUE, SlotState.MISSED);
    }

    @Test
    void aPlannedSlotReadsBackAsItWasPlanned() {
        Slots.Planned planned = new Slots.Planned(SLOT, CUTOFF, UNTIL, CUTOFF.plusSeconds(7));
        ledger.slots().plan(List.of(planned));

        assertThat(kept())
                .isEqualTo(new Slot(
                        SLOT, CUTOFF, UNTIL, SlotState.DUE, false, 0, false, false, null, null, null, null, 0, ""));
        assertThat(ledger.slots().find(slot(99))).isEmpty();
        assertThat(ledger.slots().claim(ONE, CUTOFF.plusSeconds(6))).isEmpty();
        assertThat(ledger.slots().claim(ONE, CUTOFF.plusSeconds(7)))
                .extracting(Slot::state)
                .containsExactly(SlotState.DUE);
    }

    @Test
    void everySlotIsClaimedByExactlyOneOfManyProcesses() {
        ledger.slots().plan(departments(120));
        List<List<SlotKey>> claimed = together(8, thread -> {
            UUID process = UUID.randomUUID();
            List<SlotKey> own = new ArrayList<>();
            of(thread).slots().renew(process);
            for (int empty = 0; empty < 10; ) {
                List<Slot> found = of(thread).slots().claim(process, CUTOFF.plusSeconds(5));
                own.addAll(keys(found));
                empty = found.isEmpty() ? empty + 1 : 0;
            }
            return own;
        });

        assertThat(claimed.stream().flatMap(List::stream))
                .doesNotHaveDuplicates()
                .hasSize(120);
    }

    @Test
    void oneAfterTheOtherTakesItsFairShare() {
        ledger.slots().plan(departments(10));
        alive(ONE, TWO);

        assertThat(claim(ONE)).hasSize(5);
        assertThat(claim(ONE)).as("it has its share").isEmpty();
        assertThat(other.slots().claim(TWO, CUTOFF)).hasSize(5);
    }

    @Test
    void whatOneThatHangsHasNotTakenAnotherTakesInOnePiece() {
        ledger.slots().plan(departments(10));
        alive(ONE, TWO);
        claim(ONE);

        assertThat(ledger.slots().claim(ONE, CUTOFF.plusMillis(2900))).isEmpty();
        assertThat(ledger.slots().claim(ONE, CUTOFF.plusSeconds(3))).hasSize(5);
    }

    @Test
    void whatIsStillUnderWayDoesNotBreakTheNextCutoffIntoPieces() {
        ledger.slots().plan(departments(10));
        alive(ONE);
        claim(ONE);
        alive(TWO);
        ledger.slots()
                .plan(LongStream.rangeClosed(1, 10)
                        .mapToObj(id -> planned(new SlotKey(id, DAY, "noon")))
                        .toList());

        assertThat(claim(ONE)).hasSize(5);
        assertThat(other.slots().claim(TWO, CUTOFF)).hasSize(5);
    }

    @Test
    void whoIsAloneTakesAll() {
        ledger.slots().plan(departments(10));
        alive(ONE);
        silentFor(TWO, OVER);

        assertThat(claim(ONE)).hasSize(10);
    }

    @Test
    void aSlotIsTakenOverOnlyWhenItsOwnerHasBeenSilentForLong() {
        claimed(ONE, SLOT);
        alive(TWO);

        silentFor(ONE, ALMOST);
        assertThat(claim(TWO)).isEmpty();
        assertThat(ledger.slots().claimThese(TWO, List.of(planned(SLOT)))).isEmpty();

        silentFor(ONE, OVER);
        assertThat(claim(TWO)).containsExactly(SLOT);
        alive(ONE);
        assertThat(claim(ONE)).as("it came back too late").isEmpty();
        assertThat(ledger.slots().end(ONE, SLOT, ending(SlotState.SENT), null)).isFalse();
        assertThat(ledger.slots().later(ONE, SLOT, CUTOFF, null, null, null)).isFalse();
    }

    @Test
    void aProcessThatWasHeldUpDoesNotTakeUpASecondTimeWhatItWorksOn() {
        claimed(ONE, SLOT);
        silentFor(ONE, OVER);
        assertThat(claim(ONE)).as("its own claim has ended").isEmpty();
        assertThat(ledger.slots().claimThese(ONE, List.of(planned(SLOT)))).isEmpty();

        alive(TWO);
        assertThat(claim(TWO)).containsExactly(SLOT);
        ledger.slots().later(TWO, SLOT, CUTOFF, null, null, null);
        assertThat(claim(ONE)).as("another one has given it back").isEmpty();

        ledger.slots().letGo(ONE, SLOT);
        assertThat(claim(ONE)).containsExactly(SLOT);
    }

    @Test
    void whatAProcessHasAndDoesNotWorkOnItTakesUpAtOnce() {
        alive(ONE);
        claimed(ONE, slot(1));
        frozen(ONE, slot(2));
        List<Slot> mine = Stream.of(1, 2).map(id -> kept(slot(id))).toList();
        ledger.slots().letGo(ONE, mine);
        assertThat(claim(ONE)).as("these were not what it claimed").isEmpty();

        ledger.slots().letGo(ONE, slot(1));
        ledger.slots().letGo(ONE, slot(2));
        assertThat(claim(ONE)).containsExactly(slot(1), slot(2));
    }

    @Test
    void aSignOfLifeKeepsTheClaims() {
        claimed(ONE, SLOT);
        silentFor(ONE, OVER);
        ledger.slots().renew(ONE);

        assertThat(claim(TWO)).isEmpty();
    }

    @Test
    void releasedSlotsAreFreeAtOnce() {
        alive(ONE, TWO);
        claimed(ONE, slot(1));
        frozen(ONE, slot(2));
        ledger.slots().release(ONE);

        assertThat(kept(slot(1)).state()).isEqualTo(SlotState.DUE);
        assertThat(kept(slot(2)).state()).isEqualTo(SlotState.FROZEN);
        assertThat(claim(TWO)).containsExactly(slot(1), slot(2));
    }

    @Test
    void whatIsPutOffIsTakenUpAgainInTime() {
        claimed(ONE, SLOT);
        assertThat(ledger.slots().later(ONE, SLOT, CUTOFF.plusSeconds(30), "UNREACHABLE", "x".repeat(5000), null))
                .isTrue();

        assertThat(kept().tries()).isEqualTo(1);
        assertThat(kept().words()).hasSize(2000);
        assertThat(ledger.slots().claim(TWO, CUTOFF.plusSeconds(29))).isEmpty();
        assertThat(ledger.slots().claim(TWO, CUTOFF.plusSeconds(30))).hasSize(1);
    }

    @Test
    void anEndIsKeptAndIsTheEnd() {
        claimed(ONE, SLOT);
        Slots.Ending failed = new Slots.Ending(SlotState.FAILED, CUTOFF, true, "REMOVED", "robot was removed", null);

        assertThat(ledger.slots().end(TWO, SLOT, failed, null)).isFalse();
        assertThat(ledger.slots().end(ONE, SLOT, failed, null)).isTrue();
        assertThat(ledger.slots().end(ONE, SLOT, ending(SlotState.SENT), null)).isFalse();
        assertThat(kept())
                .isEqualTo(new Slot(
                        SLOT,
                        CUTOFF,
                        UNTIL,
                        SlotState.FAILED,
                        false,
                        0,
                        true,
                        false,
                        "REMOVED",
                        "robot was removed",
                        null,
                        null,
                        0,
                        ""));
        assertThat(claim(ONE)).isEmpty();
    }

    @Test
    void aDigestIsReadAgainForItsCorrectionWhichIsDoneOnce() {
        claimed(ONE, SLOT);
        ledger.slots()
                .end(
                        ONE,
                        SLOT,
                        new Slots.Ending(SlotState.SENT, CUTOFF, false, null, null, CUTOFF.plusSeconds(1800)),
                        null);

        assertThat(claim(ONE)).isEmpty();
        alive(ONE);
        assertThat(ledger.slots().claim(ONE, CUTOFF.plusSeconds(1800)))
                .extracting(Slot::state)
                .containsExactly(SlotState.SENT);
        assertThat(ledger.slots().later(ONE, SLOT, CUTOFF, null, null, null))
                .as("a digest that was sent is not due again")
                .isFalse();
        ledger.slots().corrected(ONE, SLOT, CUTOFF.plusSeconds(1900), null);
        assertThat(ledger.slots().claim(TWO, CUTOFF.plusSeconds(1899))).isEmpty();
        assertThat(ledger.slots().claim(TWO, CUTOFF.plusSeconds(1900))).hasSize(1);
        ledger.slots().corrected(TWO, SLOT, null, null);
        assertThat(ledger.slots().claim(TWO, UNTIL)).isEmpty();
        assertThat(kept().state()).isEqualTo(SlotState.SENT);
    }

    @Test
    void aRollUpLeavesWhenItsDepartmentsAreKnownAndHaveEndedOrHadTheirTime() {
        Duration patience = Duration.ofSeconds(60);
        Duration longest = Duration.ofMinutes(10);
        alive(ONE);
        ledger.slots().plan(List.of(planned(COMPANY), planned(slot(1)), planned(slot(2))));
        claim(ONE);
        assertThat(ledger.slots().claimRollUps(TWO, CUTOFF, patience, longest)).isEmpty();

        ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(slot(1), null), rolled(slot(2), null)));
        ledger.slots().end(ONE, slot(1), ending(SlotState.SENT), null);
        assertThat(ledger.slots().claimRollUps(TWO, CUTOFF, patience, longest))
                .as("the other one is being sent")
                .isEmpty();

        sql.run("update slot set rolled_at = rolled_at - interval '61' second where department = 2");
        assertThat(keys(ledger.slots().claimRollUps(TWO, CUTOFF, patience, longest)))
                .containsExactly(COMPANY);
    }

    @Test
    void aRollUpLeavesInAnyCaseAfterTheLongestTime() {
        ledger.slots().plan(List.of(planned(COMPANY), planned(SLOT)));
        Duration longest = Duration.ofMinutes(10);

        assertThat(ledger.slots().claimRollUps(ONE, CUTOFF.plus(longest).minusMillis(1), Duration.ZERO, longest))
                .isEmpty();
        assertThat(claim(ONE)).as("a roll-up is no department's slot").containsExactly(SLOT);
        assertThat(ledger.slots().claimRollUps(ONE, CUTOFF.plus(longest), Duration.ZERO, longest))
                .hasSize(1);
    }

    @Test
    void aRollUpWaitsForARollCallThatIsBeingMadeHoweverLongThatTakes() {
        ledger.slots().plan(List.of(planned(COMPANY), planned(SLOT)));
        alive(ONE);
        claim(ONE);
        Duration longest = Duration.ofMinutes(10);

        assertThat(ledger.slots().claimRollUps(TWO, CUTOFF.plus(longest), Duration.ZERO, longest))
                .isEmpty();
        silentFor(ONE, OVER);
        assertThat(ledger.slots().claimRollUps(TWO, CUTOFF.plus(longest), Duration.ZERO, longest))
                .hasSize(1);
    }

    @Test
    void whatSomebodyAskedForIsPlannedAndClaimedUnlessItHasEndedOrIsAnothers() {
        alive(ONE, TWO);
        claimed(ONE, slot(1));
        claimed(TWO, slot(2));
        ledger.slots().end(TWO, slot(2), ending(SlotState.SENT), null);

        List<Slot> mine = ledger.slots()
                .claimThese(TWO, Stream.of(1, 2, 3).map(id -> planned(slot(id))).toList());

        assertThat(keys(mine)).containsExactly(slot(3));
    }

    @Test
    void whatIsTooLateIsMissedWhereNothingWasTriedAndFailedWhereSomethingWas() {
        ledger.slots().plan(departments(4));
        alive(ONE);
        claimed(ONE, slot(1));
        ledger.slots().later(ONE, slot(1), CUTOFF, "UNREACHABLE", "DingTalk is not reachable", null);
        frozen(TWO, slot(2));
        silentFor(TWO, OVER);
        claimed(ONE, slot(3));

        assertThat(ledger.expiry().expire(UNTIL.minusMillis(1))).isEmpty();
        assertThat(keys(ledger.expiry().expire(UNTIL))).containsExactly(slot(1), slot(2), slot(4));
        assertThat(ledger.slots().of(DAY))
                .extracting(slot -> slot.state() + " " + slot.reason())
                .containsExactly("FAILED UNREACHABLE", "FAILED DEADLINE", "CLAIMED null", "MISSED MISSED");
        assertThat(Cast.unfinished(ledger, slot(2)))
                .as("a correction of the slot must not send it after all")
                .isEmpty();
        assertThat(ledger.expiry().expire(UNTIL)).isEmpty();
    }

    @Test
    void hrIsToldOnceOfWhatFailedByWhoeverComesFirst() {
        ledger.slots().plan(departments(2));
        ledger.slots().plan(List.of(new Slots.Planned(slot(3), CUTOFF, UNTIL.plusSeconds(60), CUTOFF)));
        ledger.expiry().expire(UNTIL);
        assertThat(ledger.expiry().untold()).as("one is under way").isEmpty();
        ledger.expiry().expire(UNTIL.plusSeconds(60));
        List<SlotKey> failed = keys(ledger.expiry().untold());
        assertThat(failed).hasSize(3);

        Frozen message = Cast.frozen(COMPANY, MessageKind.CORRECTION, "3 digests failed");
        List<Boolean> told = together(6, thread -> of(thread).expiry().tell(message, 0, CUTOFF, failed, CUTOFF));

        assertThat(told).containsOnlyOnce(true);
        assertThat(ledger.expiry().untold()).isEmpty();
        assertThat(keys(ledger.slots().claim(ONE, CUTOFF))).containsExactly(COMPANY);
        assertThat(Cast.unfinished(ledger, COMPANY)).contains(message);
    }

    /** Between what one process has read and what it writes another has told of less, or of more. */
    @Test
    void whatIsNotInTheMessageThatWasKeptIsStillToBeTold() {
        ledger.slots().plan(departments(2));
        ledger.expiry().expire(UNTIL);
        Frozen message = Cast.frozen(COMPANY, MessageKind.CORRECTION, "a digest failed");
        Frozen more = Cast.frozen(COMPANY, MessageKind.CORRECTION, "2 digests failed");

        assertThat(ledger.expiry().tell(message, 0, CUTOFF, List.of(slot(1)), CUTOFF))
                .isTrue();
        assertThat(other.expiry().tell(more, 0, CUTOFF, List.of(slot(1), slot(2)), CUTOFF))
                .isFalse();
        assertThat(keys(ledger.expiry().untold())).containsExactly(slot(2));
        assertThat(Cast.unfinished(ledger, COMPANY)).contains(message);
    }

    @Test
    void whatHrKnowsIsNotToldAgain() {
        ledger.slots().plan(departments(2));
        ledger.expiry().expire(UNTIL);
        ledger.expiry().told(List.of(slot(1)));

        assertThat(keys(ledger.expiry().untold())).containsExactly(slot(2));
    }

    @Test
    void aRestartKnowsSinceWhenACutoffIsAndUntilWhenAllWasPlanned() {
        Watched morning = new Watched(Cast.TECH, MORNING);
        Watched evening = new Watched(Cast.TECH, "evening");

        assertThat(ledger.horizon().plannedUntil()).isEmpty();
        ledger.horizon().planned(CUTOFF);
        ledger.horizon().planned(UNTIL);
        assertThat(other.horizon().plannedUntil()).contains(UNTIL);
        assertThat(ledger.horizon().since(Map.of(morning, "09:40"), Moved.NOTHING, CUTOFF))
                .containsEntry(morning, CUTOFF);
        assertThat(other.horizon().since(Map.of(morning, "09:40", evening, "18:00"), Moved.NOTHING, UNTIL))
                .containsEntry(morning, CUTOFF)
                .containsEntry(evening, UNTIL);
        assertThat(other.horizon().since(Map.of(morning, "09:30"), Moved.NOTHING, UNTIL))
                .as("one that was moved is new, one that was taken out is forgotten")
                .containsExactly(Map.entry(morning, UNTIL));
        assertThat(ledger.horizon().known()).containsExactly(Map.entry(morning, new Known(UNTIL, "09:30")));
    }

    @Test
    void slotsAreCountedByWhatHasBecomeOfThem() {
        alive(ONE);
        ledger.slots().plan(departments(4));
        ledger.slots().plan(List.of(planned(COMPANY)));
        claim(ONE);
        ledger.slots().end(ONE, slot(2), ending(SlotState.SENT), null);
        ledger.slots().end(ONE, slot(3), ending(SlotState.FAILED), null);

        Map<SlotState, Integer> states = other.slotStates().of(DAY);
        assertThat(states).containsEntry(SlotState.SENT, 1).containsEntry(SlotState.FAILED, 1);
        assertThat(states.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
        assertThat(other.slotStates().of(DAY.plusDays(1))).isEmpty();
        assertThat(other.slotStates().withoutOutcome(CUTOFF)).isZero();
        assertThat(other.slotStates().withoutOutcome(CUTOFF.plusSeconds(1))).isEqualTo(3);
    }

    @Test
    void itIsCountedHowConnectionsAreUsed() {
        long before = ledger.connections().had();
        ledger.slots().of(DAY);

        assertThat(ledger.connections().had()).isGreaterThan(before);
        assertThat(ledger.connections().waited()).isPositive();
        assertThat(ledger.connections().notHad()).isZero();
        assertThat(ledger.connections().most()).isEqualTo(10);
        assertThat(ledger.connections().active() + ledger.connections().idle()).isBetween(0, 10);
        assertThat(ledger.connections().waiting()).isZero();
    }
}
