package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DingTalk is down, for a while or for good; the clock is injected and leaps over the waiting. */
class OutageTest {
    private static final Duration RECOVERY = Duration.ofMinutes(15);

    /** How long it waits after each leap; the reading may take longer, and goes on through the next one. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final int DEPARTMENTS = 5;

    private static Morning.Plan plan() {
        return Morning.of(CompanyPlan.of(150, DEPARTMENTS, 5, Morning.DATE)
                        .withCalm(true)
                        .withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ZERO));
    }

    /** Counts what DingTalk is asked, answered or not. */
    private static AtomicLong asked(Morning morning) {
        AtomicLong asked = new AtomicLong();
        morning.simulator().watch((path, phase) -> {
            if (phase == Phase.ARRIVED) {
                asked.incrementAndGet();
            }
        });
        return asked;
    }

    @Test
    void downForTwentyMinutesFromAMinuteBeforeTheCutoffEveryDigestGoesOutOnceAfterwards() throws Exception {
        downForTwentyMinutes(Fault.DROPPED_CONNECTION);
    }

    @ParameterizedTest
    @Tag("proof")
    @EnumSource(
            value = Fault.class,
            names = {"HTTP_500", "HTTP_503", "HTTP_504", "HTML_500", "ERR_MINUS_1", "ERR_15", "RESET_CONNECTION"})
    void howeverItIsDown(Fault fault) throws Exception {
        downForTwentyMinutes(fault);
    }

    private static void downForTwentyMinutes(Fault fault) throws Exception {
        Instant down = Morning.CUTOFF.minusSeconds(60);
        Instant back = down.plus(Duration.ofMinutes(20));
        try (Morning morning = plan().failing(it -> it.simulator().faults().outage(Instant.EPOCH, Instant.MAX, fault))
                .begin()) {
            AtomicLong asked = asked(morning);
            for (Instant now = Morning.CUTOFF; now.isBefore(back); now = now.plus(Duration.ofMinutes(4))) {
                long before = asked.get();
                morning.comes(now.plusSeconds(1));
                morning.awaitTrue(() -> asked.get() > before);
            }
            morning.simulator().faults().clear();
            morning.comes(back);

            Instant now = back;
            while (!everybodyHasOne(morning) && now.isBefore(back.plus(RECOVERY))) {
                now = now.plusSeconds(30);
                morning.comes(now);
                morning.within(PATIENCE, () -> everybodyHasOne(morning));
            }
            morning.app().round();
            morning.stop();
            assertThat(morning.slots()).hasSize(DEPARTMENTS + 1).allMatch(slot -> slot.state() == SlotState.SENT);
            for (int index = 0; index < DEPARTMENTS; index++) {
                isLateAndAsOfTheCutoff(morning, index, back, now);
            }
            assertThat(digests(morning.hr())).hasSize(1);
        }
    }

    /** Those with numbers; HR's may say that a department still lacks its list. */
    private static List<ChatMessage> digests(List<ChatMessage> messages) {
        return messages.stream()
                .filter(message -> message.text().contains("应到 "))
                .toList();
    }

    private static boolean everybodyHasOne(Morning morning) {
        return digests(morning.hr()).size() == 1
                && IntStream.range(0, DEPARTMENTS)
                        .allMatch(index -> digests(morning.group(index)).size() == 1);
    }

    /** It was read at some moment from {@code back} to {@code end}: whoever came meanwhile may be named or not. */
    private static void isLateAndAsOfTheCutoff(Morning morning, int index, Instant back, Instant end) {
        assertThat(digests(morning.group(index))).hasSize(1);
        assertThat(morning.group(index)).hasSizeLessThanOrEqualTo(2);
        ChatMessage message = digests(morning.group(index)).get(0);
        assertThat(message.title()).contains("补发", "09:40");
        assertThat(message.text()).contains(morning.numbers(index));
        assertThat(stillAway(morning, index, back)).containsAll(Morning.named(message));
        assertThat(Morning.named(message)).containsAll(stillAway(morning, index, end));
    }

    /** Names of those who were absent at the cutoff and still are at {@code now}. */
    private static List<String> stillAway(Morning morning, int index, Instant now) {
        Set<String> away = new TreeSet<>(morning.page(index).absent().keySet());
        away.retainAll(morning.company()
                .bookAt(now)
                .department(morning.department(index).id())
                .absent()
                .keySet());
        return away.stream().map(morning.company()::nameOf).toList();
    }

    @Test
    void downForGoodEverySlotIsMissedWithOneLineAndReadyzIsRed() throws Exception {
        try (LogCapture log = new LogCapture();
                Morning morning = plan().failing(it ->
                                it.simulator().faults().outage(Instant.EPOCH, Instant.MAX, Fault.DROPPED_CONNECTION))
                        .begin()) {
            AtomicLong asked = asked(morning);
            morning.awaitTrue(() -> asked.get() > 0);
            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(61)));
            morning.awaitTrue(() -> lines(log, "Missed digest ") + lines(log, "Cannot deliver digest ") > DEPARTMENTS);
            assertThat(morning.ready().statusCode()).isEqualTo(503);
            morning.stop();

            assertThat(morning.slots())
                    .hasSize(DEPARTMENTS + 1)
                    .allMatch(slot -> slot.state() == SlotState.MISSED || slot.state() == SlotState.FAILED);
            assertThat(lines(log, "Missed digest ") + lines(log, "Cannot deliver digest "))
                    .isEqualTo(DEPARTMENTS + 1);
            assertThat(log.text()).doesNotContain("\tat ");
        }
    }

    private static long lines(LogCapture log, String beginning) {
        return log.lines().stream()
                .filter(line -> line.startsWith("ERROR " + beginning))
                .count();
    }
}
