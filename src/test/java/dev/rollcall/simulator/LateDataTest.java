package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What DingTalk comes to know only after the cutoff: the book has it from the beginning, the APIs do not. */
class LateDataTest {
    private static final Instant CUTOFF = MovableClock.instant("2026-03-16T09:40");
    private static final Instant KNOWN = MovableClock.instant("2026-03-16T10:00");
    private final MovableClock clock = MovableClock.at("2026-03-16T09:40");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(30, 2, 5, LocalDate.of(2026, 3, 16))
                    .withOnly(Situation.ON_TIME, Situation.STAYS_AWAY, Situation.INVALID_PUNCH_AWAITING));
    private final String came = company.userIds(Situation.ON_TIME).get(0);
    private final String away = company.userIds(Situation.STAYS_AWAY).get(0);
    private final String awaiting =
            company.userIds(Situation.INVALID_PUNCH_AWAITING).get(0);
    private final DingTalkSimulator simulator = DingTalkSimulator.start(
            company, SimulatorSettings.defaults().withClock(clock).withTokenLife(Duration.ofDays(2)));
    private final Client client = new Client(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode punches(String id) {
        return client.post(
                        "/attendance/listRecord",
                        "{'userIds':['%s'],'checkDateFrom':'2026-03-16 00:00:00','checkDateTo':'2026-03-16 23:59:59'}"
                                .formatted(id))
                .path("recordresult");
    }

    private JsonNode results(String id) {
        return client.post(
                        "/attendance/list",
                        "{'workDateFrom':'2026-03-16 00:00:00','workDateTo':'2026-03-16 00:00:00','userIdList':['%s'],'offset':0,'limit':50}"
                                .formatted(id))
                .path("recordresult");
    }

    private JsonNode leaves(String id) {
        long from = MovableClock.instant("2026-03-16T00:00").toEpochMilli();
        return client.post(
                        "/topapi/attendance/getleavestatus",
                        "{'userid_list':'%s','start_time':%d,'end_time':%d,'offset':0,'size':20}"
                                .formatted(id, from, from + 86_399_999L))
                .at("/result/leave_status");
    }

    private JsonNode day(String id) {
        return client.post("/topapi/attendance/getupdatedata", "{'userid':'%s','work_date':'2026-03-16'}".formatted(id))
                .path("result");
    }

    private JsonNode points(String id) {
        return client.post(
                        "/topapi/attendance/schedule/listbyday",
                        "{'op_user_id':'0','user_id':'%s','date_time':%d}"
                                .formatted(
                                        id,
                                        MovableClock.instant("2026-03-16T12:00").toEpochMilli()))
                .path("result");
    }

    private Map<String, Standing> book() {
        return simulator.company().bookAt(CUTOFF).standings();
    }

    @Test
    void aPunchThatReachesDingTalkLateIsShownNowhereUntilThen() {
        assertThat(punches(came)).hasSize(1);
        long punched = punches(came).get(0).path("userCheckTime").asLong();
        simulator.lateData(came, KNOWN);

        clock.set("2026-03-16T09:59");
        assertThat(punches(came)).isEmpty();
        assertThat(results(came)).isEmpty();
        assertThat(day(came).path("check_record_list")).isEmpty();
        assertThat(points(came).get(0).path("check_status").asText()).isEqualTo("Init");
        assertThat(punches(company.userIds(Situation.ON_TIME).get(1))).hasSize(1);

        clock.set("2026-03-16T10:00");
        assertThat(punches(came)).hasSize(1);
        assertThat(punches(came).get(0).path("userCheckTime").asLong()).isEqualTo(punched);
        assertThat(punches(came).get(0).path("gmtCreate").asLong()).isEqualTo(KNOWN.toEpochMilli() + 1000);
        assertThat(results(came).get(0).path("timeResult").asText()).isEqualTo("Normal");
        assertThat(day(came).path("check_record_list")).hasSize(1);
        assertThat(points(came).get(0).path("check_status").asText()).isEqualTo("Checked");
    }

    @Test
    void laterPunchesAreShownWhenTheyAreMade() {
        simulator.lateData(came, KNOWN);
        clock.set("2026-03-16T17:59");
        assertThat(punches(came)).hasSize(1);
        clock.set("2026-03-16T18:30");
        assertThat(punches(came)).hasSize(2);
    }

    @Test
    void theBookGoesByWhatWasDone() {
        simulator.lateData(came, KNOWN);

        assertThat(book()).containsEntry(came, Standing.PRESENT);
        assertThat(simulator.company().bookAt(CUTOFF)).isEqualTo(company.bookAt(CUTOFF));
    }

    @Test
    void aLeaveThatIsApprovedLateIsShownNowhereUntilThen() {
        simulator.approveLate(away, KNOWN);

        clock.set("2026-03-16T09:59");
        assertThat(leaves(away)).isEmpty();
        assertThat(day(away).path("approve_list")).isEmpty();
        assertThat(points(away).get(0).has("approve_id")).isFalse();
        assertThat(client.post("/topapi/attendance/listschedule", "{'workDate':'2026-03-16','offset':0,'size':200}")
                        .toString())
                .doesNotContain("approve_id");

        clock.set("2026-03-16T10:00");
        assertThat(leaves(away)).hasSize(1);
        assertThat(leaves(away).get(0).path("duration_unit").asText()).isEqualTo("percent_day");
        assertThat(leaves(away).get(0).path("start_time").asLong())
                .isEqualTo(MovableClock.instant("2026-03-16T00:00").toEpochMilli());
        assertThat(day(away).path("approve_list").get(0).path("gmt_finished").asText())
                .isEqualTo("2026-03-16 10:00:00");
        assertThat(points(away).get(0).path("approve_tag_name").asText()).isEqualTo("请假");
    }

    @Test
    void theBookHasALateApprovalFromTheBeginning() {
        assertThat(book()).containsEntry(away, Standing.ABSENT).containsEntry(awaiting, Standing.PENDING);
        for (String id : new String[] {came, away, awaiting}) {
            simulator.approveLate(id, KNOWN);
        }

        assertThat(book())
                .containsEntry(came, Standing.PRESENT)
                .containsEntry(away, Standing.EXCUSED)
                .containsEntry(awaiting, Standing.EXCUSED);
        assertThat(simulator.company().bookAt(CUTOFF).company().absent()).doesNotContainKey(away);
        assertThat(company.bookAt(CUTOFF).company().absent()).containsKey(away);
        assertThat(company.withLateApproval(away, KNOWN).bookAt(CUTOFF).standings())
                .containsEntry(away, Standing.EXCUSED);
    }

    @Test
    void bothCanBeTrueOfOnePersonAndCallsAreNotForgotten() {
        client.post("/topapi/user/count", "{}");
        simulator.lateData(came, KNOWN);
        simulator.approveLate(came, KNOWN.plusSeconds(60));
        clock.set("2026-03-16T10:00");

        assertThat(punches(came)).hasSize(1);
        assertThat(leaves(came)).isEmpty();
        clock.set("2026-03-16T10:01");
        assertThat(leaves(came)).hasSize(1);
        assertThat(simulator.calls().counts()).containsEntry("/topapi/user/count", 1);
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.lateData("nobody", KNOWN));
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.approveLate("nobody", KNOWN));
    }
}
