package dev.rollcall.delivery;

import static dev.rollcall.delivery.FakeMessenger.fails;
import static dev.rollcall.delivery.FakeMessenger.takes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.FakeMessenger.Step;
import dev.rollcall.message.Message;
import dev.rollcall.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class DelivererTest {
    private static final Message FULL = new Message("t", "张三", List.of());
    private static final Message PLAIN = new Message("t", "1 人", List.of());
    private static final UUID ID = UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeWaiting time = new FakeWaiting();
    private final FakeMessenger messenger = new FakeMessenger(time);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Deliverer deliverer = deliverer(8, 2, time);

    private Deliverer deliverer(int mainThreads, int slowThreads, Waiting waiting) {
        return new Deliverer(
                messenger,
                waiting,
                () -> 0.5,
                (recipient, outcome) -> told.add(recipient.name() + ": " + outcome.reason()),
                new Lanes(mainThreads, slowThreads, Duration.ofMillis(10)));
    }

    @AfterEach
    void stop() {
        release.countDown();
        deliverer.close();
    }

    private static Recipient group(String name) {
        return new Recipient.Group(name, new RobotConfig(Secret.of("https://robot/" + name), null, null));
    }

    private Outcome deliver(Message plain, Duration until, Step... script) throws Exception {
        messenger.script("技术部", script);
        return get(deliverer.deliver(group("技术部"), FULL, plain, ID, Journal.NONE, until));
    }

    private static Outcome get(CompletableFuture<Outcome> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Step hangs() {
        return () -> {
            await(release);
            throw new DeliveryException(Reason.UNREACHABLE, true, "no answer in 30 s");
        };
    }

    @Test
    void whatIsTakenAtOnceIsDelivered() throws Exception {
        Outcome outcome = deliver(null, HOUR);
        assertThat(outcome).isEqualTo(new Outcome(true, 1, false, null, null));
        assertThat(outcome.retried()).isFalse();
        assertThat(messenger.sent()).extracting(FakeMessenger.Sent::longest).containsExactly(Messenger.LONGEST);
    }

    @Test
    void onlyWhatIsUnreachableMayHaveBeenTakenAllTheSame() {
        assertThat(new DeliveryException(Reason.UNREACHABLE, true, "x", true).maybeTaken())
                .isTrue();
        assertThat(new DeliveryException(Reason.UNREACHABLE, true, "x").maybeTaken())
                .isFalse();
        assertThat(new DeliveryException(Reason.REFUSED, false, "x", true).maybeTaken())
                .isFalse();
    }

    @Test
    void whatMayPassIsTriedAgainWithGrowingWaitsUnderTheSameId() throws Exception {
        Step down = fails(Reason.UNREACHABLE, true);
        Outcome outcome = deliver(null, HOUR, down, down, down, down, down, down, down, takes());
        assertThat(outcome).isEqualTo(new Outcome(true, 8, false, null, null));
        assertThat(messenger.gaps()).containsExactly(0.75, 1.5, 3.0, 6.0, 12.0, 22.5, 22.5);
        assertThat(messenger.sent())
                .allMatch(one -> one.msgUuid().equals(ID) && one.message().equals(FULL));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ROBOT_REMOVED", "ROBOT_STOPPED", "GROUP_DISBANDED", "SECURITY", "QUOTA", "TOO_LARGE", "REFUSED"})
    void whatWillNotPassEndsAtOnceAndSaysWhy(Reason reason) throws Exception {
        assertThat(deliver(PLAIN, HOUR, fails(reason, false)))
                .isEqualTo(new Outcome(false, 1, false, reason, "robot says " + reason));
    }

    @Test
    void aFailureDoesNotKeepTheNextMessageFromLeaving() throws Exception {
        messenger.script("技术部", fails(Reason.REFUSED, false));
        CompletableFuture<Outcome> first = deliverer.deliver(group("技术部"), FULL, ID, HOUR);
        CompletableFuture<Outcome> second = deliverer.deliver(group("技术部"), PLAIN, ID, HOUR);
        assertThat(get(first).delivered()).isFalse();
        assertThat(get(second).delivered()).isTrue();
    }

    @Test
    void afterItsTimeItEndsAndKeepsTheLastCause() throws Exception {
        Step down = fails(Reason.UNREACHABLE, true);
        Outcome outcome = deliver(null, Duration.ofSeconds(5), down, down, down, down, down);
        assertThat(outcome.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(outcome.attempts()).isEqualTo(3);
        assertThat(outcome.words())
                .isEqualTo("the time in which it was worth sending is over; last: robot says UNREACHABLE");
    }

    @Test
    void whatIsTooLateFromTheStartIsNeverSent() throws Exception {
        Outcome outcome = deliver(null, Duration.ZERO);
        assertThat(outcome.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(messenger.sent()).isEmpty();
    }

    @Test
    void whoeverWaitsBehindASickMessageIsToldInTime() throws Exception {
        messenger.script("技术部", () -> {
            await(release);
            fails(Reason.THROTTLED, true).run();
        });
        CompletableFuture<Outcome> first = deliverer.deliver(group("技术部"), FULL, ID, HOUR);
        CompletableFuture<Outcome> second = deliverer.deliver(group("技术部"), PLAIN, ID, Duration.ofSeconds(30));
        release.countDown();
        assertThat(get(first).delivered()).isTrue();
        assertThat(get(second).reason()).isEqualTo(Reason.DEADLINE);
    }

    @Test
    void aThrottledRobotRestsAMinuteThenTen() throws Exception {
        Step throttled = fails(Reason.THROTTLED, true);
        Outcome outcome = deliver(null, HOUR, throttled, throttled, takes());
        assertThat(outcome.delivered()).isTrue();
        assertThat(messenger.gaps()).containsExactly(60.0, 600.0);
    }

    @Test
    void aThrottleIsForgottenOnceAMessageWasTaken() throws Exception {
        Step throttled = fails(Reason.THROTTLED, true);
        messenger.script("技术部", throttled, takes(), throttled, takes());
        get(deliverer.deliver(group("技术部"), FULL, ID, HOUR));
        get(deliverer.deliver(group("技术部"), FULL, ID, HOUR));
        assertThat(messenger.gaps()).containsExactly(60.0, 0.0, 60.0);
    }

    @Test
    void neverMoreThanTwentyInAnyMinute() throws Exception {
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            all.add(deliverer.deliver(group("技术部"), FULL, UUID.randomUUID(), HOUR));
        }
        for (CompletableFuture<Outcome> one : all) {
            assertThat(get(one).delivered()).isTrue();
        }
        List<FakeMessenger.Sent> sent = messenger.sent();
        for (int i = 20; i < sent.size(); i++) {
            assertThat(sent.get(i).second() - sent.get(i - 20).second()).isGreaterThanOrEqualTo(60);
        }
        assertThat(sent.get(64).second() - sent.get(0).second()).isEqualTo(180);
    }

    @Test
    void failedAttemptsCountAsWell() throws Exception {
        Step[] steps = new Step[19];
        Arrays.fill(steps, fails(Reason.REFUSED, false));
        messenger.script("技术部", steps);
        for (int i = 0; i < 21; i++) {
            get(deliverer.deliver(group("技术部"), FULL, ID, HOUR));
        }
        assertThat(messenger.gaps().get(19)).isEqualTo(60.0);
    }

    @Test
    void refusedContentIsSaidOncePlainly() throws Exception {
        Step refused = fails(Reason.CONTENT_REFUSED, false);
        assertThat(deliver(PLAIN, HOUR, refused)).isEqualTo(new Outcome(true, 2, true, null, null));
        assertThat(messenger.sent()).extracting(FakeMessenger.Sent::message).containsExactly(FULL, PLAIN);
        assertThat(messenger.sent()).extracting(FakeMessenger.Sent::msgUuid).containsOnly(ID);
        assertThat(deliver(PLAIN, HOUR, refused, refused))
                .isEqualTo(new Outcome(false, 2, true, Reason.CONTENT_REFUSED, "robot says CONTENT_REFUSED"));
        assertThat(deliver(null, HOUR, refused).attempts()).isEqualTo(1);
    }

    @Test
    void aStaleSignatureIsTriedAgainAtOnceTwice() throws Exception {
        Step stale = fails(Reason.STALE_SIGNATURE, false);
        assertThat(deliver(null, HOUR, stale, takes()).delivered()).isTrue();
        Outcome outcome = deliver(null, HOUR, stale, stale, stale, takes());
        assertThat(outcome.reason()).isEqualTo(Reason.STALE_SIGNATURE);
        assertThat(outcome.attempts()).isEqualTo(3);
        assertThat(messenger.gaps()).containsOnly(0.0);
    }

    @Test
    void anUnexpectedExceptionEndsTheMessageWithoutItsText() throws Exception {
        Step broken = () -> {
            throw new IllegalStateException("https://robot/secret");
        };
        Outcome outcome = deliver(null, HOUR, broken);
        assertThat(outcome.reason()).isEqualTo(Reason.REFUSED);
        assertThat(outcome.words()).isEqualTo("unexpected IllegalStateException while sending");
    }

    @Test
    void oneHangingRobotDoesNotDelayTheOtherNinetyNine() throws Exception {
        messenger.script("0", hangs());
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(deliverer.deliver(group("" + i), FULL, ID, HOUR));
        }
        for (CompletableFuture<Outcome> one : all.subList(1, 100)) {
            assertThat(get(one)).isEqualTo(new Outcome(true, 1, false, null, null));
        }
        assertThat(all.get(0)).isNotDone();
        release.countDown();
        assertThat(get(all.get(0))).isEqualTo(new Outcome(true, 2, false, null, null));
    }

    @Test
    void robotsThatDoNotAnswerHoldOnlyTheirOwnLane() throws Exception {
        Step down = fails(Reason.UNREACHABLE, true);
        try (Deliverer narrow = deliverer(1, 1, time)) {
            CountDownLatch hanging = new CountDownLatch(1);
            Step hangs = () -> {
                hanging.countDown();
                hangs().run();
            };
            messenger.script("a", down, hangs);
            messenger.script("b", down, hangs);
            CompletableFuture<Outcome> first = narrow.deliver(group("a"), FULL, ID, HOUR);
            CompletableFuture<Outcome> second = narrow.deliver(group("b"), FULL, ID, HOUR);
            hanging.await();
            for (int i = 0; i < 30; i++) {
                assertThat(get(narrow.deliver(group("well" + i), FULL, ID, HOUR))
                                .delivered())
                        .isTrue();
            }
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
            release.countDown();
            assertThat(get(first).delivered()).isTrue();
            assertThat(get(second).delivered()).isTrue();
        }
    }

    @Test
    void peopleInPrivateHaveTheirOwnQueue() throws Exception {
        messenger.script("技术部", hangs());
        CompletableFuture<Outcome> stuck = deliverer.deliver(group("技术部"), FULL, ID, HOUR);
        Recipient admins = new Recipient.Private("管理员", List.of("user901"));
        assertThat(get(deliverer.deliver(admins, FULL, ID, HOUR)).delivered()).isTrue();
        assertThat(stuck).isNotDone();
    }

    @Test
    void closingEndsWhatIsUnderWayWhatWaitsAndWhatComesLater() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        messenger.script("技术部", () -> {
            begun.countDown();
            hangs().run();
        });
        CompletableFuture<Outcome> underWay = deliverer.deliver(group("技术部"), FULL, ID, HOUR);
        CompletableFuture<Outcome> behind = deliverer.deliver(group("技术部"), FULL, ID, HOUR);
        begun.await();
        deliverer.close();
        assertThat(get(underWay).reason()).isEqualTo(Reason.STOPPED);
        assertThat(get(behind).words()).isEqualTo("stopped before it could be sent");
        assertThat(get(deliverer.deliver(group("客服部"), FULL, ID, HOUR)).reason())
                .isEqualTo(Reason.STOPPED);
        assertThat(messenger.sent()).hasSize(1);
    }

    @Test
    void closingEndsAPause() throws Exception {
        CountDownLatch pausing = new CountDownLatch(1);
        Waiting endless = new Waiting() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                pausing.countDown();
                release.await();
            }
        };
        Deliverer slow = deliverer(1, 1, endless);
        messenger.script("技术部", fails(Reason.THROTTLED, true));
        CompletableFuture<Outcome> waits = slow.deliver(group("技术部"), FULL, ID, HOUR);
        pausing.await();
        slow.close();
        assertThat(get(waits).reason()).isEqualTo(Reason.STOPPED);
        assertThat(get(waits).words()).isEqualTo("stopped before it could be sent; last: robot says THROTTLED");
    }

    @Test
    void whoeverWatchesIsToldOnceWhatBecameOfEachMessage() throws Exception {
        assertThat(deliver(null, HOUR, fails(Reason.UNREACHABLE, true), takes()).delivered())
                .isTrue();
        assertThat(deliver(null, HOUR, fails(Reason.ROBOT_STOPPED, false)).delivered())
                .isFalse();
        deliverer.close();

        assertThat(told).containsExactly("技术部: null", "技术部: ROBOT_STOPPED");
    }

    @Test
    void everyAttemptBelongsToTheWorkThatWantsTheMessageSent() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        Step notes = () -> seen.add(Trace.current().request());
        Step notesAndFails = () -> {
            notes.run();
            throw new DeliveryException(Reason.UNREACHABLE, true, "no answer");
        };
        messenger.script("技术部", notesAndFails, notes, notes);
        Trace first = Trace.begin();
        Trace second = Trace.begin();

        CompletableFuture<Outcome> one = first.get(() -> deliverer.deliver(group("技术部"), FULL, ID, HOUR));
        CompletableFuture<Outcome> other = second.get(() -> deliverer.deliver(group("技术部"), PLAIN, ID, HOUR));

        assertThat(get(one).attempts()).isEqualTo(2);
        assertThat(get(other).attempts()).isEqualTo(1);
        assertThat(seen).containsExactly(first.request(), first.request(), second.request());
    }
}
