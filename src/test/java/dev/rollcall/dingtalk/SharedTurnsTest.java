package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.CallLimiter.Permit;
import dev.rollcall.dingtalk.Shared.Allowance;
import dev.rollcall.dingtalk.Shared.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several processes never call too often together, in virtual time. */
class SharedTurnsTest {
    private static final String PATH = Api.MEMBERS.path();
    private static final int PROCESSES = 3;
    private static final int CALLS = 2000;
    private static final int RATE = 15;

    /** A second is 1.03 s and the slack 0.2 s. */
    private static final Duration APART = Duration.ofMillis(82);

    private final List<Long> sent = new ArrayList<>();
    private final List<Integer> reserved = new ArrayList<>();

    @ParameterizedTest(name = "{1} calls at {0} a second, seed {2}")
    @CsvSource({"15,2000,1", "1,100,2", "4,500,3", "60,2000,4"})
    void threeProcessesNeverSendTooManyInAnyWindowHoweverTheyStall(int rate, int calls, long seed) throws Exception {
        Random random = new Random(seed);
        allCalls(rate, calls, new SteppedTime(() -> stall(random)));

        neverTooMany(rate, calls);
    }

    /** Mostly some milliseconds, one time in ten up to a second. */
    private static Duration stall(Random random) {
        return Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 1000 : 30));
    }

    @Test
    void togetherTheySendFourFifthsOfWhatIsAllowed() throws Exception {
        Random random = new Random(7);
        SteppedTime time = new SteppedTime(() -> Duration.ofMillis(random.nextInt(30)));
        long start = time.nanos();

        allCalls(RATE, CALLS, time);

        neverTooMany(RATE, CALLS);
        double seconds = (time.nanos() - start) / 1e9;
        assertThat(CALLS / seconds).isGreaterThan(0.8 * RATE);
    }

    @Test
    void whoWaitsAtTheSameTimeIsServedByOneReservation() throws Exception {
        allCalls(RATE, CALLS, new SteppedTime(() -> Duration.ZERO));

        assertThat(reserved.stream().mapToInt(calls -> calls).sum()).isEqualTo(CALLS);
        assertThat(reserved).allMatch(calls -> calls >= 1 && calls <= RATE / 2);
        assertThat(reserved).hasSizeLessThan(CALLS / 4);
    }

    private void neverTooMany(int rate, int calls) {
        List<Long> times = sent.stream().sorted().toList();
        assertThat(times).hasSize(calls);
        for (int call = rate; call < times.size(); call++) {
            assertThat(times.get(call) - times.get(call - rate)).isGreaterThan(CallLimiter.WINDOW.toNanos());
        }
    }

    /** Twenty callers in each of three processes. */
    private void allCalls(int rate, int calls, SteppedTime time) throws Exception {
        Turns database = new Database(time);
        List<Callable<Void>> callers = new ArrayList<>();
        List<Integer> ahead = new ArrayList<>(List.of(calls));
        for (int process = 0; process < PROCESSES; process++) {
            Gate gate = gate(rate, time, database, Allowance.UNLIMITED);
            Run run = new Run(Deadline.in(Duration.ofDays(1), time));
            for (int caller = 0; caller < 20; caller++) {
                callers.add(() -> {
                    while (ahead.get(0) > 0) {
                        ahead.set(0, ahead.get(0) - 1);
                        Permit permit = gate.pass(Api.MEMBERS, run);
                        sent.add(time.nanos());
                        permit.sent();
                        time.pause(Duration.ofMillis(40));
                        permit.answered();
                    }
                    return null;
                });
            }
        }
        time.each(callers);
    }

    @Test
    void turnsComeOneAfterTheOtherInTheOrderOfTheCallers() throws Exception {
        SteppedTime time = new SteppedTime(() -> Duration.ZERO);
        SharedTurns turns = new SharedTurns(new Database(time), RATE, time);
        List<Integer> order = new ArrayList<>();
        List<Callable<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 10; caller++) {
            int number = caller;
            callers.add(() -> {
                turns.await(PATH, permit(time), Deadline.in(Duration.ofHours(1), time));
                order.add(number);
                sent.add(time.nanos());
                return null;
            });
        }
        time.each(callers);

        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (int call = 1; call < 10; call++) {
            assertThat(Duration.ofNanos(sent.get(call) - sent.get(call - 1)))
                    .isBetween(APART, APART.plus(Duration.ofMillis(10)));
        }
    }

    @Test
    void aTurnThatWasMissedIsNotUsed() throws Exception {
        VirtualTime time = new VirtualTime();
        List<Duration> waits = new ArrayList<>(List.of(Duration.ofSeconds(1), Duration.ofSeconds(3)));
        Turns held = (path, calls, apart) -> {
            time.advance(Duration.ofMillis(waits.size() == 2 ? 200 : 0));
            return waits.remove(0);
        };

        new SharedTurns(held, RATE, time).await(PATH, permit(time), in(Duration.ofHours(1), time));

        assertThat(waits).isEmpty();
        assertThat(time.passed()).isEqualTo(Duration.ofMillis(200 + 1000 + 3000));
    }

    @Test
    void pathsHaveTheirOwnTurns() throws Exception {
        SteppedTime time = new SteppedTime(() -> Duration.ZERO);
        Database database = new Database(time);
        time.each(List.of(() -> {
            SharedTurns turns = new SharedTurns(database, RATE, time);
            turns.pause("/a", Duration.ofMinutes(1));
            long before = time.nanos();
            turns.await("/b", permit(time), in(Duration.ofHours(1), time));
            assertThat(time.nanos() - before).isLessThan(APART.toNanos());
            return null;
        }));
    }

    @Test
    void aPauseHoldsEveryProcessOnceHoweverManyCallersSayIt() throws Exception {
        SteppedTime time = new SteppedTime(() -> Duration.ZERO);
        Database database = new Database(time);
        time.each(List.of(() -> {
            SharedTurns one = new SharedTurns(database, RATE, time);
            SharedTurns other = new SharedTurns(database, RATE, time);
            long before = time.nanos();
            for (int caller = 0; caller < 15; caller++) {
                one.pause(PATH, Duration.ofMillis(1100));
            }
            other.await(PATH, permit(time), in(Duration.ofHours(1), time));
            assertThat(Duration.ofNanos(time.nanos() - before))
                    .isBetween(Duration.ofMillis(1100), Duration.ofMillis(1300));
            return null;
        }));
    }

    @Test
    void aTurnFromBeforeAPauseIsNotUsedDuringIt() throws Exception {
        SteppedTime time = new SteppedTime(() -> Duration.ZERO);
        SharedTurns turns = new SharedTurns(new Database(time), RATE, time);
        long start = time.nanos();
        List<Callable<Void>> work = new ArrayList<>();
        for (int caller = 0; caller < 10; caller++) {
            work.add(() -> {
                turns.await(PATH, permit(time), in(Duration.ofHours(1), time));
                sent.add(time.nanos() - start);
                return null;
            });
        }
        work.add(() -> {
            time.pause(Duration.ofMillis(300));
            turns.pause(PATH, Duration.ofSeconds(2));
            return null;
        });
        time.each(work);

        assertThat(sent).hasSize(10).allMatch(at -> at < 300e6 || at >= 2300e6);
    }

    @ParameterizedTest(name = "{0} failures")
    @CsvSource({"1", "3"})
    void turnsThatCannotBeReadAreAskedForAgainAfterASecond(int failures) throws Exception {
        VirtualTime time = new VirtualTime();
        List<Integer> left = new ArrayList<>(List.of(failures));
        Turns failing = (path, calls, apart) -> {
            left.set(0, left.get(0) - 1);
            if (left.get(0) >= 0) {
                throw new IllegalStateException("no connection");
            }
            return Duration.ZERO;
        };

        new SharedTurns(failing, RATE, time).await(PATH, permit(time), in(Duration.ofHours(1), time));

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(failures));
    }

    @Test
    void turnsThatCannotBeReadByTheDeadlineFailAsWhatMayPass() {
        VirtualTime time = new VirtualTime();
        Gate gate = gate(RATE, time, SharedTurnsTest::fail, Allowance.UNLIMITED);

        DingTalkException failure = refused(gate, Api.MEMBERS, time);

        assertThat(failure).hasMessage("the limits shared with other processes cannot be read");
        assertThat(failure.kind()).isEqualTo(DingTalkException.Kind.TRANSIENT);
        assertThat(failure.maybeTaken()).isFalse();
        assertThat(time.passed()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    }

    @Test
    void nobodyWaitsForATurnLongerThanTheDeadline() {
        VirtualTime time = new VirtualTime();
        Gate gate = gate(RATE, time, (path, calls, apart) -> Duration.ofMinutes(1), Allowance.UNLIMITED);

        assertThat(refused(gate, Api.MEMBERS, time).reason()).isEqualTo(Reason.DEADLINE);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aPauseThatCannotBeSharedIsKeptHere() throws Exception {
        VirtualTime time = new VirtualTime();
        List<Turns> database = new ArrayList<>(List.of(SharedTurnsTest::fail));
        Gate gate = gate(
                RATE, time, (path, calls, apart) -> database.get(0).reserve(path, calls, apart), Allowance.UNLIMITED);
        gate.pause(PATH, Duration.ofSeconds(3));
        database.set(0, (path, calls, apart) -> Duration.ZERO);

        gate.pass(Api.MEMBERS, new Run(in(Duration.ofSeconds(10), time)));

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void onlyWhatIsMeteredTakesFromTheMonth() throws Exception {
        VirtualTime time = new VirtualTime();
        List<Integer> left = new ArrayList<>(List.of(2));
        Gate gate = gate(RATE, time, Turns.NONE, () -> {
            left.set(0, left.get(0) - 1);
            return left.get(0) >= 0;
        });
        Run run = new Run(in(Duration.ofMinutes(1), time));
        for (Api api : List.of(Api.MEMBERS, Api.TOKEN, Api.DEPARTMENT, Api.PUNCHES, Api.RESULTS)) {
            gate.pass(api, run).sent();
        }
        assertThat(left).containsExactly(0);

        DingTalkException failure = refused(gate, Api.DAY, time);

        assertThat(failure.kind()).isEqualTo(DingTalkException.Kind.QUOTA);
        assertThat(failure)
                .hasMessage("the month's 5000 calls are used up by Rollcall's own count; "
                        + "nothing more is asked until next month");
        gate.pass(Api.SUB_DEPARTMENTS, run).sent();
    }

    @Test
    void aCountThatCannotBeReadIsAskedForAgainAndSendsNothingMeanwhile() {
        VirtualTime time = new VirtualTime();
        Gate gate = gate(RATE, time, Turns.NONE, () -> {
            throw new IllegalStateException("no connection");
        });

        assertThat(refused(gate, Api.PUNCHES, time))
                .hasMessage("the limits shared with other processes cannot be read");
    }

    @Test
    void whoIsAskedToStopStopsAndTheOthersGoOn() throws Exception {
        VirtualTime time = new VirtualTime();
        SharedTurns turns = new SharedTurns((path, calls, apart) -> Duration.ofMillis(100), RATE, time);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> turns.await(PATH, permit(time), in(Duration.ofHours(1), time)))
                .isInstanceOf(InterruptedException.class);

        turns.await(PATH, permit(time), in(Duration.ofHours(1), time));
    }

    private static Duration fail(String path, int calls, Duration apart) {
        throw new IllegalStateException("no connection");
    }

    private static DingTalkException refused(Gate gate, Api api, Waiting time) {
        return catchThrowableOfType(
                DingTalkException.class, () -> gate.pass(api, new Run(in(Duration.ofSeconds(10), time))));
    }

    private static Permit permit(Waiting time) {
        Permit permit;
        try {
            permit = new CallLimiter(RATE, time).acquire(PATH, in(Duration.ofHours(1), time));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(permit).isNotNull();
        return permit;
    }

    private static Deadline in(Duration duration, Waiting time) {
        return Deadline.in(duration, time);
    }

    private static Gate gate(int rate, Waiting time, Turns turns, Allowance allowance) {
        DingTalkConfig some = DingTalkConfig.of("key", Secret.of("secret"));
        DingTalkConfig config = new DingTalkConfig(
                some.appKey(),
                some.appSecret(),
                some.robotCode(),
                some.opUserId(),
                true,
                some.oapiUrl(),
                some.apiUrl(),
                rate,
                5000,
                3000,
                true,
                true,
                Duration.ofMinutes(5),
                false,
                false);
        return new Gate(config, time, new Shared(turns, allowance));
    }

    /** One statement a reservation, some milliseconds away, by the database's own clock in microseconds. */
    private final class Database implements Turns {
        private final SteppedTime time;
        private final Map<String, Long> nextAt = new HashMap<>();

        Database(SteppedTime time) {
            this.time = time;
        }

        @Override
        public Duration reserve(String path, int calls, Duration apart) {
            there(Duration.ofMillis(3));
            long now = time.nanos();
            long first = Math.max(nextAt.getOrDefault(path, now), now);
            nextAt.put(path, first + calls * apart.toNanos());
            reserved.add(calls);
            there(Duration.ofMillis(2));
            return Duration.ofNanos((first - now) / 1000 * 1000);
        }

        private void there(Duration way) {
            try {
                time.pause(way);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
