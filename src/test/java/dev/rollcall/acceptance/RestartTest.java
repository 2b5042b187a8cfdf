package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R5: down at the cutoff, and back sooner or later. */
class RestartTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration MAX_LATE = Duration.ofMinutes(30);
    private static final int DEPARTMENTS = 4;

    /** Some of those absent at the cutoff come between ten and forty minutes after it. */
    private static Morning.Plan plan() {
        return Morning.of(CompanyPlan.of(160, DEPARTMENTS, 5, Morning.DATE)
                        .withCalm(true)
                        .withDirectMembersOnly(true)
                        .withOnly(
                                Situation.ON_TIME,
                                Situation.ON_TIME,
                                Situation.ON_TIME,
                                Situation.STAYS_AWAY,
                                Situation.ON_TIME,
                                Situation.ON_TIME,
                                Situation.VERY_LATE_ABSENTEEISM))
                .with(ConfigOptions.morningAt("09:40")
                        .withCutoffs(List.of(new ConfigOptions.Cutoff("morning", "09:40", null, false, MAX_LATE)))
                        .withCorrectAfter(Duration.ZERO))
                .ahead(Duration.ofMinutes(5));
    }

    private static boolean everyGroupHasOne(Morning morning) {
        return morning.hr().size() == 1
                && IntStream.range(0, DEPARTMENTS)
                        .allMatch(index -> morning.group(index).size() == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 45, 5 * 60, 29 * 60})
    void backWithinMaxLateEveryDigestIsPostedOnceAsOfTheCutoff(int seconds) throws Exception {
        Duration down = Duration.ofSeconds(seconds);
        try (Morning morning = plan().begin()) {
            morning.stop();
            morning.comes(Morning.CUTOFF.plus(down));
            morning.restart();
            assertThat(morning.simulator().chats().await(SOON, chats -> everyGroupHasOne(morning)))
                    .as(morning.hr().toString())
                    .isTrue();
            morning.stop();
            morning.comes(Morning.CUTOFF.plus(down).plusSeconds(5));
            morning.restart();
            morning.app().round();

            boolean late = seconds > 60;
            for (int index = 0; index < DEPARTMENTS; index++) {
                isAsOfTheCutoff(morning, index, late, Morning.CUTOFF.plus(down));
            }
            assertThat(morning.hr()).hasSize(1);
        }
    }

    private static void isAsOfTheCutoff(Morning morning, int index, boolean late, Instant back) {
        assertThat(morning.group(index)).hasSize(1);
        ChatMessage message = morning.group(index).get(0);
        assertThat(message.title().contains("补发")).as(message.title()).isEqualTo(late);
        assertThat(message.text()).contains(morning.numbers(index));
        Set<String> came = new TreeSet<>(morning.page(index).absent().keySet());
        came.removeAll(morning.company()
                .bookAt(back)
                .department(morning.department(index).id())
                .absent()
                .keySet());
        Set<String> named = new TreeSet<>(morning.names(index));
        if (late) {
            came.forEach(one -> named.remove(morning.company().nameOf(one)));
        }
        assertThat(Morning.named(message)).containsExactlyInAnyOrderElementsOf(named);
        boolean counted = message.text().contains("已到的 " + came.size() + " 人")
                || message.text().contains("未打卡的 " + came.size() + " 人此后已到");
        assertThat(counted).as(message.text()).isEqualTo(late && !came.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 3 * 24 * 60 - 45})
    void backLaterThanThatNothingStaleIsPostedAndHrIsToldOnce(long minutes) throws Exception {
        try (Morning morning = plan().begin()) {
            morning.stop();
            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(minutes)));
            morning.restart();
            morning.awaitHr(1);
            morning.stop();
            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(minutes + 1)));
            morning.restart();
            morning.app().round();
            morning.stop();

            for (int index = 0; index < DEPARTMENTS; index++) {
                assertThat(morning.group(index)).isEmpty();
            }
            assertThat(morning.hr()).hasSize(1);
            String told = morning.hr().get(0).text();
            for (int index = 0; index < DEPARTMENTS; index++) {
                // What they are called is not known on a first morning.
                assertThat(told).contains("- " + morning.department(index).id() + "（");
            }
            assertThat(morning.slots()).hasSize(DEPARTMENTS + 1).allMatch(slot -> slot.state() == SlotState.MISSED);
        }
    }

    @Test
    void whatWasDueBeforeTheFirstStartIsNobodysPromise() throws Exception {
        try (Morning morning = plan().ahead(Duration.ofMinutes(-10)).begin()) {
            morning.app().round();
            morning.stop();

            assertThat(morning.slots()).extracting(Slot::key).isEmpty();
            assertThat(morning.hr()).isEmpty();
        }
    }
}
