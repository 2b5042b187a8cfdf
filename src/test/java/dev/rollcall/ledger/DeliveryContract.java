package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.CUTOFF;
import static dev.rollcall.ledger.Cast.DAY;
import static dev.rollcall.ledger.Cast.LONGEST;
import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.ROBOT;
import static dev.rollcall.ledger.Cast.SLOT;
import static dev.rollcall.ledger.Cast.TECH;
import static dev.rollcall.ledger.Cast.TWO;
import static dev.rollcall.ledger.Cast.rollCall;
import static dev.rollcall.ledger.Cast.rolled;
import static dev.rollcall.ledger.Cast.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Deliveries.Begin;
import dev.rollcall.ledger.Deliveries.May;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written down before, at and after every attempt to send. */
abstract class DeliveryContract extends LedgerContract {
    private static final int A_MINUTE = 20;

    DeliveryContract(Place place) {
        super(place);
    }

    private static Begin begin(Ledger ledger, UUID process, Frozen message) {
        return ledger.deliveries().begin(process, message, ROBOT, LONGEST);
    }

    private Begin begin(Frozen message) {
        return begin(ledger, ONE, message);
    }

    private static boolean goes(Begin begin) {
        return begin.may() == May.GO;
    }

    /** Begins and ends {@code count} attempts that are not taken. */
    private void attempts(Frozen message, int count) {
        for (int i = 0; i < count; i++) {
            Begin begin = begin(message);
            assertThat(goes(begin)).as("attempt " + i).isTrue();
            ledger.deliveries().ended(message, begin.number(), ROBOT, "TIMEOUT", null, false);
        }
    }

