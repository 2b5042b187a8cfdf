package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.message.QuotaNotices.Part;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuotaNoticesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Part CALLS = new Part(3612, 5000, 4711);
    private static final Part MESSAGES = new Part(210, 0, 420);

    static Stream<Arguments> notices() {
        return Stream.of(
                arguments(
                        QuotaNotices.usage(CALLS, MESSAGES, List.of(), false),
                        "本月用量：接口调用 3612 / 5000，消息 210\n\n按目前的用量，到月底：接口调用约 4711，消息约 420",
                        "This month: API calls 3612 / 5000, messages 210\n\n"
                                + "At this pace, by the end of the month: about 4711 API calls, 420 messages"),
                arguments(
                        QuotaNotices.usage(
                                new Part(0, 5000, 0), MESSAGES, List.of("BOARD_REFRESH", "CHAT_REFRESH"), true),
                        "本月用量：接口调用 0 / 5000，消息 210\n\n为了保证播报，现在省去：看板刷新（改为每小时）、群内刷新（改为每小时）\n\n"
                                + "钉钉答复：本月接口调用已用完（90020），到下个月不再查询考勤。买了额度或钉钉恢复后，请管理员发送“配额 恢复”",
                        "This month: API calls 0 / 5000, messages 210\n\nSo that digests last, now done without:"
                                + " board refresh (hourly now), chat refresh (hourly now)\n\nDingTalk says that this month’s"
                                + " API calls are used up (90020); attendance is not read until next month. When there are"
                                + " more, an admin types “quota resume”"),
                arguments(
                        QuotaNotices.callsUsed(72, CALLS, List.of()),
                        "本月钉钉接口调用已用 72%（3612 / 5000）\n\n按目前的用量，到月底约 4711\n\n" + "不够用时依次省去：看板刷新、群内刷新、审批说明、二次核对；播报最后才停",
                        "72 % of this month’s DingTalk API calls are used (3612 / 5000)\n\n"
                                + "At this pace about 4711 by the end of the month\n\nIf they run short, these are done"
                                + " without, in this order: board refresh, chat refresh, approvals, second look; digests"
                                + " last"),
                arguments(
                        QuotaNotices.callsUsed(90, CALLS, List.of("SECOND_LOOK")),
                        "本月钉钉接口调用已用 90%（3612 / 5000）\n\n按目前的用量，到月底约 4711\n\n为了保证播报，现在省去：二次核对（没打卡的人只算未核对）",
                        "90 % of this month’s DingTalk API calls are used (3612 / 5000)\n\n"
                                + "At this pace about 4711 by the end of the month\n\nSo that digests last, now done"
                                + " without: second look (whoever is missing stays unverified)"),
                arguments(
                        QuotaNotices.callsUsedUp(new Part(5000, 5000, 6000)),
                        "本月钉钉接口调用已用完（5000 / 5000），到下个月不再查询考勤。额度有变化时，请修改配置里的 monthly_calls",
                        "This month’s DingTalk API calls are used up (5000 / 5000); attendance is not read until next"
                                + " month. If you have more, change monthly_calls in the configuration"),
                arguments(
                        QuotaNotices.messagesUsed(70, new Part(2100, 3000, 0)),
                        "本月钉钉消息已用 70%（2100 / 3000），用完后到下个月不再发送",
                        "70 % of this month’s DingTalk messages are used (2100 / 3000); once used up, nothing is sent"
                                + " until next month"),
                arguments(QuotaNotices.resumed(true), "已恢复查询钉钉考勤", "DingTalk’s attendance is read again"),
                arguments(
                        QuotaNotices.resumed(false), "没有停止查询，不需要恢复", "It had not stopped; there is nothing to resume"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("notices")
    void whatIsSaidOfTheQuota(Notice notice, String chinese, String english) {
        ReplyRenderer renderer = new ReplyRenderer();
        LocalDate today = LocalDate.of(2026, 11, 20);

        assertThat(renderer.notice(new ReplyContext(Language.ZH, ZONE, today), notice)
                        .text())
                .isEqualTo(chinese);
        assertThat(renderer.notice(new ReplyContext(Language.EN, ZONE, today), notice)
                        .text())
                .isEqualTo(english);
    }
}
