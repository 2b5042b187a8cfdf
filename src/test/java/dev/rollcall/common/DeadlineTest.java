package dev.rollcall.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    /** As a machine that was started long ago may give it: about to run over. */
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());

    private final Waiting waiting = new Waiting() {
        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void pause(Duration duration) {
            now.addAndGet(duration.toNanos());
        }
    };

    @Test
    void theTimeLeftShrinksToNothingAndNoFurther() throws Exception {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60), waiting);
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(60));

        waiting.pause(Duration.ofSeconds(59));
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline.over()).isFalse();

        waiting.pause(Duration.ofSeconds(1));
        assertThat(deadline.over()).isTrue();
        waiting.pause(Duration.ofDays(1));
        assertThat(deadline.left()).isZero();
    }

    @Test
    void workThatFitsDoesNotMoveIt() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60), waiting);
        deadline.plan(Duration.ofSeconds(10));
        deadline.plan(Duration.ofSeconds(20));

        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void itIsTwiceTheFloorWhereThatIsLonger() throws Exception {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60), waiting);
        deadline.plan(Duration.ofSeconds(25));
        waiting.pause(Duration.ofSeconds(10));
        deadline.plan(Duration.ofSeconds(15));

        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void workFoundLateBringsItBack() throws Exception {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60), waiting);
        waiting.pause(Duration.ofSeconds(61));
        assertThat(deadline.over()).isTrue();

        deadline.plan(Duration.ofSeconds(100));
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(139));
    }

    @Test
    void theTimeSpentIsWhatHasPassedHoweverMuchWorkLiesAhead() throws Exception {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60), waiting);
        waiting.pause(Duration.ofSeconds(7));
        deadline.plan(Duration.ofSeconds(100));

        assertThat(deadline.spent()).isEqualTo(Duration.ofSeconds(7));
    }
}
