package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Deadline;
import dev.rollcall.dingtalk.CallLimiter.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Never more than so many calls in any 1.03 s, in virtual time. */
class CallLimiterTest {
    private static final long WINDOW = Duration.ofMillis(1030).toNanos();
    private static final String PATH = "/a";

    private final VirtualTime time = new VirtualTime();
    private final Deadline deadline = Deadline.in(Duration.ofHours(1), time);

    @Test
    void asManyAsAllowedLeaveAtOnceAndTheNextOneAWindowLater() throws Exception {
        CallLimiter limiter = new CallLimiter(3, time);
        for (int call = 0; call < 3; call++) {
            limiter.acquire(PATH, deadline).over();
        }
        assertThat(time.passed()).isZero();

        limiter.acquire(PATH, deadline).over();

        assertThat(time.passed()).isBetween(Duration.ofNanos(WINDOW), Duration.ofNanos(WINDOW + 2));
    }

    @Test
    void theWindowSlides() throws Exception {
        CallLimiter limiter = new CallLimiter(2, time);
        limiter.acquire(PATH, deadline).over();
        time.advance(Duration.ofMillis(900));
        limiter.acquire(PATH, deadline).over();
        limiter.acquire(PATH, deadline).over();
        assertThat(time.passed().toMillis()).isEqualTo(1030);

        limiter.acquire(PATH, deadline).over();

        assertThat(time.passed().toMillis()).isEqualTo(1930);
    }

    @Test
    void pathsDoNotDelayEachOther() throws Exception {
        CallLimiter limiter = new CallLimiter(1, time);
        limiter.acquire(PATH, deadline).over();
        limiter.acquire("/b", deadline).over();

        assertThat(time.passed()).isZero();
    }

    @Test
    void aCallThatHasNotLeftYetHoldsItsPlaceHoweverLongThatTakes() throws Exception {
        CallLimiter limiter = new CallLimiter(1, time);
        limiter.acquire(PATH, deadline);
        time.advance(Duration.ofSeconds(10));

        assertThat(limiter.acquire(PATH, Deadline.in(Duration.ofMillis(20), time)))
                .isNull();
    }

    @Test
    void theWindowCountsFromTheSendingNotFromThePermission() throws Exception {
        CallLimiter limiter = new CallLimiter(1, time);
        Permit slow = limiter.acquire(PATH, deadline);
        time.advance(Duration.ofMillis(700));
        slow.sent();
        slow.sent();
        slow.over();

        limiter.acquire(PATH, deadline).over();

        assertThat(time.passed().toMillis()).isEqualTo(1730);
    }

    @Test
    void aCallThatWasHeldUpOnItsWayCountsFromWhenItArrived() throws Exception {
        CallLimiter limiter = new CallLimiter(1, time);
        for (int answer = 0; answer < 40; answer++) {
            call(limiter, 20); // The quickest answer: what a call takes when nothing holds it up.
        }
        call(limiter, 80); // 60 ms longer.
        Duration before = time.passed().minusMillis(80);

        limiter.acquire(PATH, deadline).over();

        assertThat(time.passed().minus(before).toMillis()).isEqualTo(1030 + 60);
    }

    @Test
    void whileFewAnswersHaveComeACallCountsFromItsAnswer() throws Exception {
        CallLimiter limiter = new CallLimiter(1, time);
        call(limiter, 300);
        Duration before = time.passed().minusMillis(300);

        limiter.acquire(PATH, deadline).over();

        assertThat(time.passed().minus(before).toMillis()).isEqualTo(1030 + 300);
    }

    /** Answers on one path tell of the way that calls on all paths go. */
    @Test
    void theQuickestAnswerOfAnyPathIsMeasure() throws Exception {
        CallLimiter limiter = new CallLimiter(40, time);
        for (int answer = 0; answer < 40; answer++) {
            Permit permit = limiter.acquire("/b", deadline);
            permit.sent();
            time.advance(Duration.ofMillis(20));
            permit.answered();
        }
        for (int other = 0; other < 40; other++) {
            limiter.acquire(PATH, deadline).over();
        }
        Duration before = time.passed();

        limiter.acquire(PATH, deadline).over();

        assertThat(time.passed().minus(before).toMillis()).isEqualTo(1030);
    }

    /** However long it takes: it may arrive at any moment until it is over, and then it counts from there. */
    @Test
    void aCallWithoutAnAnswerCountsUntilAWindowAfterItsEnd() throws Exception {
        CallLimiter limiter = new CallLimiter(1, time);
        for (int answer = 0; answer < 40; answer++) {
            call(limiter, 20);
        }
        Permit hanging = limiter.acquire(PATH, deadline);
        hanging.sent();
        time.advance(Duration.ofSeconds(9));
        assertThat(limiter.acquire(PATH, Deadline.in(Duration.ofMillis(50), time)))
                .isNull();
        hanging.over();
        hanging.over();
        Duration before = time.passed();

        limiter.acquire(PATH, deadline).over();

        assertThat(time.passed().minus(before).toMillis()).isEqualTo(1030 - 20);
    }