    @Test
    void aFrozenMessageReadsBackAsItWasWritten() {
        Message plain = new Message("plain", "nothing but words", List.of());
        Frozen whole = new Frozen(
                UUID.randomUUID(),
                SLOT,
                MessageKind.DIGEST,
                new Message("技术部 🕘 \"09:40\"", "- 张三'; --\n- 👩‍💻\\_%", List.of("u1", "u2")),
                plain);
        claimed(ONE, SLOT);
        ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(SLOT, whole)));

        assertThat(Cast.unfinished(other, SLOT)).contains(whole);
        assertThat(other.deliveries().of(SLOT, MessageKind.DIGEST).orElseThrow())
                .extracting(Deliveries.Kept::message, Deliveries.Kept::state, Deliveries.Kept::attempts)
                .containsExactly(whole, "frozen", 0);
        assertThat(ledger.deliveries().of(SLOT, MessageKind.NOTICE)).isEmpty();
        assertThat(ledger.deliveries().mentioned(TECH, DAY)).isTrue();
        assertThat(ledger.deliveries().mentioned(TECH, DAY.plusDays(1))).isFalse();
    }

    @Test
    void aTextDoesNotChangeFromItsFirstAttemptOn() {
        Frozen first = frozen(ONE, SLOT);
        begin(first);
        Frozen second = Cast.frozen(SLOT, MessageKind.DIGEST, "another text");
        ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(SLOT, second)));

        assertThat(Cast.unfinished(ledger, SLOT)).contains(first);
    }

    @Test
    void aTextThatNobodyHasTriedToSendMayBeFrozenAnew() {
        frozen(ONE, SLOT);
        Frozen late = Cast.frozen(SLOT, MessageKind.DIGEST, "the same, marked late");
        ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(SLOT, late)));

        assertThat(Cast.unfinished(ledger, SLOT)).contains(late);
    }

    @Test
    void whereTheContentWasRefusedOnlyThePlainFormIsLeft() {
        Message plain = new Message("plain", "counts", List.of());
        Frozen digest = Cast.frozen(SLOT, MessageKind.DIGEST, "names");
        Frozen both = new Frozen(digest.msgUuid(), SLOT, MessageKind.DIGEST, digest.message(), plain);
        alive(ONE);
        claimed(ONE, SLOT);
        ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(SLOT, both)));
        ledger.deliveries().ended(both, begin(both).number(), ROBOT, "TIMEOUT", null, false);
        assertThat(other.deliveries().unfinished(SLOT).orElseThrow().rest()).isEqualTo(both);

        ledger.deliveries().ended(both, begin(both).number(), ROBOT, "CONTENT_REFUSED", null, false);
        assertThat(other.deliveries().unfinished(SLOT).orElseThrow().rest())
                .isEqualTo(new Frozen(both.msgUuid(), SLOT, MessageKind.DIGEST, plain, null));
    }

    @Test
    void whatWasTakenIsNotSentAgainWhoeverKnows() {
        Frozen message = frozen(ONE, SLOT);
        ledger.deliveries().ended(message, begin(message).number(), ROBOT, null, null, false);
        ledger.slots().release(ONE);
        alive(TWO);
        assertThat(ledger.slots().claim(TWO, CUTOFF)).hasSize(1);

        assertThat(begin(other, TWO, message).may()).isEqualTo(May.TAKEN);
        assertThat(ledger.slots().end(ONE, SLOT, Cast.ending(SlotState.SENT), Cast.taken(message)))
                .as("taken is taken, whoever has the slot")
                .isTrue();
        assertThat(kept().state()).isEqualTo(SlotState.SENT);
    }

    @Test
    void whatWasTriedIsGoneOnWithAsItIsAndItsRollCallStays() {
        Frozen first = frozen(ONE, SLOT);
        begin(first);
        Frozen second = Cast.frozen(SLOT, MessageKind.DIGEST, "another text");

        assertThat(ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(SLOT, second))))
                .isEmpty();
        ledger.slots().letGo(ONE, SLOT);
        assertThat(Cast.unfinished(ledger, SLOT)).contains(first);
        assertThat(ledger.slots().claim(ONE, CUTOFF))
                .singleElement()
                .extracting(Slot::state)
                .isEqualTo(SlotState.SENDING);
    }

    @Test
    void attemptsAreNumberedAndTheirEndIsKept() {
        Frozen message = frozen(ONE, SLOT);
        assertThat(kept().state()).isEqualTo(SlotState.FROZEN);
        assertThat(begin(message)).isEqualTo(new Begin(May.GO, Duration.ZERO, 1));
        assertThat(kept().state()).isEqualTo(SlotState.SENDING);
        ledger.deliveries().ended(message, 1, ROBOT, "TIMEOUT", "no answer", false);
        assertThat(begin(message).number()).isEqualTo(2);
        ledger.deliveries().ended(message, 2, ROBOT, null, null, false);
        ledger.slots().end(ONE, SLOT, Cast.ending(SlotState.SENT), Cast.taken(message));

        assertThat(sql.texts("select outcome from attempt order by number")).containsExactly("TIMEOUT", "TAKEN");
        assertThat(ledger.deliveries().of(SLOT, MessageKind.DIGEST).orElseThrow())
                .extracting(Deliveries.Kept::message, Deliveries.Kept::state, Deliveries.Kept::attempts)
                .containsExactly(message, "sent", 2);
        assertThat(Cast.unfinished(ledger, SLOT)).isEmpty();
    }

    @Test
    void aRobotThatTookItsLastMessageLatelyIsKnownUntilItFails() {
        Frozen message = frozen(ONE, SLOT);
        assertThat(ledger.outcomes().lastTaken(Duration.ofDays(7))).isEmpty();
        attempts(message, 1);
        assertThat(ledger.outcomes().lastTaken(Duration.ofDays(7))).isEmpty();
        ledger.deliveries().ended(message, begin(message).number(), ROBOT, null, null, false);
        assertThat(other.outcomes().lastTaken(Duration.ofDays(7))).containsOnlyKeys(ROBOT);
        assertThat(ledger.outcomes().lastTaken(Duration.ofDays(-1)))
                .as("longer ago than that")
                .isEmpty();

        attempts(frozen(ONE, slot(4200)), 1);
        assertThat(ledger.outcomes().lastTaken(Duration.ofDays(7))).isEmpty();
    }

    @Test
    void nobodyBeginsASlotThatIsNotHis() {
        Frozen message = frozen(ONE, SLOT);
        alive(TWO);

        assertThat(begin(other, TWO, message).may()).isEqualTo(May.LOST);
        ledger.slots().release(ONE);
        alive(ONE);
        assertThat(begin(message).may()).isEqualTo(May.LOST);
        assertThat(sql.number("select count(*) from attempt")).isZero();
    }

    @Test
    void nobodyBeginsWhatHeMightNotEndWithinHisClaim() {
        Frozen message = frozen(ONE, SLOT);
        silentFor(ONE, Slots.LEASE.minus(LONGEST).plusSeconds(1));

        Begin begin = begin(message);
        assertThat(begin.may()).isEqualTo(May.WAIT);
        assertThat(begin.rest()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
        assertThat(sql.number("select count(*) from attempt")).isZero();
        alive(ONE);
        assertThat(goes(begin(message))).isTrue();
    }

    @Test
    void aRobotIsSentTwentyMessagesAMinuteAlsoOverARestart() {
        Frozen message = frozen(ONE, SLOT);
        attempts(message, A_MINUTE);
        assertThat(begin(message).rest()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(62));
        assertThat(begin(other, ONE, message).rest()).isPositive();
        try (Ledger restarted = place.another()) {
            alive(ONE);
            restarted.slots().claimThese(ONE, List.of(Cast.planned(SLOT))); // An embedded ledger has freed it.
            assertThat(begin(restarted, ONE, message).rest()).isPositive();
        }

        sql.run("update attempt set counts_from = counts_from - interval '55' second");
        assertThat(begin(message).rest()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(7));
        sql.run("update attempt set counts_from = counts_from - interval '7' second");
        assertThat(goes(begin(message))).isTrue();
        assertThat(ledger.deliveries()
                        .begin(ONE, message, "another robot", LONGEST)
                        .rest())
                .isZero();
    }

    @Test
    void anAttemptThatHasNotEndedCountsFromItsLatestMoment() {
        Frozen message = frozen(ONE, SLOT);
        IntStream.range(0, A_MINUTE)
                .forEach(i -> assertThat(goes(begin(message))).isTrue());

        assertThat(begin(message).rest()).isGreaterThan(Duration.ofSeconds(61));
    }

    @Test
    void manyThreadsOfTwoProcessesTogetherSendARobotTwentyMessages() {
        List<Frozen> messages = IntStream.range(0, 8)
                .mapToObj(i -> frozen(i % 2 == 0 ? ONE : TWO, slot(i + 1)))
                .toList();
        List<Integer> gone = together(8, thread -> {
            int count = 0;
            for (int i = 0; i < 6; i++) {
                count += goes(begin(of(thread), thread % 2 == 0 ? ONE : TWO, messages.get(thread))) ? 1 : 0;
            }
            return count;
        });

        assertThat(gone.stream().mapToInt(Integer::intValue).sum()).isEqualTo(A_MINUTE);
    }

    @Test
    void aRobotThatWasSentTooMuchRestsAMinuteTheNextTimeTen() {
        Frozen message = frozen(ONE, SLOT);
        throttle(message);
        assertThat(begin(other, ONE, message).rest()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));

        restIsOver();
        throttle(message);
        assertThat(begin(message).rest()).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));

        restIsOver();
        ledger.deliveries().ended(message, begin(message).number(), ROBOT, null, null, false);
        Frozen next = frozen(ONE, slot(1));
        throttle(next);
        assertThat(begin(next).rest()).as("it had taken one in between").isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    /** What one process began before another was told to rest says nothing of that. */
    @Test
    void aRestIsNotEndedByWhatHadBegunBeforeIt() {
        Frozen early = frozen(ONE, SLOT);
        Begin begun = begin(early);
        Frozen refused = frozen(ONE, slot(1));
        throttle(refused);
        other.deliveries().ended(early, begun.number(), ROBOT, null, null, false);

        assertThat(begin(other, ONE, refused).rest()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        restIsOver();
        throttle(refused);
        assertThat(begin(refused).rest()).as("the second time").isGreaterThan(Duration.ofSeconds(590));
    }

    /** By a process that was killed before it could write down more than that, and nobody came for longer than max_late. */
    @Test
    void whatIsKnownToHaveBeenTakenIsNeverTooLate() {
        Frozen taken = frozen(ONE, SLOT);
        ledger.deliveries().ended(taken, begin(taken).number(), ROBOT, null, null, false);
        Frozen not = frozen(ONE, slot(1));
        ledger.deliveries().ended(not, begin(not).number(), ROBOT, "TIMEOUT", null, false);
        silentFor(ONE, Slots.LEASE.plusSeconds(1));

        assertThat(Cast.keys(ledger.expiry().expire(Cast.UNTIL.plusSeconds(1)))).containsExactly(slot(1));
        alive(TWO);
        assertThat(Cast.keys(other.slots().claim(TWO, Cast.UNTIL.plusSeconds(1))))
                .containsExactly(SLOT);
        assertThat(other.deliveries().unfinished(SLOT).orElseThrow().taken()).isTrue();
    }

    private void throttle(Frozen message) {
        Begin begin = begin(message);
        assertThat(goes(begin)).isTrue();
        ledger.deliveries().ended(message, begin.number(), ROBOT, "THROTTLED", null, true);
    }

    private void restIsOver() {
        sql.run("update robot set rests_until = rests_until - interval '601' second");
    }

    @Test
    void aNoticeThatWasGivenUpIsSentAgainWithTheSameTextAndIdAndOneThatWasTakenIsNot() {
        Frozen message = frozen(ONE, SLOT);
        begin(message);
        ledger.slots().later(ONE, SLOT, CUTOFF, null, null, Cast.refused(message));
        assertThat(Cast.unfinished(ledger, SLOT)).isEmpty();

        frozenAgain();
        assertThat(Cast.unfinished(ledger, SLOT)).contains(message);
        ledger.slots().later(ONE, SLOT, CUTOFF, null, null, Cast.taken(message));
        frozenAgain();
        assertThat(Cast.unfinished(ledger, SLOT))
                .as("what was taken stays taken")
                .isEmpty();
    }

    /** Another text for the same message, which is not taken: an attempt was made with the first. */
    private void frozenAgain() {
        claimed(ONE, SLOT);
        Frozen other = Cast.frozen(SLOT, MessageKind.DIGEST, "another text");
        ledger.rollCalls().freeze(ONE, Cast.rollCall(List.of()), List.of(Cast.rolled(SLOT, other)));
    }
}
