package dev.rollcall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Postgres;
import dev.rollcall.simulator.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** R4: what a killed process was reading another goes on with, soon, and without asking everything again. */
class TakeOverTest {
    private static final Duration AHEAD = Duration.ofSeconds(6);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CALLS_PER_SECOND = 20;

    /** Calls of attendance that a roll call makes when nobody is killed, at least; the kill comes before the last. */
    private static final int CALLS = 12;

    /** In full only: each time is fifteen seconds of waiting. */
    @Test
    @Tag("proof")
    void whatAKilledProcessWasReadingIsGoneOnWithWithinFifteenSecondsTwentyTimesOutOfTwenty() throws Exception {
        takeOvers(20);
    }

    private static void takeOvers(int times) throws InterruptedException {
        Random random = new Random(times);
        int whole;
        try (World world = world()) {
            finished(world, world.start().awaitReady());
            whole = calls(world);
        }
        List<Duration> after = new ArrayList<>();
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            try (World world = world()) {
                world.dieAt(CrashPoint.READING, 2 + random.nextInt(CALLS));
                long killed = System.nanoTime();
                Child next = world.start();
                after.add(untilAsked(world, next).minusNanos(killed));
                finished(world, next);
                again.add(calls(world) - whole);
            }
        }
        System.out.println("taken over after " + after + "; calls made again " + again + " of " + whole);
        assertThat(after).allMatch(time -> time.compareTo(SOON) <= 0);
        // What was under way when it was killed, and what the next process asks for itself.
        assertThat(Collections.max(again)).isLessThanOrEqualTo(CALLS_PER_SECOND + whole / 10);
    }

    /** When {@code next} asks about attendance for the first time, on the machine's own clock. */
    private static Duration untilAsked(World world, Child next) throws InterruptedException {
        long[] asked = new long[1];
        Trap trap =
                new Trap(path -> path.contains("/attendance/"), Phase.ARRIVED, 1, () -> asked[0] = System.nanoTime());
        world.set(trap);
        trap.await(PATIENCE, next);
        return Duration.ofNanos(asked[0]);
    }

    private static void finished(World world, Child child) throws InterruptedException {
        world.finish(List.of(child), PATIENCE);
        History.of(world, Shape.FIRST).sound("one cutoff");
    }

    private static int calls(World world) {
        return world.simulator.calls().counts().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static World world() {
        return new World(
                Shape.oneCutoff(1200, 12),
                Postgres.shared().freshDatabase(),
                AHEAD,
                CALLS_PER_SECOND,
                settings -> settings.withCallsPerSecond(CALLS_PER_SECOND).withLatency(Duration.ofMillis(60)));
    }
}
