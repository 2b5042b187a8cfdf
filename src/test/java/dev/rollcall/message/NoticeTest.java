package dev.rollcall.message;

import static dev.rollcall.message.Asked.EN;
import static dev.rollcall.message.Asked.ZH;
import static dev.rollcall.message.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.message.DoctorNotices.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sentence that the bot answers with. */
class NoticeTest {
    private static final LocalDate FUTURE = LocalDate.of(2026, 5, 20);
    private static final String TECHNOLOGY = "技术部";

    private final ReplyRenderer renderer = new ReplyRenderer();

    static Stream<Arguments> states() {
        return Stream.of(
                arguments(Notice.lookingUp(), "正在查询…", "Looking it up…"),
                arguments(Notice.answeredPrivately(), "已私聊回复", "Answered in private"),
                arguments(Notice.failed(), "出错了，请稍后再试", "Something went wrong on our side; please try again later"),
                arguments(Notice.tooFast(), "问得太快了，请稍等一会儿再问", "That was too fast; please wait a moment"),
                arguments(
                        Notice.tooMany(),
                        "这里一分钟内问得太多了，请稍等一会儿再问",
                        "Too much was asked here within a minute; please wait a moment"),
                arguments(
                        Notice.onlyText(), "只看得懂文字，发送“帮助”查看用法", "I only understand text; send “help” to see what I do"),
                arguments(
                        Notice.allowanceUsed(),
                        "本月钉钉消息额度已用完，收不到消息内容",
                        "The DingTalk messages of this month are used up; I cannot read yours"));
    }

