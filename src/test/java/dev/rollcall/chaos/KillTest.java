package dev.rollcall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Postgres;
import dev.rollcall.ledger.Sql;
import dev.rollcall.simulator.Attempt;
import dev.rollcall.simulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Killed anywhere, at any moment and as often as you like, by robots that lose answers: every digest comes, and comes
 * once. Most of the time is spent waiting for claims to end, so that both databases are tried at once.
 */
class KillTest {
    private static final int SHORT = 20;
    private static final int FEW = 3;

    /** Seconds in which something is due, so that the last process has something to send. */
    private static final int TO_THE_END = 90;

    /** Longer than anybody waits for an answer. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration AHEAD = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ExecutorService SIDE_BY_SIDE = Executors.newCachedThreadPool();

    @AfterAll
    static void end() {
        SIDE_BY_SIDE.shutdownNow();
    }

    /**
     * The short form: every point once on the one database; one of two processes, and the points about sending with a few
     * random moments, on the other.
     */
    @Test
    void nothingIsLostOrDoubledWhereverAndWheneverAProcessIsKilled() throws Exception {
        Future<Findings> points = SIDE_BY_SIDE.submit(() -> points(World.embedded(), 1, 20));
        Future<Findings> several = SIDE_BY_SIDE.submit(() -> several(2, 1, 10));
        Future<Findings> sending = SIDE_BY_SIDE.submit(KillTest::sending);
        points.get().sound("killed at each of seven points, embedded");
        several.get().sound("two processes, one killed, PostgreSQL");
        sending.get().sound("killed at three points and three random moments, one answer timed out, PostgreSQL");
    }

    /** R1: what was sent and not written down as sent, and nothing else, is seen once more. */
    @Test
    void whereIdsAreIgnoredOnlyWhatNobodyKnowsOfIsSentAgain() throws Exception {
        ignored(Postgres.shared().freshDatabase(), 1, 60);
    }

    @Test
    @Tag("proof")
    void whereIdsAreIgnoredOnlyWhatNobodyKnowsOfIsSentAgainTenTimes() throws Exception {
        onBoth("ids ignored, killed 10 times at each of seven points", database -> ignored(database, 10, 1400));
    }

    @Test
    @Tag("proof")
    void tenTimesAtEachPoint() throws Exception {
        onBoth("killed 10 times at each of seven points", database -> points(database, 10, 1400));
    }

    @Test
    @Tag("proof")
    void atTwoHundredRandomMoments() throws Exception {
        onBoth("killed at 200 random moments", database -> moments(database, 200, 1400));
    }

    @Test
    @Tag("proof")
    void ofTwoAndOfFourProcessesOneMayDieTwentyTimes() throws Exception {
        several(2, 20, 90).sound("two processes, one killed, 20 times");
        several(4, 20, 90).sound("four processes, one killed, 20 times");
    }

    /** R19. */
    @Test
    @Tag("proof")
    void stoppedInOrderAtAHundredRandomMoments() throws Exception {
        onBoth("stopped at 100 random moments", database -> stops(database, 100, 1400));
    }

    /** DingTalk shows everything that it is sent; otherwise it is well. */
    private static Findings ignored(DatabaseConfig database, int times, int seconds) throws InterruptedException {
        try (World world = new World(
                Shape.every(seconds > 1000 ? 8 : 2, seconds),
                database,
                AHEAD,
                60,
                settings -> settings.withCallsPerSecond(0).withHonourMsgUuid(false))) {
            for (int i = 0; i < times; i++) {
                for (CrashPoint point : CrashPoint.values()) {
                    world.dieAt(point, 1);
                }
            }
            Findings findings = world.settled(world.start().awaitReady(), PATIENCE);
            Map<String, Long> copies = world.simulator.chats().chats().stream()
                    .flatMap(chat -> chat.messages().stream())
                    .collect(
                            Collectors.groupingBy(message -> String.valueOf(message.msgUuid()), Collectors.counting()));
            copies.values().removeIf(number -> number == 1);
            System.out.println(findings + " ids ignored, killed " + times * CrashPoint.values().length + " times");
            assertThat(findings.wrongs()).hasSize(copies.size()).allMatch(wrong -> wrong.contains(" times in "));
            assertThat(copies).as("killed when it was sent").hasSizeGreaterThanOrEqualTo(times);
            try (Sql sql = Sql.of(database)) {
                copies.forEach((id, number) -> assertThat(sql.texts(
                                "select number from attempt where msg_uuid = ? and outcome is null",
                                UUID.fromString(id)))
                        .as("attempts whose end nobody knows, of a message that is there %s times", number)
                        .hasSizeGreaterThanOrEqualTo((int) (number - 1)));
            }
            return new Findings(
                    findings.slots(), findings.lost(), 0, findings.attempts(), List.of()); // The rest is seen above.
        }
    }

    private static void onBoth(String what, Scenario scenario) throws Exception {
        Future<Findings> embedded = SIDE_BY_SIDE.submit(() -> scenario.on(World.embedded()));
        DatabaseConfig postgres = Postgres.shared().freshDatabase();
        Future<Findings> common = SIDE_BY_SIDE.submit(() -> scenario.on(postgres));
        embedded.get().sound(what + ", embedded");
        common.get().sound(what + ", PostgreSQL");
    }

