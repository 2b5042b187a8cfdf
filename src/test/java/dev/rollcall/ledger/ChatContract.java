package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.ABSENT;
import static dev.rollcall.ledger.Cast.COMPANY;
import static dev.rollcall.ledger.Cast.CUTOFF;
import static dev.rollcall.ledger.Cast.DAY;
import static dev.rollcall.ledger.Cast.LATE;
import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.SLOT;
import static dev.rollcall.ledger.Cast.TECH;
import static dev.rollcall.ledger.Cast.TWO;
import static dev.rollcall.ledger.Cast.department;
import static dev.rollcall.ledger.Cast.digest;
import static dev.rollcall.ledger.Cast.ending;
import static dev.rollcall.ledger.Cast.keys;
import static dev.rollcall.ledger.Cast.rollCall;
import static dev.rollcall.ledger.Cast.rolled;
import static dev.rollcall.ledger.Cast.slot;
import static dev.rollcall.ledger.Cast.taken;
import static dev.rollcall.ledger.Cast.unfinished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.Acknowledgements.Acknowledgement;
import dev.rollcall.ledger.LedgerException.Reason;
import dev.rollcall.ledger.Mutes.Mute;
import dev.rollcall.ledger.Orders.Order;
import dev.rollcall.ledger.Releases.Hold;
import dev.rollcall.ledger.Ties.Tie;
import dev.rollcall.message.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was said in chats holds, for every process, until it is taken back or ends by itself. */
abstract class ChatContract extends LedgerContract {
    private static final String GROUP = "cidKSL1w0cSU3WQ+/5yWg==";
    private static final Instant NOON = Instant.parse("2026-11-20T04:00:00.123456Z");
    private static final Instant LATER = NOON.plusSeconds(3600);
    private static final String LONG = "长".repeat(499) + "👩‍💻";

    ChatContract(Place place) {
        super(place);
    }

    private static Acknowledgement known(String userId, Instant until) {
        return new Acknowledgement(userId, DAY, "外勤, 'client'; --", until, "boss1", CUTOFF);
    }

    @Test
    void aGroupMeansTheDepartmentThatItWasTiedToLast() {
        ledger.ties().tie(GROUP, TECH, "boss1", CUTOFF);
        assertThat(other.ties().department(GROUP)).contains(TECH);
        assertThat(other.ties().department("cid of another")).isEmpty();

        other.ties().tie(GROUP, 4200, "boss2", NOON);
        ledger.ties().tie("cid of another", TECH, "boss1", CUTOFF);

        assertThat(ledger.ties().department(GROUP)).contains(4200L);
        assertThat(ledger.ties().all())
                .containsExactly(new Tie("cid of another", TECH, "boss1", CUTOFF), new Tie(GROUP, 4200, "boss2", NOON));
        assertThat(ledger.ties().untie(GROUP)).isTrue();
        assertThat(other.ties().untie(GROUP)).isFalse();
        assertThat(other.ties().department(GROUP)).isEmpty();
    }

