package dev.rollcall.acceptance;

import static dev.rollcall.acceptance.BoardClient.get;
import static dev.rollcall.acceptance.BoardClient.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.ledger.CommonLimits.Kind;
import dev.rollcall.ledger.MonthlyAllowance;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Situation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The month's quota, from the configuration to what admins read. */
class QuotaTest {
    private static final int LIMIT = 5000;
    private static final List<String> METERED = List.of(
            "/topapi/attendance/listschedule",
            "/attendance/listRecord",
            "/attendance/list",
            "/topapi/attendance/getleavestatus",
            "/topapi/attendance/shift/query",
            "/v1.0/robot/oToMessages/batchSend");
    private static final Pattern SHED = Pattern.compile("现在省去：(.*)");

    private static ChatDay day(int monthlyCalls) throws Exception {
        return day(monthlyCalls, ChatDay.company());
    }

    private static ChatDay day(int monthlyCalls, CompanyPlan company) throws Exception {
        ConfigOptions options = ConfigOptions.morningAt("18:00")
                .withConversations(true)
                .withMonthlyCalls(monthlyCalls)
                .withWeb("tokens: [\"" + BoardClient.TOKEN + "\"]");
        return new ChatDay(Way.STREAM, company, options, ChatDay.NOW);
    }

    /** As if so many calls had been made this month. */
    private static void used(ChatDay day, long calls) {
        try (MonthlyAllowance before = day.app().ledger().calls(0)) {
            for (long call = day.app().ledger().used(Kind.CALLS); call < calls; call++) {
                assertThat(before.take()).isTrue();
            }
        }
    }