    /** Kills a process wherever it sends and at three random moments; of the next one a robot takes a message and is silent. */
    private static Findings sending() throws InterruptedException {
        Random random = new Random(FEW);
        try (World world = new World(
                Shape.every(2, TO_THE_END),
                Postgres.shared().freshDatabase(),
                AHEAD,
                60,
                settings -> settings.withCallsPerSecond(0).withSlowness(SILENT))) {
            for (CrashPoint point : List.of(CrashPoint.ATTEMPT_WRITTEN, CrashPoint.TAKEN, CrashPoint.ANSWERED)) {
                world.dieAt(point, 1);
            }
            Child child = killed(world, FEW, random).awaitReady();
            world.simulator.faults().on("/robot/send", Fault.SLOW, -1);
            awaitTrue(child, () -> !timedOut(world).isEmpty(), "a message is taken and not answered");
            world.simulator.faults().clear();
            awaitTrue(child, () -> repeated(world), "what was not answered in time is sent again");
            return world.settled(child, PATIENCE);
        }
    }

    private static void awaitTrue(Child child, BooleanSupplier condition, String what) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            child.live(LOOK);
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    /** Ids of messages that are in the chat and whose answer comes later than anybody waits. */
    private static Set<String> timedOut(World world) {
        return world.simulator.attempts().stream()
                .filter(one -> one.fault() == Fault.SLOW && one.outcome() == Attempt.Outcome.SHOWN)
                .map(one -> String.valueOf(one.msgUuid()))
                .collect(Collectors.toSet());
    }

    private static boolean repeated(World world) {
        Set<String> timedOut = timedOut(world);
        return world.simulator.attempts().stream()
                .anyMatch(one -> one.fault() == null
                        && one.outcome() == Attempt.Outcome.REPEATED
                        && timedOut.contains(one.msgUuid()));
    }

    /** Kills a process at each point {@code times} times. */
    private static Findings points(DatabaseConfig database, int times, int seconds) throws InterruptedException {
        Random random = new Random(times);
        try (World world = world(database, seconds)) {
            for (int i = 0; i < times; i++) {
                for (CrashPoint point : CrashPoint.values()) {
                    // One process takes over in one go what the one before has left.
                    world.dieAt(point, point == CrashPoint.TAKING_UP ? 1 : 1 + random.nextInt(2));
                }
            }
            return world.settled(world.start().awaitReady(), PATIENCE);
        }
    }

    /** Kills a process {@code times} times, at some moment of its first five seconds. */
    private static Findings moments(DatabaseConfig database, int times, int seconds) throws InterruptedException {
        Random random = new Random(times);
        try (World world = world(database, seconds)) {
            killed(world, times, random).kill();
            return world.settled(world.start().awaitReady(), PATIENCE);
        }
    }

    /** The process after so many that were killed at some moment of their first five seconds. */
    private static Child killed(World world, int times, Random random) throws InterruptedException {
        Child child = world.start().awaitReady(); // What is due before the first start is nobody's promise.
        for (int i = 0; i < times; i++) {
            child.live(Duration.ofMillis(500 + random.nextInt(4500)));
            child.kill();
            child = world.start();
        }
        return child;
    }

    /** Stops a process in order {@code times} times, at some moment of its first four seconds. */
    private static Findings stops(DatabaseConfig database, int times, int seconds) throws InterruptedException {
        Random random = new Random(times);
        try (World world = world(database, seconds)) {
            for (int i = 0; i < times; i++) {
                Child child = world.start().awaitReady();
                child.live(Duration.ofMillis(random.nextInt(4000)));
                child.stop();
            }
            return world.settled(world.start().awaitReady(), PATIENCE);
        }
    }

    /** So many processes on one PostgreSQL, one of which is killed and replaced, {@code times} times. */
    private static Findings several(int processes, int times, int seconds) throws InterruptedException {
        Random random = new Random(processes);
        try (World world = world(Postgres.shared().freshDatabase(), seconds)) {
            List<Child> alive = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                alive.add(world.start().awaitReady());
            }
            for (int i = 0; i < times; i++) {
                int which = random.nextInt(processes);
                alive.get(which).live(Duration.ofMillis(2000 + random.nextInt(3000)));
                alive.get(which).kill();
                alive.set(which, world.start());
            }
            return world.settled(alive.get(0), PATIENCE);
        }
    }

    /** A cutoff every second, four or eight, and robots of which one answer in ten is lost after the message was taken. */
    private static World world(DatabaseConfig database, int seconds) {
        // In the short form, which is not to take minutes, a slow answer comes before it is given up. In the long one
        // there
        // are so many cutoffs that reading them would take most of a process's short life.
        boolean brief = seconds <= SHORT;
        Duration slow = Duration.ofSeconds(brief ? 1 : 30);
        World world = new World(
                Shape.every(brief ? 1 : seconds > 1000 ? 8 : 4, seconds),
                database,
                AHEAD,
                60,
                settings -> settings.withCallsPerSecond(0).withSlowness(slow));
        world.simulator.faults().unreliable(0.05, 0.1, 0.05, seconds);
        return world;
    }

    /** What is done on one database. */
    private interface Scenario {
        Findings on(DatabaseConfig database) throws InterruptedException;
    }
}