    private void call(CallLimiter limiter, long tookMillis) throws InterruptedException {
        Permit permit = limiter.acquire(PATH, deadline);
        permit.sent();
        time.advance(Duration.ofMillis(tookMillis));
        permit.answered();
    }

    @Test
    void aPauseHoldsOnePathAndAShorterOneDoesNotEndIt() throws Exception {
        CallLimiter limiter = new CallLimiter(5, time);
        limiter.pause(PATH, Duration.ofSeconds(3));
        limiter.pause(PATH, Duration.ofSeconds(1));
        limiter.acquire("/b", deadline).over();
        assertThat(time.passed()).isZero();

        limiter.acquire(PATH, deadline).over();

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void nobodyWaitsLongerThanTheDeadline() throws Exception {
        CallLimiter limiter = new CallLimiter(1, time);
        limiter.pause(PATH, Duration.ofMinutes(5));

        assertThat(limiter.acquire(PATH, Deadline.in(Duration.ofSeconds(7), time)))
                .isNull();
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest(name = "{0} a second from {1} threads")
    @CsvSource({"1,4", "5,16", "15,32", "20,64", "60,8"})
    void neverTooManyInAnyWindowFromManyThreads(int callsPerSecond, int threads) throws Exception {
        SteppedTime stepped = new SteppedTime(() -> Duration.ZERO);
        CallLimiter limiter = new CallLimiter(callsPerSecond, stepped);
        List<Long> sent = new ArrayList<>();
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Random random = new Random(thread);
            work.add(() -> {
                for (int call = 0; call < 40; call++) {
                    Permit permit = limiter.acquire(PATH, Deadline.in(Duration.ofHours(5), stepped));
                    sent.add(stepped.nanos()); // It leaves now, and the limiter hears of it a little later.
                    permit.sent();
                    stepped.pause(Duration.ofMillis(random.nextInt(5)));
                    permit.answered();
                }
                return null;
            });
        }
        stepped.each(work);

        List<Long> times = sent.stream().sorted().toList();
        assertThat(times).hasSize(threads * 40);
        for (int call = callsPerSecond; call < times.size(); call++) {
            assertThat(times.get(call) - times.get(call - callsPerSecond)).isGreaterThan(WINDOW);
        }
    }

    /** A hundred wait at once: each wakes when its own turn comes, not whenever somebody else's does. */
    @Test
    void whoWaitsIsServedInTheOrderOfComingAndSeldomWakesInVain() throws Exception {
        AtomicInteger pauses = new AtomicInteger();
        SteppedTime stepped = new SteppedTime(() -> {
            pauses.incrementAndGet();
            return Duration.ZERO;
        });
        CallLimiter limiter = new CallLimiter(20, stepped);
        long start = stepped.nanos();
        List<Integer> order = new ArrayList<>();
        List<Callable<Void>> work = new ArrayList<>();
        for (int caller = 0; caller < 100; caller++) {
            int number = caller;
            work.add(() -> {
                Permit permit = limiter.acquire(PATH, Deadline.in(Duration.ofHours(1), stepped));
                order.add(number);
                permit.sent();
                permit.answered();
                return null;
            });
        }

        stepped.each(work);

        assertThat(order).isSorted();
        assertThat(Duration.ofNanos(stepped.nanos() - start))
                .isBetween(Duration.ofMillis(4120), Duration.ofMillis(4300));
        assertThat(pauses).hasValueLessThan(400);
    }

    @Test
    void whoeverGivesUpHoldsUpNobody() throws Exception {
        SteppedTime stepped = new SteppedTime(() -> Duration.ZERO);
        CallLimiter limiter = new CallLimiter(1, stepped);
        long start = stepped.nanos();
        List<Long> passed = new ArrayList<>();
        List<Callable<Void>> work = new ArrayList<>();
        for (Duration patience : List.of(Duration.ofHours(1), Duration.ofMillis(100), Duration.ofHours(1))) {
            work.add(() -> {
                Permit permit = limiter.acquire(PATH, Deadline.in(patience, stepped));
                if (permit != null) {
                    passed.add((stepped.nanos() - start) / 1_000_000);
                    permit.sent();
                    permit.answered();
                }
                return null;
            });
        }

        stepped.each(work);

        assertThat(passed).hasSize(2);
        assertThat(passed.get(1)).isBetween(1030L, 1070L);
    }
}
