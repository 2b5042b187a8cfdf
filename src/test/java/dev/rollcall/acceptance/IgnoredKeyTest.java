package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Attempt;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A DingTalk that does not honour {@code msgUuid}: what is to be seen twice, and what is not. */
@ResourceLock("log")
class IgnoredKeyTest {
    private static final int DEPARTMENTS = 4;

    @Test
    void eachLostAnswerCostsOneVisibleRepeatAtMostAndNothingElseIsRepeated() throws Exception {
        try (Morning morning = Morning.of(CompanyPlan.of(120, DEPARTMENTS, 5, Morning.DATE)
                        .withCalm(true)
                        .withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ZERO))
                .simulating(settings -> settings.withHonourMsgUuid(false))
                .failing(it -> {
                    it.robotFails(0, Fault.ACCEPTED_THEN_DROPPED, 1);
                    it.robotFails(1, Fault.ACCEPTED_THEN_DROPPED, 2);
                    it.robotFails(2, Fault.HTTP_500, 2);
                    it.robotFails(2, Fault.RESET_CONNECTION, 1);
                })
                .begin()) {
            morning.awaitHr(1);
            morning.awaitTrue(() -> morning.group(0).size() == 2
                    && morning.group(1).size() == 3
                    && morning.group(2).size() == 1);
            morning.stop();

            assertThat(morning.slots()).hasSize(DEPARTMENTS + 1).allMatch(slot -> slot.state() == SlotState.SENT);
            for (int index = 0; index < DEPARTMENTS; index++) {
                List<ChatMessage> group = morning.group(index);
                assertThat(group).hasSize(1 + answersLost(morning, index));
                assertThat(group)
                        .extracting(ChatMessage::text)
                        .containsOnly(group.get(0).text());
                assertThat(group)
                        .extracting(ChatMessage::msgUuid)
                        .containsOnly(group.get(0).msgUuid());
            }
            assertThat(morning.group(2))
                    .as("refused twice and reset once, never taken")
                    .hasSize(1);
            assertThat(morning.hr()).hasSize(1);
        }
    }

    /** How often the robot of the department at {@code index} took the message and did not say so. */
    private static int answersLost(Morning morning, int index) {
        return (int) morning.simulator().attempts().stream()
                .filter(one -> one.robot().equals(morning.department(index).robotToken()))
                .filter(one -> one.outcome() == Attempt.Outcome.SHOWN && one.fault() == Fault.ACCEPTED_THEN_DROPPED)
                .count();
    }
}
