package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Planned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a follow-up waits for. */
class PastTest extends LookedAt {
    private static final SlotKey RECHECK = new SlotKey(4100, DATE, "recheck");
    private static final Instant LATER = CUTOFF.plusSeconds(1800);

    private Past past() {
        CutoffConfig recheck = new CutoffConfig(
                "recheck",
                LocalTime.of(10, 10),
                null,
                EnumSet.allOf(java.time.DayOfWeek.class),
                Duration.ofMinutes(60),
                "morning",
                false,
                false);
        return new Past(ledger, Timetable.of(SHANGHAI, List.of(recheck), Duration.ZERO, Duration.ZERO));
    }

    @Test
    void itWaitsForWhatItFollowsUntilThatHasAnOutcome() {
        assertThat(past().underWay(RECHECK, LATER)).isFalse();
        ledger.slots().plan(List.of(planned(key(4100))));
        assertThat(past().underWay(RECHECK, LATER)).isTrue();
        end(key(4100), SlotState.SENT, CUTOFF.plusSeconds(5));
        assertThat(past().underWay(RECHECK, LATER)).isFalse();
    }

    @Test
    void itDoesNotWaitForOneThatWasPromisedForLater() {
        Instant noon = CUTOFF.plus(Duration.ofHours(2));
        ledger.slots().plan(List.of(new Planned(key(4100), noon, noon.plusSeconds(3600), noon)));

        assertThat(past().underWay(RECHECK, LATER)).isFalse();
    }
}
