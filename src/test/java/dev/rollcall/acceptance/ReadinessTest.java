package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Token, scheduler and database are well, and the digests do not come all the same: {@code /readyz} says so. */
@ResourceLock("log")
class ReadinessTest {
    private static final int DEPARTMENTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** In it the admins would be told again, if they were to be. */
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private static Morning.Plan plan() {
        return Morning.of(CompanyPlan.of(90, DEPARTMENTS, 5, Morning.DATE)
                        .withCalm(true)
                        .withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ZERO));
    }

    @Test
    void robotsThatAreAllSwitchedOffMakeDeliveryRed() throws Exception {
        try (LogCapture log = new LogCapture();
                Morning morning = plan().failing(
                                it -> it.simulator().faults().on("/robot/send", Fault.ROBOT_DISABLED, -1))
                        .begin()) {
            assertThat(morning.ready().statusCode()).isEqualTo(200);
            awaitRed(morning, "\"delivery\":\"failing\"");
            isAllThatIsWrong(morning, "delivery");
            assertThat(log.text()).contains("400102");
            morning.awaitTrue(() -> cannotDeliver(log) == DEPARTMENTS + 1);
            morning.stop();
            assertThat(log.warnings())
                    .as("one line for each")
                    .filteredOn(line -> line.contains("Cannot deliver"))
                    .hasSize(DEPARTMENTS + 1);
            assertThat(morning.slots())
                    .hasSize(DEPARTMENTS + 1)
                    .allMatch(slot -> slot.state() == SlotState.FAILED && "ROBOT_STOPPED".equals(slot.reason()));
        }
    }

    @Test
    void aSlotWithoutOutcomeForMoreThanFiveMinutesMakesCutoffsRed() throws Exception {
        try (Morning morning = plan().failing(it -> {
                    it.simulator().faults().on("/attendance/list", Fault.HTTP_503, -1);
                    it.simulator().faults().on("/attendance/listRecord", Fault.HTTP_503, -1);
                })
                .begin()) {
            assertThat(morning.ready().statusCode()).isEqualTo(200);
            morning.awaitTrue(() -> morning.group(0).size() == 1);
            assertThat(morning.group(0).get(0).text()).contains("名单暂缺");

            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(4)));
            assertThat(morning.ready().statusCode()).as("after four minutes").isEqualTo(200);
            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(5)).plusSeconds(1));
            isAllThatIsWrong(morning, "cutoffs");
            assertThat(morning.ready().body()).contains("\"cutoffs\":\"overdue\"");
            morning.awaitTrue(() -> admin(morning).size() == 1);
            assertThat(admin(morning).get(0).text()).contains("09:40 的播报", "还没有结果", "钉钉数据一直未取到");
            assertThat(morning.within(A_WHILE, () -> admin(morning).size() > 1))
                    .as("told once")
                    .isFalse();
        }
    }

    /** Without a token nobody can be written to in private; HR's robot needs none. */
    @Test
    void whereThereIsNoTokenHrIsToldThatACutoffHasNoOutcome() throws Exception {
        try (Morning morning = plan().failing(
                        it -> it.simulator().faults().on("/v1.0/oauth2/accessToken", Fault.AUTH_FAILED, -1))
                .begin()) {
            morning.awaitTrue(() -> morning.group(0).size() == 1);
            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(4)).plusSeconds(21));
            morning.awaitTrue(() ->
                    morning.hr().stream().anyMatch(message -> message.text().contains("还没有结果")));
            assertThat(morning.ready().statusCode()).isEqualTo(503);
            assertThat(morning.sinceCutoff()).isLessThan(Duration.ofMinutes(5));
        }
    }

    private static List<ChatMessage> admin(Morning morning) {
        return morning.simulator().chats().toUser(morning.company().adminUserId());
    }

    /** As many as there are digests of one cutoff: of the next one none can be sent. */
    @Test
    void aMonthsMessagesThatAreUsedUpMakeDeliveryRed() throws Exception {
        try (Morning morning = plan().configured(
                        yaml -> yaml.replace("monthly_messages: 0", "monthly_messages: " + (DEPARTMENTS + 1)))
                .begin()) {
            assertThat(morning.ready().statusCode()).isEqualTo(200);
            morning.awaitTrue(() -> morning.hr().size() == 1);
            awaitRed(morning, "\"delivery\":\"quota\"");
            isAllThatIsWrong(morning, "delivery");
        }
    }

    private static void awaitRed(Morning morning, String why) throws InterruptedException {
        assertThat(morning.within(PATIENCE, () -> body(morning).contains(why)))
                .as("red: " + body(morning))
                .isTrue();
    }

    /** The others are well, the token among them. */
    private static void isAllThatIsWrong(Morning morning, String part) throws Exception {
        HttpResponse<String> answer = morning.ready();
        assertThat(answer.statusCode()).isEqualTo(503);
        for (String other : new String[] {"token", "scheduler", "database", "cutoffs", "delivery"}) {
            assertThat(answer.body().contains("\"" + other + "\":\"ok\""))
                    .as(answer.body())
                    .isEqualTo(!other.equals(part));
        }
    }

    private static String body(Morning morning) {
        try {
            return morning.ready().body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long cannotDeliver(LogCapture log) {
        return log.lines().stream()
                .filter(line -> line.startsWith("ERROR Cannot deliver digest "))
                .count();
    }
}
