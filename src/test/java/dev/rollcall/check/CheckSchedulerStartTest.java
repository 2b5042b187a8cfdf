package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CheckSchedulerStartTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant CUTOFF =
            ZonedDateTime.of(2026, 11, 20, 9, 40, 0, 0, SHANGHAI).toInstant();

    @Test
    void aCutoffThatPassesWhileTheProgramStartsIsNotLost() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(CUTOFF.minusSeconds(1));
        BlockingQueue<Check> made = new ArrayBlockingQueue<>(10);
        try (CheckScheduler scheduler = scheduler(now, made)) {
            now.set(CUTOFF.plusSeconds(5));

            scheduler.start();

            Check check = made.poll(30, TimeUnit.SECONDS);
            assertThat(check).isNotNull();
            assertThat(check.asOf()).isEqualTo(CUTOFF);
            assertThat(check.workDate()).hasToString("2026-11-20");
        }
    }

    private static CheckScheduler scheduler(AtomicReference<Instant> now, BlockingQueue<Check> made) {
        DepartmentConfig department = new DepartmentConfig(
                4100,
                "技术部",
                List.of(),
                null,
                List.of("morning"),
                List.of(),
                null,
                DigestStyle.Mention.NONE,
                DigestStyle.Show.NAMES,
                DigestStyle.WhenAllPresent.BRIEF,
                Language.ZH,
                false);
        return new CheckScheduler(
                List.of(CutoffConfig.at("morning", LocalTime.of(9, 40))),
                new CheckSettings(SHANGHAI, Set.of(), 0.6, List.of(department), null, List.of()),
                Duration.ZERO,
                new HandSetClock(now),
                Waiting.real(),
                () -> 0,
                Runnable::run,
                (cutoff, check) -> made.add(check));
    }

    /** A clock that stands where it was set. */
    private static final class HandSetClock extends Clock {
        private final AtomicReference<Instant> now;

        HandSetClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
