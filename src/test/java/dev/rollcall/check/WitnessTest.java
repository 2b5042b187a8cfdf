package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.delivery.Unwritten;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A watchdog outside, which is told of cutoffs that ended well. */
class WitnessTest extends LookedAt {
    private static final Timetable TIMETABLE = Timetable.of(
            SHANGHAI,
            List.of(CutoffConfig.at("morning", LocalTime.of(9, 40)), CutoffConfig.at("noon", LocalTime.of(12, 0))),
            Duration.ZERO,
            Duration.ZERO);

    private final Unwritten unwritten = new Unwritten();

    /** What the watchdog says, one after the other, and then that it has heard. */
    private final Deque<String> refusals = new ArrayDeque<>();

    private int told;
    private Instant now = CUTOFF.plusSeconds(20);
    private Instant databaseTime = now;

    @Override
    Instant databaseTime(Instant real) {
        return databaseTime;
    }

    private Optional<String> watchdog() {
        told++;
        return Optional.ofNullable(refusals.poll());
    }

    private Witness witness() {
        return witness(this::watchdog, Runnable::run);
    }

    private Witness witness(@Nullable Supplier<Optional<String>> watchdog, Executor executor) {
        return new Witness(ledger, TIMETABLE, watchdog, unwritten, executor);
    }

    private void passes(Duration time) {
        now = now.plus(time);
        databaseTime = databaseTime.plus(time);
    }

    /** A slot of {@code cutoff} ends now. */
    private void ends(String cutoff, long department, SlotState state) {
        SlotKey key = new SlotKey(department, DATE, cutoff);
        ledger.slots().plan(List.of(planned(key)));
        assertThat(end(key, state, now)).isTrue();
    }

    @Test
    void aCutoffThatEndedWellIsToldOnce() {
        Witness witness = witness();
        ends("morning", 4100, SlotState.SENT);
        ends("morning", SlotKey.COMPANY, SlotState.SILENT);
        for (int second = 0; second < 120; second++) {
            witness.look(now);
            passes(Duration.ofSeconds(1));
        }
        assertThat(told).isEqualTo(1);

        ends("noon", 4100, SlotState.SENT);
        witness.look(now);
        assertThat(told).as("another cutoff").isEqualTo(2);
        witness().look(now);
        assertThat(told).as("after a restart").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "MISSED"})
    void ofOneThatEndedBadlyNothingIsTold(SlotState bad) {
        ends("morning", 4100, SlotState.SENT);
        ends("morning", 4200, bad);
        witness().look(now);

        assertThat(told).isZero();
    }

    @Test
    void whatNobodyIsToBeToldOfIsNotTold() {
        witness().look(now);
        ends("a check by hand", 4100, SlotState.SENT);
        witness().look(now);

        assertThat(told).isZero();
    }

    @Test
    void whatWasPostedByHandBeforeTheCutoffHasComeIsNotTold() {
        end(key(4100), SlotState.SENT, now);
        Witness witness = witness();
        witness.look(now);
        assertThat(told).isZero();

        passes(Duration.ofSeconds(5));
        ledger.slots().plan(List.of(planned(key(4100)), planned(key(4200))));
        end(key(4200), SlotState.SENT, now);
        witness.look(now);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void withoutAWatchdogNothingIsClaimed() {
        ends("morning", 4100, SlotState.SENT);
        witness(null, Runnable::run).look(now);

        assertThat(ledger.witnessed().claim(Set.of("morning"), DATE, CUTOFF)).hasSize(1);
    }

    @Test
    void whatFailedIsTriedAgainAfterHalfAMinute() {
        refusals.addAll(List.of("hc.example cannot be reached", "hc.example answers HTTP 500"));
        try (Lines log = new Lines(Witness.class)) {
            ends("morning", 4100, SlotState.SENT);
            Witness witness = witness();
            for (int expected = 1; expected <= 3; expected++) {
                witness.look(now);
                assertThat(told).isEqualTo(expected);
                passes(Duration.ofSeconds(25));
                witness.look(now);
                assertThat(told).as("its turn is not over").isEqualTo(expected);
                passes(Duration.ofSeconds(6));
            }
            witness.look(now);
            assertThat(told).isEqualTo(3);
            assertThat(log.loud()).isEmpty();
        }
    }

    @Test
    void afterFiveMinutesItIsSaidOnceAndGivenUp() {
        for (int i = 0; i < 100; i++) {
            refusals.add("hc.example answers HTTP 404");
        }
        try (Lines log = new Lines(Witness.class)) {
            ends("morning", 4100, SlotState.SENT);
            Witness witness = witness();
            for (int second = 0; second < 1200; second++) {
                witness.look(now);
                passes(Duration.ofSeconds(1));
            }
            assertThat(told).isEqualTo(10);
            assertThat(log.loud())
                    .containsExactly("WARN Cutoff 'morning' of 2026-11-20 ended well, and the watchdog at"
                            + " web.heartbeat_url was not told: hc.example answers HTTP 404; will not retry");
        }
    }

    @Test
    void whoStopsLeavesItToWhoeverStartsNext() {
        ends("morning", 4100, SlotState.SENT);
        witness(this::watchdog, work -> {
                    throw new RejectedExecutionException();
                })
                .look(now);
        witness().look(now);
        assertThat(told).as("somebody may be telling").isZero();

        passes(Duration.ofSeconds(31));
        witness().look(now);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackTellsNothingTwiceAndHoldsNothingUp() {
        Witness witness = witness();
        ends("morning", 4100, SlotState.SENT);
        witness.look(now);
        now = now.minus(Duration.ofHours(5));
        witness.look(now);
        assertThat(told).isEqualTo(1);

        ends("noon", 4100, SlotState.SENT);
        passes(Duration.ofSeconds(5));
        witness.look(now);
        assertThat(told).isEqualTo(2);
    }

    @Test
    void whatWasLongAgoWhenTheProgramCameBackIsNoSignOfLife() {
        ends("morning", 4100, SlotState.SENT);
        passes(Duration.ofHours(13));
        witness().look(now);

        assertThat(told).isZero();
    }

    @Test
    void aLedgerThatIsAwayCostsDelay() {
        ends("morning", 4100, SlotState.SENT);
        Witness witness = witness();
        line.cut(true);
        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> witness.look(now));

        line.cut(false);
        witness.look(now);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void aLedgerThatIsLostWhileItIsToldMakesNobodyTellTwice() {
        ends("morning", 4100, SlotState.SENT);
        Witness witness = witness(
                () -> {
                    line.cut(true);
                    return watchdog();
                },
                Runnable::run);
        witness.look(now);
        assertThat(unwritten.isEmpty()).isFalse();

        passes(Duration.ofMinutes(10));
        line.cut(false);
        unwritten.flush();
        witness.look(now);
        assertThat(told).isEqualTo(1);
    }
}