    @Test
    void aConversationIdThatIsTooLongIsRefusedAndMeansNothing() {
        String tooLong = "c".repeat(501);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> ledger.ties().tie(tooLong, TECH, "boss1", CUTOFF))
                .withMessage("Cannot tie a conversation to a department: its id is longer than 500 characters")
                .matches(e -> e.reason() == Reason.REFUSED && !e.retryable());
        assertThat(ledger.ties().department(tooLong)).isEmpty();
        assertThat(ledger.ties().untie(tooLong)).isFalse();
    }

    @Test
    void ofManyWhoTieAtOnceOneIsTheLast() {
        together(8, thread -> {
            for (int i = 0; i < 10; i++) {
                of(thread).ties().tie(GROUP, thread, "boss" + thread, CUTOFF);
            }
            return true;
        });

        assertThat(ledger.ties().all())
                .singleElement()
                .satisfies(tie -> assertThat(tie.by()).isEqualTo("boss" + tie.department()));
    }

    @Test
    void somebodyIsKnownUntilTheTimeThatWasSaid() {
        ledger.acknowledgements().add(known(ABSENT.id(), NOON));
        ledger.acknowledgements().add(known(LATE.id(), null));

        assertThat(other.acknowledgements().of(DAY, NOON.minusMillis(1)))
                .containsExactly(
                        Map.entry(LATE.id(), known(LATE.id(), null)), Map.entry(ABSENT.id(), known(ABSENT.id(), NOON)));
        assertThat(other.acknowledgements().of(DAY, NOON)).as("it is over").containsOnlyKeys(LATE.id());
        assertThat(other.acknowledgements().of(DAY, NOON.plusSeconds(90_000)))
                .as("of that work date, whenever it is asked about")
                .containsOnlyKeys(LATE.id());
        assertThat(other.acknowledgements().of(DAY.plusDays(1), CUTOFF)).isEmpty();
        assertThat(other.acknowledgements().of(DAY.minusDays(1), CUTOFF)).isEmpty();
    }

    @Test
    void whatWasSaidLastOfSomebodyCounts() {
        ledger.acknowledgements().add(known(ABSENT.id(), NOON));
        Acknowledgement again = new Acknowledgement(ABSENT.id(), DAY, "", null, "boss2", NOON);
        other.acknowledgements().add(again);

        assertThat(ledger.acknowledgements().of(DAY, NOON).values()).containsExactly(again);
        assertThat(ledger.acknowledgements().withdraw(ABSENT.id(), DAY.plusDays(1)))
                .isFalse();
        assertThat(ledger.acknowledgements().withdraw(ABSENT.id(), DAY)).isTrue();
        assertThat(other.acknowledgements().withdraw(ABSENT.id(), DAY)).isFalse();
        assertThat(other.acknowledgements().of(DAY, NOON)).isEmpty();
    }

    @Test
    void ofManyWhoAcknowledgeAtOnceOneIsTheLast() {
        together(8, thread -> {
            for (int i = 0; i < 10; i++) {
                of(thread).acknowledgements().add(known(ABSENT.id(), NOON.plusSeconds(thread)));
            }
            return true;
        });

        assertThat(ledger.acknowledgements().of(DAY, CUTOFF)).hasSize(1);
    }

    @Test
    void aLongReasonIsCutAndNeverInTheMiddleOfACharacter() {
        ledger.acknowledgements().add(new Acknowledgement(ABSENT.id(), DAY, LONG, null, "boss1", CUTOFF));

        assertThat(ledger.acknowledgements().of(DAY, NOON).get(ABSENT.id()).reason())
                .isEqualTo("长".repeat(499));
    }

    @Test
    void aDepartmentIsMutedForOneWorkDateByItselfOrWithTheCompany() {
        LocalDate next = DAY.plusDays(1);
        assertThat(ledger.mutes().mute(TECH, DAY, "boss1", CUTOFF)).isTrue();
        assertThat(other.mutes().mute(TECH, DAY, "boss2", NOON)).as("already").isFalse();
        assertThat(ledger.mutes().mute(SlotKey.COMPANY, next, "hr", NOON)).isTrue();

        assertThat(other.mutes().muted(TECH, DAY)).isTrue();
        assertThat(other.mutes().muted(4200, DAY)).isFalse();
        assertThat(other.mutes().muted(SlotKey.COMPANY, DAY)).isFalse();
        assertThat(other.mutes().muted(TECH, next)).as("with the company").isTrue();
        assertThat(other.mutes().muted(SlotKey.COMPANY, next)).isTrue();
        assertThat(other.mutes().muted(TECH, next.plusDays(1))).isFalse();
        assertThat(ledger.mutes().of(DAY)).containsExactly(new Mute(TECH, "boss1", CUTOFF));
        assertThat(ledger.mutes().of(next)).containsExactly(new Mute(SlotKey.COMPANY, "hr", NOON));
    }

    @Test
    void whatWasMutedItselfIsUnmuted() {
        ledger.mutes().mute(TECH, DAY, "boss1", CUTOFF);
        ledger.mutes().mute(SlotKey.COMPANY, DAY, "hr", CUTOFF);

        assertThat(ledger.mutes().unmute(4200, DAY)).isFalse();
        assertThat(ledger.mutes().unmute(TECH, DAY)).isTrue();
        assertThat(ledger.mutes().unmute(TECH, DAY)).isFalse();
        assertThat(other.mutes().muted(TECH, DAY)).as("the company is").isTrue();
        assertThat(other.mutes().unmute(SlotKey.COMPANY, DAY)).isTrue();
        assertThat(other.mutes().muted(TECH, DAY)).isFalse();
    }

    @Test
    void allThatIsMutedFromADayOnIsUnmutedTogether() {
        for (int day = -1; day < 3; day++) {
            ledger.mutes().mute(TECH, DAY.plusDays(day), "boss1", CUTOFF);
        }
        ledger.mutes().mute(4200, DAY, "boss1", CUTOFF);

        assertThat(other.mutes().unmuteFrom(TECH, DAY)).isTrue();
        assertThat(other.mutes().unmuteFrom(TECH, DAY)).isFalse();
        assertThat(ledger.mutes().muted(TECH, DAY.minusDays(1))).isTrue();
        assertThat(ledger.mutes().muted(TECH, DAY.plusDays(2))).isFalse();
        assertThat(ledger.mutes().muted(4200, DAY)).isTrue();
    }

    @Test
    void ofManyWhoReleaseADigestAtOnceOneIsTheFirst() {
        held(SLOT);
        assertThat(ledger.releases().released(SLOT)).isFalse();
        assertThat(ledger.releases().of(DAY)).containsExactly(Map.entry(TECH, new Hold(true, Set.of())));

        assertThat(together(8, thread -> of(thread).releases().release(SLOT, "boss" + thread, NOON, LATER)))
                .containsOnlyOnce(true);

        assertThat(other.releases().released(SLOT)).isTrue();
        assertThat(other.releases().of(DAY))
                .as("whom the released list names")
                .containsExactly(Map.entry(TECH, new Hold(false, Set.of(ABSENT.id()))));
        assertThat(other.releases().released(COMPANY)).isFalse();
        assertThat(other.releases().released(slot(4200))).isFalse();
        assertThat(other.releases().released(new SlotKey(TECH, DAY.plusDays(1), "morning")))
                .isFalse();
        assertThat(other.releases().released(new SlotKey(TECH, DAY, "recheck"))).isFalse();
        assertThat(other.releases().of(DAY.plusDays(1))).isEmpty();
    }

    @Test
    void aHeldDigestThatIsReleasedIsDueAgainUnderTheSameNumber() {
        held(SLOT);
        assertThat(ledger.slots().again(SLOT, NOON, LATER))
                .as("it has to be released")
                .isFalse();
        assertThat(ledger.releases().release(SLOT, "boss", NOON, LATER)).isTrue();

        Slot due = kept();
        assertThat(due.state()).isEqualTo(SlotState.DUE);
        assertThat(due.held()).isFalse();
        assertThat(due.resend()).isZero();
        assertThat(due.until()).isEqualTo(LATER);
        assertThat(claim(TWO)).as("not before").isEmpty();
        assertThat(keys(ledger.slots().claim(TWO, NOON))).containsExactly(SLOT);
    }

    @Test
    void whileTheNoticeIsStillBeingSentNothingIsReleased() {
        alive(ONE);
        claimed(ONE, SLOT);
        RollCalls.Rolled rolled = new RollCalls.Rolled(SLOT, department(TECH), digest(SLOT), null, true, "技术部");
        ledger.rollCalls().freeze(ONE, rollCall(List.of(department(TECH))), List.of(rolled));

        assertThat(kept().held()).isTrue();
        assertThat(ledger.releases().release(SLOT, "boss", NOON, LATER)).isFalse();
        assertThat(ledger.releases().released(SLOT)).isFalse();
        assertThat(ledger.releases().of(DAY)).containsExactly(Map.entry(TECH, new Hold(true, Set.of())));
    }

    @Test
    void ofADepartmentOneListMayBeReleasedAndAnotherHeld() {
        SlotKey afternoon = new SlotKey(TECH, DAY, "afternoon");
        held(SLOT);
        ledger.releases().release(SLOT, "boss", NOON, LATER);
        held(afternoon);

        assertThat(ledger.releases().of(DAY)).containsExactly(Map.entry(TECH, new Hold(true, Set.of(ABSENT.id()))));
        assertThat(ledger.releases().released(SLOT)).isTrue();
    }

    /** 赵六 was named before her punch had arrived; the digest that is asked for once more does not name her. */
    @Test
    void whoWasNamedIsReadAgainAlthoughTheDigestIsMadeAnew() {
        Frozen first = frozen(ONE, SLOT);
        ledger.rollCalls()
                .freeze(ONE, rollCall(List.of(department(TECH))), List.of(said(SLOT, department(TECH), first)));
        Instant correctAt = CUTOFF.plusSeconds(1800);
        ledger.slots()
                .end(ONE, SLOT, new Slots.Ending(SlotState.SENT, CUTOFF, false, null, null, correctAt), taken(first));
        assertThat(ledger.rollCalls().of(SLOT).orElseThrow().named()).containsExactly(ABSENT.id());

        assertThat(ledger.slots().again(SLOT, CUTOFF.plusSeconds(60), LATER)).isTrue();
        assertThat(kept().correctAt()).isEqualTo(correctAt);
        assertThat(keys(ledger.slots().claim(ONE, CUTOFF.plusSeconds(60)))).containsExactly(SLOT);
        Frozen second =
                new Frozen(UUID.randomUUID(), SLOT, MessageKind.DIGEST, new Message("again", "text", List.of()), null);
        ledger.rollCalls().freeze(ONE, rollCall(List.of(allIn())), List.of(said(SLOT, allIn(), second)));
        ledger.slots().end(ONE, SLOT, ending(SlotState.SENT), taken(second));

        assertThat(kept().correctAt()).as("the first one's").isEqualTo(correctAt);
        assertThat(ledger.rollCalls().of(SLOT).orElseThrow().named()).containsExactly(ABSENT.id());
        assertThat(keys(ledger.slots().claim(ONE, correctAt))).containsExactly(SLOT);
    }

    @Test
    void whomACorrectionHasClearedIsNotClearedOnceMoreAfterAnotherDigest() {
        Frozen first = frozen(ONE, SLOT);
        ledger.rollCalls()
                .freeze(ONE, rollCall(List.of(department(TECH))), List.of(said(SLOT, department(TECH), first)));
        Instant correctAt = CUTOFF.plusSeconds(1800);
        ledger.slots()
                .end(ONE, SLOT, new Slots.Ending(SlotState.SENT, CUTOFF, false, null, null, correctAt), taken(first));
        assertThat(keys(ledger.slots().claim(ONE, correctAt))).containsExactly(SLOT);
        Frozen correction = new Frozen(
                UUID.randomUUID(), SLOT, MessageKind.CORRECTION, new Message("cleared", "text", List.of()), null);
        assertThat(ledger.rollCalls().freezeCorrection(ONE, correction)).isTrue();
        ledger.slots().corrected(ONE, SLOT, null, taken(correction));
        assertThat(ledger.rollCalls().of(SLOT).orElseThrow().named()).containsExactly(ABSENT.id());
        ledger.rollCalls().cleared(SLOT, List.of(ABSENT.id()));
        assertThat(ledger.rollCalls().of(SLOT).orElseThrow().named()).isEmpty();

        assertThat(ledger.slots().again(SLOT, correctAt, LATER)).isTrue();
        ledger.slots().claim(ONE, correctAt.plusSeconds(60));
        Frozen second =
                new Frozen(UUID.randomUUID(), SLOT, MessageKind.DIGEST, new Message("again", "text", List.of()), null);
        ledger.rollCalls().freeze(ONE, rollCall(List.of(allIn())), List.of(said(SLOT, allIn(), second)));
        ledger.slots().end(ONE, SLOT, ending(SlotState.SENT), taken(second));
        assertThat(ledger.rollCalls().of(SLOT).orElseThrow().named()).isEmpty();
    }

    private static RollCalls.Rolled said(SlotKey key, DepartmentRollCall rollCall, Frozen message) {
        return new RollCalls.Rolled(key, rollCall, message, null, false, "技术部");
    }

    /** The department of the cast, where everybody has come. */
    private static DepartmentRollCall allIn() {
        DepartmentRollCall department = department(TECH);
        return new DepartmentRollCall(
                TECH,
                "技术部",
                true,
                department.findings().stream()
                        .map(one -> new Finding(
                                one.employee(), "", Standing.PRESENT, one.dueAt(), false, one.dueAt(), null))
                        .toList(),
                List.of());
    }

    @Test
    void whatIsNotHeldCannotBeReleased() {
        Frozen digest = frozen(ONE, SLOT);
        assertThat(ledger.releases().release(SLOT, "boss", NOON, LATER)).isFalse();
        ledger.slots().end(ONE, SLOT, ending(SlotState.SENT), taken(digest));
        assertThat(ledger.releases().release(SLOT, "boss", NOON, LATER)).isFalse();
        assertThat(ledger.releases().release(slot(77), "boss", NOON, LATER)).isFalse();
        assertThat(ledger.releases().of(DAY)).isEmpty();
    }

    @Test
    void aDigestThatWasSentIsDueOnceMoreUnderANewNumberAndBothAreKept() {
        Frozen digest = frozen(ONE, SLOT);
        assertThat(ledger.slots().again(SLOT, NOON, LATER)).as("under way").isFalse();
        ledger.slots().end(ONE, SLOT, ending(SlotState.SENT), taken(digest));

        assertThat(together(8, thread -> of(thread).slots().again(SLOT, NOON, LATER)))
                .containsOnlyOnce(true);
        assertThat(kept().resend()).isEqualTo(1);
        assertThat(kept().state()).isEqualTo(SlotState.DUE);
        assertThat(ledger.slots().again(slot(77), NOON, LATER))
                .as("nobody planned it")
                .isFalse();

        assertThat(keys(ledger.slots().claim(ONE, NOON))).containsExactly(SLOT);
        Frozen second =
                new Frozen(UUID.randomUUID(), SLOT, MessageKind.DIGEST, new Message("again", "text", List.of()), null);
        assertThat(ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(SLOT, second))))
                .containsExactly(SLOT);
        assertThat(unfinished(ledger, SLOT)).contains(second);
        ledger.slots().end(ONE, SLOT, ending(SlotState.SENT), taken(second));
        assertThat(ledger.deliveries().of(SLOT, MessageKind.DIGEST).map(Deliveries.Kept::message))
                .as("the latest")
                .contains(second);
        assertThat(sql.number("select count(*) from delivery where state = 'sent'"))
                .isEqualTo(2);
    }

    @Test
    void whatWasNotSentOfADigestGoesWithItWhenItIsDueOnceMore() {
        frozen(ONE, SLOT);
        ledger.slots().end(ONE, SLOT, ending(SlotState.FAILED), null);
        assertThat(unfinished(ledger, SLOT)).isPresent();

        assertThat(ledger.slots().again(SLOT, NOON, LATER)).isTrue();

        assertThat(unfinished(ledger, SLOT)).isEmpty();
        assertThat(kept().words()).isNull();
    }

    /** The names of {@code key} are held, and its group has read that. */
    private void held(SlotKey key) {
        alive(ONE);
        claimed(ONE, key);
        RollCalls.Rolled rolled = new RollCalls.Rolled(key, department(TECH), null, null, true, "技术部");
        ledger.rollCalls().freeze(ONE, rollCall(List.of(department(TECH))), List.of(rolled));
        ledger.slots().end(ONE, key, ending(SlotState.SENT), null);
        alive(TWO);
    }

    @Test
    void commandsAreReadInTheOrderInWhichTheyWereGiven() {
        Order mute = new Order("admin", CUTOFF, "mute today", "stream", "done");
        Order release = new Order("boss1", NOON, "release", "callback", "refused");
        Order ack = new Order("boss1", NOON, "已知 赵六 外勤 到 12:00", "stream", "done");
        other.orders().add(release);
        ledger.orders().add(ack);
        ledger.orders().add(mute);

        assertThat(ledger.orders().of(CUTOFF, NOON.plusSeconds(1))).containsExactly(mute, release, ack);
        assertThat(ledger.orders().of(CUTOFF, NOON)).as("from, and before").containsExactly(mute);
        assertThat(ledger.orders().of(CUTOFF.plusMillis(1), NOON)).isEmpty();
    }

    @Test
    void whatCameOfACommandIsWrittenBesideIt() {
        long first = ledger.orders().add(new Order("admin", CUTOFF, "mute today", "stream", "begun"));
        ledger.orders().add(new Order("admin", NOON, "unmute", "stream", "begun"));

        other.orders().ended(first, "answered");

        assertThat(ledger.orders().of(CUTOFF, LATER)).extracting(Order::outcome).containsExactly("answered", "begun");
    }

    @Test
    void whatIsTooLongInACommandIsCut() {
        ledger.orders().add(new Order("admin", CUTOFF, LONG, "t".repeat(21), "o".repeat(41)));

        assertThat(ledger.orders().of(CUTOFF, NOON))
                .containsExactly(new Order("admin", CUTOFF, "长".repeat(499), "t".repeat(20), "o".repeat(40)));
    }

    @Test
    void aDatabaseThatIsClosedIsSaid() {
        Ledger closed = place.another();
        closed.close();
        List<Runnable> calls = List.of(
                () -> closed.questions().first("m", Cast.ONE),
                () -> closed.questions().answered("m"),
                () -> closed.questions().release("m"),
                () -> closed.ties().all(),
                () -> closed.acknowledgements().of(DAY, NOON),
                () -> closed.mutes().muted(TECH, DAY),
                () -> closed.releases().released(SLOT),
                () -> closed.orders().of(CUTOFF, NOON));

        assertThat(calls)
                .allSatisfy(call -> assertThatExceptionOfType(LedgerException.class)
                        .isThrownBy(call::run)
                        .withMessageMatching("Cannot [a-z ]+: the ledger has been closed")
                        .matches(LedgerException::retryable));
    }
}
