package dev.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted stays right, and small. */
class TalliesTest {
    private long now = Long.MAX_VALUE - 1000;

    private final Waiting waiting = new Waiting() {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pause(Duration duration) {
            now += duration.toNanos();
        }
    };

    @Test
    void theLongestIsThatOfTheLastMinutesAndTheSumIsForEver() throws Exception {
        Tally tally = new Tally(waiting);
        tally.add(Duration.ofSeconds(9));
        tally.add(Duration.ofSeconds(1));
        assertThat(tally.longest()).isEqualTo(Duration.ofSeconds(9).toNanos());

        waiting.pause(Duration.ofMinutes(4));
        tally.add(Duration.ofSeconds(2));
        assertThat(tally.longest())
                .as("four minutes ago is of late")
                .isEqualTo(Duration.ofSeconds(9).toNanos());
        waiting.pause(Duration.ofMinutes(3));
        assertThat(tally.longest()).isEqualTo(Duration.ofSeconds(2).toNanos());
        waiting.pause(Duration.ofMinutes(60));
        assertThat(tally.longest()).isZero();

        assertThat(tally.count()).isEqualTo(3);
        assertThat(tally.sum()).isEqualTo(Duration.ofSeconds(12).toNanos());
    }

    @Test
    void oneOfEachCombinationOfLabelsIsCountedByItself() {
        Tallies tallies = new Tallies(waiting, "api", "outcome");
        tallies.add("/attendance/list", "ok");
        tallies.add("/attendance/list", "ok");
        tallies.add("/attendance/list", "refused");

        assertThat(tallies.all()).hasSize(2);
        assertThat(tallies.all().get(List.of("/attendance/list", "ok")).count()).isEqualTo(2);
        assertThat(tallies.all().get(List.of("/attendance/list", "refused")).count())
                .isEqualTo(1);
    }

    @Test
    void howeverManyDifferentOnesComeTheyStayFew() {
        Tallies tallies = new Tallies(waiting, "api", "outcome");
        IntStream.range(0, 10 * Tallies.MOST).forEach(one -> tallies.add("/" + one, "ok"));
        tallies.add("/0", "ok");

        assertThat(tallies.all()).hasSize(Tallies.MOST + 1);
        assertThat(tallies.all().get(List.of("/0", "ok")).count()).isEqualTo(2);
        assertThat(tallies.all().get(List.of(Tallies.OTHER, Tallies.OTHER)).count())
                .isEqualTo(9L * Tallies.MOST);
    }
}
