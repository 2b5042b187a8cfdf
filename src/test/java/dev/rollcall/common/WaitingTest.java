package dev.rollcall.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTest {
    @Test
    void aPauseLastsAtLeastSoLong() throws Exception {
        long start = Waiting.real().nanos();
        Waiting.real().pause(Duration.ofNanos(2_500_000));

        assertThat(Waiting.real().nanos() - start).isGreaterThanOrEqualTo(2_500_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -5_000_000_000L, Long.MIN_VALUE})
    void noTimeOrLessIsNotWaitedFor(long nanos) throws Exception {
        Waiting.real().pause(Duration.ofNanos(nanos));
    }

    @Test
    void veryLongTimesAreNoError() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Waiting.real().pause(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whoIsAskedToStopStopsWaiting() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Waiting.real().pause(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }
}
