package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever asks in chat and gets no answer is not the first to notice that nobody listens. */
class StreamAlarmTest {
    /** Six minutes of the program's time. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(6).dividedBy(QuickTime.TIMES);

    private static Morning.Plan plan() {
        return Morning.of(CompanyPlan.of(30, 2, 5, Morning.DATE).withCalm(true).withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40")
                        .withCorrectAfter(Duration.ZERO)
                        .withStream(true));
    }

    private static List<ChatMessage> admin(Morning morning) {
        return morning.simulator().chats().toUser(morning.company().adminUserId());
    }

    @Test
    void theAdminsAreToldOnceThatTheConnectionIsDown() throws Exception {
        try (Morning morning = plan().failing(it ->
                        it.simulator().faults().on("/v1.0/gateway/connections/open", Fault.DROPPED_CONNECTION, -1))
                .begin()) {
            morning.awaitTrue(() -> admin(morning).size() == 1);
            assertThat(morning.sinceCutoff())
                    .isGreaterThan(Duration.ofMinutes(4).dividedBy(QuickTime.TIMES));
            assertThat(admin(morning).get(0).text()).contains("Stream 连接已断开 5 分钟");

            assertThat(morning.within(LONG_ENOUGH, () -> admin(morning).size() > 1))
                    .isFalse();
        }
    }

    @Test
    void aConnectionThatIsUpIsNoTrouble() throws Exception {
        try (Morning morning = plan().begin()) {
            morning.awaitTrue(() -> morning.simulator().stream().open() == 1);
            assertThat(morning.within(LONG_ENOUGH, () -> !admin(morning).isEmpty()))
                    .isFalse();
        }
    }
}