    private static void until(ChatDay day, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + ChatDay.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            day.app().round();
        }
    }

    private static List<String> told(ChatDay day) {
        return day.privately(day.company.askers().admin()).stream()
                .map(ChatMessage::text)
                .filter(text -> text.contains("本月钉钉"))
                .toList();
    }

    private static long metered(ChatDay day) {
        return day.simulator.calls().metered();
    }

    @Test
    void adminsAreToldOnceAtSeventyAndOnceAtNinetyPercent() throws Exception {
        try (ChatDay day = day(LIMIT)) {
            used(day, LIMIT * 69 / 100);
            day.app().round();
            assertThat(told(day)).isEmpty();

            used(day, LIMIT * 71 / 100);
            until(day, () -> told(day).size() == 1);
            assertThat(told(day).get(0)).contains("已用 71%（35", "/ 5000）", "依次省去");

            used(day, LIMIT * 93 / 100);
            until(day, () -> told(day).size() == 2);
            assertThat(told(day).get(1)).contains("已用 93%（");
            day.app().round();
            assertThat(told(day)).hasSize(2);
        }
    }

    private static String quota(ChatDay day) throws InterruptedException {
        Asker admin = day.company.askers().admin();
        day.afterAMinute();
        return day.answer(admin, day.alone(admin), "配额");
    }

    /** DingTalk's own count is the simulator's. */
    @Test
    void boardMetricsAndChatSayHowManyCallsWereMade() throws Exception {
        try (ChatDay day = day(LIMIT)) {
            Asker admin = day.company.askers().admin();
            day.answer(admin, day.alone(admin), "谁没打卡 " + day.department(0).name());
            page(day, "/");
            until(day, () -> day.app().ledger().used(Kind.CALLS) == metered(day));
            day.app().round();
            long made = metered(day);

            assertThat(made).isPositive();
            assertThat(page(day, "/")).contains("本月接口调用 " + made + " / " + LIMIT);
            assertThat(get(day, "/metrics").body())
                    .containsPattern("rollcall_quota_used\\{kind=\"calls\"} " + made + "(\\.0)?\n");
            assertThat(quota(day)).contains("接口调用 " + made + " / " + LIMIT);
        }
    }

    @Test
    void whatIsShedIsShedInItsOrderAndSaid() throws Exception {
        CompanyPlan company =
                CompanyPlan.of(600, 3, 5, ChatDay.DATE).withCalm(true).withDirectMembersOnly(true);
        try (ChatDay day = day(1500, company)) {
            day.app().ledger().quota().tell(Kind.CALLS, 100); // No other message comes between question and answer.
            Asker admin = day.company.askers().admin();
            String absent = "谁没打卡 " + day.department(0).name();
            String before = day.answer(admin, day.alone(admin), absent);
            List<String> said = new ArrayList<>();
            for (int calls = 1000; calls <= 1500; calls += 10) {
                used(day, calls);
                Matcher shed = SHED.matcher(quota(day));
                String now = shed.find() ? shed.group(1) : "";
                if (said.isEmpty() || !said.get(said.size() - 1).equals(now)) {
                    said.add(now);
                    tried(day, said.size() - 1, absent);
                }
            }
            assertThat(said)
                    .containsExactly(
                            "",
                            "看板刷新（改为每小时）",
                            "看板刷新（改为每小时）、群内刷新（改为每小时）",
                            "看板刷新（改为每小时）、群内刷新（改为每小时）、审批说明",
                            "看板刷新（改为每小时）、群内刷新（改为每小时）、审批说明、二次核对（没打卡的人只算未核对）");
            assertThat(before).contains("未打卡");
            assertThat(page(day, "/"))
                    .contains("现在省去：看板刷新（改为每小时）、群内刷新")
                    .as("what was reserved before may still be used")
                    .containsPattern("本月接口调用 15[0-2]\\d / 1500");
        }
    }

    /** What each step of shedding saves. */
    private static void tried(ChatDay day, int step, String absent) throws Exception {
        Asker admin = day.company.askers().admin();
        int approvals = calls(day, "/topapi/attendance/getupdatedata");
        int results = calls(day, "/attendance/list");
        day.later(Duration.ofMinutes(2));
        day.afterAMinute();
        long before = metered(day);
        day.answer(admin, day.alone(admin), absent);
        if (step < 2) {
            assertThat(metered(day))
                    .as("step %d asks again after two minutes", step)
                    .isGreaterThan(before);
        } else {
            assertThat(metered(day)).as("step %d does not", step).isEqualTo(before);
        }
        day.afterAMinute();
        String preview = day.answer(
                admin, day.alone(admin), "预览 18:00 " + day.department(0).name());
        if (step < 3) {
            assertThat(calls(day, "/attendance/list")).isGreaterThan(results);
        } else {
            assertThat(calls(day, "/topapi/attendance/getupdatedata")).isEqualTo(approvals);
        }
        boolean named = day
                .company
                .bookAt(day.now())
                .department(day.department(0).id())
                .absent()
                .keySet()
                .stream()
                .map(day.company::nameOf)
                .anyMatch(name -> preview.contains("- " + name));
        assertThat(named).as("step %d: %s", step, preview).isEqualTo(step < 4);
        if (step == 4) {
            assertThat(calls(day, "/attendance/list")).isEqualTo(results);
            assertThat(preview).contains("未打卡 0 人 · 未核对 ");
        }
    }

    private static int calls(ChatDay day, String path) {
        return day.simulator.calls().counts().getOrDefault(path, 0);
    }

    @Test
    void whereDingTalkSaysThatTheMonthIsUsedUpNothingIsAskedUntilAnAdminSaysOtherwise() throws Exception {
        try (ChatDay day = day(LIMIT)) {
            Asker admin = day.company.askers().admin();
            String absent = "谁没打卡 " + day.department(0).name();
            METERED.forEach(path -> day.simulator.faults().on(path, Fault.ERR_90020, -1));
            assertThat(day.answer(admin, day.alone(admin), absent)).contains("不代表");
            day.simulator.faults().clear();
            until(day, () -> told(day).size() == 1 || hr(day).size() == 1);
            assertThat(hr(day)).isNotEmpty();

            long before = metered(day);
            day.later(Duration.ofMinutes(10));
            day.afterAMinute();
            assertThat(day.answer(admin, day.alone(admin), absent)).contains("不代表");
            assertThat(metered(day)).as("nothing is asked").isEqualTo(before);
            assertThat(page(day, "/")).contains("钉钉答复本月接口调用已用完");
            assertThat(quota(day)).contains("90020", "配额 恢复");
            assertThat(get(day, "/readyz"))
                    .returns(503, HttpResponse::statusCode)
                    .satisfies(answer -> assertThat(answer.body()).contains("\"calls\":\"quota\""));
            assertThat(day.answer(admin, day.alone(admin), "体检")).contains("✘ 本月额度 · 钉钉答复：本月的接口调用已用完（90020）");

            assertThat(day.answer(admin, day.alone(admin), "配额 恢复")).contains("已恢复查询");
            day.later(Duration.ofMinutes(10));
            day.afterAMinute();
            assertThat(day.answer(admin, day.alone(admin), absent)).contains("未打卡");
            assertThat(metered(day)).isGreaterThan(before);
            assertThat(day.answer(admin, day.alone(admin), "quota resume")).contains("nothing to resume");
        }
    }

    /** Nothing is known of anybody there, which reading once more would not change. */
    @Test
    void whereTheSecondLookIsShedADepartmentWhereNobodyIsInIsToldOnceAndNotReadAgain() throws Exception {
        CompanyPlan company = CompanyPlan.of(6, 3, 5, ChatDay.DATE)
                .withDirectMembersOnly(true)
                .withOnly(Situation.STAYS_AWAY);
        ConfigOptions options =
                ConfigOptions.morningAt("09:40").withConversations(true).withMonthlyCalls(100);
        Instant begin = ChatDay.NOW.minus(Duration.ofMinutes(5)).minusSeconds(12);
        try (ChatDay day = new ChatDay(Way.STREAM, company, options, begin)) {
            day.app().ledger().quota().tell(Kind.CALLS, 100); // Telling admins would be a call too.
            used(day, 80);
            assertThat(quota(day)).contains("二次核对");

            List<ChatMessage> posted = day.posted(0, 1);
            assertThat(posted)
                    .singleElement()
                    .satisfies(notice ->
                            assertThat(notice.text()).contains("不列名单", "不代表").doesNotContain("自动补发"));
            assertThat(day.ends(0)).isEqualTo(SlotState.SENT);
            assertThat(day.ends(1)).isEqualTo(SlotState.SENT);
            assertThat(day.ends(2)).isEqualTo(SlotState.SENT);
            long before = metered(day);
            day.later(Duration.ofMinutes(10));
            day.app().round();
            assertThat(metered(day)).isEqualTo(before);
            assertThat(day.posted(0, 1)).hasSize(1);
        }
    }

    private static List<ChatMessage> hr(ChatDay day) {
        return day.simulator.chats().of(day.company.companyRobot().robotToken()).stream()
                .filter(message -> message.text().contains("90020"))
                .toList();
    }
}