    static Stream<Arguments> questions() {
        List<String> four = List.of("张三", "张山", "章三", "张珊");
        return Stream.of(
                arguments(
                        Notice.typeLike(Topic.STATUS),
                        "还缺一点内容，请照这样发送：“张三 打卡了吗”",
                        "Something is missing; send it like this: “status Zhang San”"),
                arguments(Notice.noSuchDepartment(List.of()), "没有找到这个部门", "No such department"),
                arguments(
                        Notice.noSuchDepartment(List.of("技术部", "技术二部")),
                        "没有找到这个部门，是不是：技术部、技术二部？",
                        "No such department. Did you mean: 技术部, 技术二部?"),
                arguments(Notice.noSuchPerson(List.of()), "没有找到这个人", "No such person"),
                arguments(
                        Notice.noSuchPersonOfYours(List.of()),
                        "你可以查的人里没有这个名字",
                        "Nobody of that name among the people you may ask about"),
                arguments(
                        Notice.noSuchPerson(four),
                        "没有找到这个人，是不是：张三、张山、章三？",
                        "No such person. Did you mean: 张三, 张山, 章三?"),
                arguments(Notice.notListed("张三"), "张三不在考勤范围内，不用打卡", "张三 need not clock in"),
                arguments(Notice.youAreNotListed(), "你不在考勤范围内，不用打卡", "You need not clock in"),
                arguments(Notice.future(FUTURE), "5月20日还没到", "20 May is still to come"),
                arguments(
                        Notice.noSuchDate(),
                        "没有这个日期，请写成“5月6日”或“2026-05-06”",
                        "There is no such date; write it as “6 May” or “2026-05-06”"),
                arguments(
                        Notice.oneDay(Cast.DAY),
                        "查一个人时一次只能查一天，请写明日期，例如“5月6日”",
                        "One person can be asked about one day at a time; say which, such as “6 May”"),
                arguments(
                        Notice.nothingKept(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 4, 1)),
                        "2025-01-01没有记录，最早的记录是 4月1日",
                        "There is no record of 2025-01-01; the first is of 1 Apr"),
                arguments(
                        Notice.nothingKept(LocalDate.of(2026, 4, 1), null), "4月1日没有记录", "There is no record of 1 Apr"));
    }

    static Stream<Arguments> confirmations() {
        return Stream.of(
                arguments(Notice.tied(TECHNOLOGY), "已绑定：这个群现在是 技术部", "Bound: this group now belongs to 技术部"),
                arguments(
                        Notice.untied(TECHNOLOGY), "已解除绑定：这个群不再是 技术部", "Unbound: this group no longer belongs to 技术部"),
                arguments(
                        Notice.tiedByConfiguration(TECHNOLOGY),
                        "配置文件已把这个群绑定到 技术部，聊天里不能修改",
                        "The configuration binds this group to 技术部; that cannot be changed in the chat"),
                arguments(
                        Notice.acknowledged("张三", new Known(at("12:00"), "外勤")),
                        "已记录：张三（已知：外勤，至 12:00）",
                        "Noted: 张三 (known: 外勤, until 12:00)"),
                arguments(Notice.acknowledgedIn(TECHNOLOGY, 2), "技术部：已知情 2 人", "技术部: 2 known to the lead"),
                arguments(
                        Notice.muted(List.of(TECHNOLOGY), Cast.DAY, Cast.DAY),
                        "技术部 今天不再播报，发送“恢复”可以取消",
                        "技术部: no more digests today; send “unmute” to undo"),
                arguments(
                        Notice.muted(List.of(""), FUTURE, FUTURE),
                        "全公司 5月20日不再播报，发送“恢复”可以取消",
                        "Company: no more digests on 20 May; send “unmute” to undo"),
                arguments(Notice.unmuted(List.of(TECHNOLOGY)), "技术部 已恢复播报", "技术部: digests again"),
                arguments(Notice.notMuted(List.of(TECHNOLOGY)), "技术部 没有静默", "技术部: was not muted"),
                arguments(
                        Notice.released(List.of(TECHNOLOGY)),
                        "技术部 的名单已放行，即将公布",
                        "技术部: the list is released and will be posted"),
                arguments(
                        Notice.nothingHeld(List.of(TECHNOLOGY)), "技术部 没有待放行的名单", "技术部: no list is waiting for release"),
                arguments(
                        Notice.resent(List.of(TECHNOLOGY), at("09:40")),
                        "技术部 今天 09:40 的播报即将重发",
                        "技术部: the digest of today 09:40 will be posted once more"),
                arguments(
                        Notice.nothingToResend(List.of(TECHNOLOGY), at("09:40").minus(Duration.ofDays(1))),
                        "技术部 5月5日 09:40 没有可以重发的播报",
                        "技术部: there is no digest of 5 May 09:40 to post once more"),
                arguments(Notice.noSuchCutoff(List.of()), "没有设置播报", "No digests are set"),
                arguments(
                        Notice.noSuchCutoff(List.of("09:40", "10:30")),
                        "没有这个时间的播报，已设置：09:40、10:30",
                        "No digest is set at that time; there are: 09:40, 10:30"),
                arguments(DoctorNotices.examined(21, List.of()), "体检完成：21 项正常", "Checked: 21 fine"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"states", "questions", "confirmations"})
    void oneSentenceIsSaidInBothLanguages(Notice notice, String chinese, String english) {
        assertThat(renderer.notice(ZH, notice)).isEqualTo(new Message(chinese, chinese, List.of()));
        assertThat(renderer.notice(EN, notice).text()).isEqualTo(english);
        assertThat(renderer.notice(EN, notice).title())
                .startsWith(english.substring(0, Math.min(40, english.length())));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalTellsNeitherNamesNorNumbers(Refusal refusal) {
        Map<Refusal, String> chinese = Map.of(
                Refusal.STRANGER, "抱歉，只有考勤范围内的本公司员工可以使用",
                Refusal.UNKNOWN_GROUP, "这个群还没有绑定部门，在这里只能发送“帮助”。请部门负责人或管理员先绑定",
                Refusal.NOT_YOURS, "抱歉，你没有权限查看或操作这项内容。发送“帮助”查看可以用的命令",
                Refusal.NOT_OVER_CALLBACK, "这条命令会改动设置，不能通过 HTTP 回调执行，请管理员改用 Stream 模式");
        assertThat(renderer.refused(ZH, refusal).text()).isEqualTo(chinese.get(refusal));
        String english = renderer.refused(EN, refusal).text();
        assertThat(english).doesNotContainPattern("\\d").doesNotContain("\n").matches("[A-Z].*");
        assertThat(renderer.refused(EN, refusal).title()).hasSizeLessThan(60);
    }

    @Test
    void anAdminInAnUnknownGroupIsShownItsIdAndHowToTieIt() {
        assertThat(renderer.notice(ZH, Notice.unknownGroup("cidAbs+Demo/001==")).text())
                .isEqualTo("这个群还没有绑定部门。会话 ID：cidAbs+Demo/001==\n\n在群里发送“绑定 技术部”即可绑定，也可以写进配置文件里该部门的 conversation");
        assertThat(renderer.notice(EN, Notice.unknownGroup("cidAbs==")).text())
                .startsWith(
                        "This group belongs to no department yet. Conversation id: cidAbs==\n\nSend “bind Engineering”");
        assertThat(renderer.notice(ZH, Notice.unknownGroup("[x](http://evil)")).text())
                .contains("［x］（http：／／evil）");
    }

    @Test
    void whatTheDoctorFoundIsListedWithItsRemedies() {
        List<Problem> problems = List.of(
                new Problem("✘ 技术部 的群机器人 · 机器人已停用（400102）", "在群的机器人设置里启用它"),
                new Problem("⚠ [x](http://evil)", null),
                new Problem("c", null),
                new Problem("d", null),
                new Problem("e", null),
                new Problem("f", null),
                new Problem("g", null));
        assertThat(renderer.notice(ZH, DoctorNotices.examined(19, problems)).text())
                .isEqualTo("""
                        体检完成：19 项正常，7 项有问题

                        - ✘ 技术部 的群机器人 · 机器人已停用（400102） → 在群的机器人设置里启用它
                        - ⚠ ［x］（http：／／evil）
                        - c
                        - d
                        - e
                        - f

                        还有 1 项，在服务器上运行 doctor 查看全部""");
        assertThat(renderer.notice(EN, DoctorNotices.examined(1, List.of(new Problem("x", "y"))))
                        .text())
                .isEqualTo("Checked: 1 fine, 1 with problems\n\n- x → y");
    }
}
