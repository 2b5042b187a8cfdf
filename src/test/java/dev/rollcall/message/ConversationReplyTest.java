package dev.rollcall.message;

import static dev.rollcall.message.Asked.EN;
import static dev.rollcall.message.Asked.ZH;
import static dev.rollcall.message.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.absence.Counts;
import dev.rollcall.message.Week.What;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Help, questions back, the week, the next digest: what leads on from an answer. */
class ConversationReplyTest {
    private static final Pattern TAP =
            Pattern.compile("\\[([^]]*)]\\(dtmd://dingtalkclient/sendMessage\\?content=([^)]*)\\)");

    private final ReplyRenderer renderer = new ReplyRenderer();

    /** What touching the links of {@code message} sends. */
    private static List<String> sent(Message message) {
        return TAP.matcher(message.text())
                .results()
                .map(link -> URLDecoder.decode(link.group(2), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void helpShowsWhatMayBeTouchedFirstWithWhatIsTypedBesideIt() {
        Message chinese = renderer.help(ZH, List.of(Topic.STATUS, Topic.ABSENT, Topic.ME));
        assertThat(chinese.title()).isEqualTo("可以这样问");
        assertThat(chinese.text()).isEqualTo("""
                #### 可以这样问

                - [谁没打卡](dtmd://dingtalkclient/sendMessage?content=%E8%B0%81%E6%B2%A1%E6%89%93%E5%8D%A1)（发送“谁没打卡”）：今天谁还没打卡
                - [我打卡了吗](dtmd://dingtalkclient/sendMessage?content=%E6%88%91%E6%89%93%E5%8D%A1%E4%BA%86%E5%90%97)（发送“我打卡了吗”）：自己的打卡情况
                - 发送“张三 打卡了吗”：一个人的打卡情况""");
        assertThat(renderer.help(EN, List.of(Topic.STATUS, Topic.ABSENT)).text())
                .isEqualTo("""
                #### What you can ask

                - [absent today](dtmd://dingtalkclient/sendMessage?content=absent%20today) (send “absent today”): who has not clocked in today
                - Send “status Zhang San”: whether somebody has clocked in""");
    }

    @Test
    void helpNamesOnlyWhatIsAllowedAndShowsSixOfThem() {
        Message all = renderer.help(ZH, EnumSet.allOf(Topic.class));
        assertThat(all.text().lines().filter(line -> line.startsWith("- "))).hasSize(6);
        assertThat(all.text()).contains("\n\n还可以发送：“下次”、“帮助”、").endsWith("、“解绑”");
        Message member = renderer.help(ZH, List.of(Topic.ABSENT, Topic.HELP));
        assertThat(member.text()).doesNotContain("迟到", "放行", "还可以");
        assertThat(sent(member)).containsExactly("谁没打卡", "帮助");
        assertThat(renderer.help(ZH, List.of()).text())
                .isEqualTo("#### 现在没有可以用的命令\n\n可能是本群还没有绑定部门（请部门负责人在本群发送“绑定 技术部”），" + "也可能你不在本公司的考勤范围内。私聊我也可以查自己的打卡");
        assertThat(renderer.help(EN, List.of()).title()).isEqualTo("There is nothing you can ask here now");
    }

    @ParameterizedTest
    @EnumSource
    void everyTopicHasWordsAndOnlyWhatChangesNothingIsTouched(Topic topic) {
        Message help = renderer.help(ZH, List.of(topic));
        assertThat(sent(help)).hasSize(topic.tappable() ? 1 : 0);
        assertThat(help.text()).contains("发送“");
        assertThat(EnumSet.of(
                        Topic.RESEND, Topic.MUTE, Topic.UNMUTE, Topic.RELEASE, Topic.ACK, Topic.BIND, Topic.UNBIND))
                .noneMatch(Topic::tappable);
    }

    @Test
    void whatIsNotUnderstoodIsOneLineWithUpToThreeSuggestions() {
        assertThat(renderer.unknown(ZH, List.of()).text()).isEqualTo("没看懂，发送“帮助”查看用法");
        assertThat(renderer.unknown(ZH, List.of("帮助"))).isEqualTo(renderer.unknown(ZH, List.of()));
        Message message = renderer.unknown(ZH, List.of("谁没打卡", "技术部 汇总", "谁迟到", "谁请假"));
        assertThat(message.title()).isEqualTo("没看懂，是不是“谁没打卡”、“技术部 汇总”、“谁迟到”？发送“帮助”查看用法");
        assertThat(message.text()).doesNotContain("\n");
        assertThat(sent(message)).containsExactly("谁没打卡", "技术部 汇总", "谁迟到");
        assertThat(renderer.unknown(EN, List.of("absent today")).text())
                .isEqualTo("I did not understand that. Did you mean"
                        + " “[absent today](dtmd://dingtalkclient/sendMessage?content=absent%20today)”?"
                        + " Send “help” to see what I do");
        assertThat(sent(renderer.unknown(ZH, List.of("\u200B", "长".repeat(61)))))
                .isEmpty();
    }

    @Test
    void ofAMonthTheDaysOnWhichNobodyWasDueAreLeftOut() {
        List<Week.Day> days = IntStream.rangeClosed(1, 30)
                .mapToObj(day -> new Week.Day(
                        LocalDate.of(2026, 4, day),
                        day % 7 < 2 ? new Counts(0, 0, 0, 0, 0, 0, 0) : new Counts(10, 9, 0, 0, 0, 0, 1),
                        null,
                        true))
                .toList();
        String text = renderer.week(ZH, new Week(What.ABSENT, List.of("技术部"), days, at("09:40:12"), null, null))
                .text();
        assertThat(text.lines().filter(line -> line.startsWith("- "))).hasSize(21);
        assertThat(text).contains("未打卡 21 人次").doesNotContain("无人应到");
    }

    @Test
    void severalOfOneNameAreToldApartBySubDepartment() {
        List<Choice> two = List.of(new Choice("技术部", "后端组", "后端组 张伟 打卡了吗"), new Choice("客服部", "", ""));
        Message message = renderer.which(ZH, "张伟", two);
        assertThat(message.title()).isEqualTo("有 2 位“张伟”，请问是哪一位？");
        assertThat(message.text())
                .startsWith("有 2 位“张伟”，请问是哪一位？\n\n- [技术部 / 后端组](dtmd://")
                .endsWith("）\n- 客服部");
        assertThat(sent(message)).containsExactly("后端组 张伟 打卡了吗");
        assertThat(renderer.which(EN, "张伟", two).title()).isEqualTo("2 people are called “张伟”. Which one?");
    }

    @Test
    void atMostTenAreOfferedAndLongOnesWithoutLinks() {
        List<Choice> many = IntStream.range(0, 30)
                .mapToObj(i -> new Choice("部门" + i, "", "部门" + i + " 张伟"))
                .toList();
        assertThat(renderer.which(ZH, "张伟", many).text()).startsWith("有 30 位").endsWith("\n- …");
        assertThat(sent(renderer.which(ZH, "张伟", many))).hasSize(10);
        List<Choice> huge = IntStream.range(0, 30)
                .mapToObj(i -> new Choice("😀".repeat(99), "😀".repeat(99), "😀".repeat(60)))
                .toList();
        assertThat(Budget.fits(renderer.which(ZH, "😀".repeat(99), huge))).isTrue();
    }

    @Test
    void aWeekIsToldDayByDay() {
        List<Week.Day> days = new ArrayList<>();
        days.add(new Week.Day(LocalDate.of(2026, 5, 4), new Counts(42, 36, 2, 3, 0, 0, 3)));
        days.add(new Week.Day(LocalDate.of(2026, 5, 5), null));
        days.add(new Week.Day(Cast.DAY, new Counts(42, 33, 0, 3, 1, 1, 4), at("09:40"), false));
        days.add(new Week.Day(LocalDate.of(2026, 5, 7), null));
        days.add(new Week.Day(LocalDate.of(2026, 5, 9), new Counts(0, 0, 0, 0, 0, 0, 0)));
        Week week = new Week(What.ABSENT, List.of("技术部"), days, at("09:40:12"), Duration.ofSeconds(5), "https://x/");
        Message chinese = renderer.week(ZH, week);
        assertThat(chinese.title()).isEqualTo("技术部 5月4日–5月9日 未打卡 7 人次 · 未核对 1");
        assertThat(chinese.text()).isEqualTo("""
                        #### 技术部 · 5月4日–5月9日 未打卡 7 人次 · 未核对 1 · 成员名单不全
                        > 应到 84 · 已打卡 69 · 未打卡 **7** · 请假/出差 6 · 待审批 1

                        - 周一 5月4日：未打卡 **3** / 42 · 迟到 2 · 请假/出差 3
                        - 周二 5月5日：没有记录
                        - 周三 5月6日：未打卡 **4** / 42 · 请假/出差 3 · 待审批 1 · 未核对 1 · 成员名单不全 · 截至 09:40
                        - 周四 5月7日：还没到
                        - 周六 5月9日：无人应到

                        数据时间 09:40:12 · 缓存 5 秒 · [看板](https://x/)""");
        Message english = renderer.week(EN, new Week(What.ABSENT, List.of(), days, at("09:40:12"), null, null));
        assertThat(english.title()).isEqualTo("Company 4 May–9 May, not clocked in: 7 · 1 unverified");
        assertThat(english.text())
                .contains(
                        "\n- Mon 4 May: missing **3** / 42 · late 2 · on leave/trip 3\n- Tue 5 May: no record\n",
                        "\n- Thu 7 May: still to come\n- Sat 9 May: nobody due\n\nData as of 09:40:12");
        assertThat(renderer.week(ZH, new Week(What.ABSENT, List.of("技术部", "产品部"), days, at("09:40:12"), null, null))
                        .title())
                .as("a lead of two departments, who is not told that these are the company's numbers")
                .startsWith("技术部、产品部 ");
        assertThat(renderer.week(
                                ZH,
                                new Week(What.ABSENT, List.of("a", "b", "c", "d"), days, at("09:40:12"), null, null))
                        .title())
                .startsWith("4 个部门 ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Week(What.ABSENT, List.of(), List.of(), at("09:40"), null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABSENT | 未打卡 7 人次 | 未打卡 **7** | 未打卡 **3** / 42 · 迟到 2 · 请假/出差 3 | not clocked in: 7 in all",
                "OUT | 未打卡 7 人次 · 请假/出差 6 人次 | 未打卡 **7** | 未打卡 **3** / 42 · 迟到 2 · 请假/出差 3"
                        + " | not clocked in: 7 in all · on leave/trip: 6 in all",
                "LATE | 迟到 2 人次 | 迟到 **2** | 迟到 **2** / 42 · 未打卡 3 · 请假/出差 3 | late: 2 in all",
                "LEAVE | 请假/出差 6 人次 | 未打卡 **7** | 请假/出差 **3** / 42 · 未打卡 3 · 迟到 2 | on leave/trip: 6 in all"
            })
    void aWeekBeginsWithWhatWasAsked(What what, String head, String quoted, String monday, String english) {
        List<Week.Day> days = List.of(
                new Week.Day(LocalDate.of(2026, 5, 4), new Counts(42, 36, 2, 3, 0, 0, 3)),
                new Week.Day(LocalDate.of(2026, 5, 5), new Counts(42, 35, 0, 3, 0, 0, 4)));
        assertThat(week(ZH, what, days).text())
                .startsWith("#### 技术部 · 5月4日–5月5日 " + head + "\n")
                .contains("\n> 应到 84 · 已打卡 71 · " + quoted + " · 请假/出差 6\n", "\n- 周一 5月4日：" + monday + "\n");
        assertThat(week(ZH, what, days).title()).isEqualTo("技术部 5月4日–5月5日 " + head.replace(" · ", "，"));
        assertThat(week(EN, what, days).text()).startsWith("#### 技术部 · 4 May–5 May · " + english + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void aWeekInWhichNobodyWasDueSaysSo(What what) {
        Counts nobody = new Counts(0, 0, 0, 0, 0, 0, 0);
        List<Week.Day> holidays =
                List.of(new Week.Day(LocalDate.of(2026, 5, 2), nobody), new Week.Day(LocalDate.of(2026, 5, 3), nobody));
        assertThat(week(ZH, what, holidays).title()).isEqualTo("技术部 5月2日–5月3日 无人应到");
        assertThat(week(EN, what, holidays).text()).startsWith("#### 技术部 · 2 May–3 May · nobody was due\n> Due 0 · ");

        List<Week.Day> soFar = List.of(
                new Week.Day(Cast.DAY, nobody, at("08:00"), true), new Week.Day(LocalDate.of(2026, 5, 7), null));
        assertThat(week(ZH, what, soFar).title()).isEqualTo("技术部 5月6日–5月7日 还没有人应到");
        assertThat(week(EN, what, soFar).title()).isEqualTo("技术部 6 May–7 May: nobody has been due yet");
    }

    @Test
    void whoWasDueOnADayThatIsNotKnownIsNotGuessed() {
        Counts nobody = new Counts(0, 0, 0, 0, 0, 0, 0);
        Week.Day holiday = new Week.Day(LocalDate.of(2026, 5, 2), nobody);
        Week.Day unknown = new Week.Day(LocalDate.of(2026, 5, 3), null);
        Week.Day partly = new Week.Day(LocalDate.of(2026, 5, 3), nobody, null, false);
        assertThat(week(EN, What.ABSENT, List.of(holiday, unknown)).title())
                .isEqualTo("技术部 2 May–3 May, not clocked in: 0");
        assertThat(week(ZH, What.LATE, List.of(holiday, partly)).title()).isEqualTo("技术部 5月2日–5月3日 迟到 0 人次 · 成员不全");
        assertThat(week(ZH, What.LEAVE, List.of(unknown)).title()).isEqualTo("技术部 5月3日–5月3日 请假/出差 0 人次");
    }

    private Message week(ReplyContext reply, What what, List<Week.Day> days) {
        return renderer.week(reply, new Week(what, List.of("技术部"), days, at("09:40:12"), null, null));
    }

    @Test
    void theNextDigestIsSaidInTheFirstLine() {
        Duration day = Duration.ofDays(1);
        Upcoming one = new Upcoming("技术部", List.of(at("10:30")));
        assertThat(renderer.next(ZH, List.of(one)).text()).isEqualTo("#### 技术部 · 下次播报 今天 10:30");
        assertThat(renderer.next(EN, List.of(one)).title()).isEqualTo("技术部: next digest today 10:30");
        Upcoming two = new Upcoming("技术部", List.of(at("10:30"), at("09:40").plus(day)));
        assertThat(renderer.next(ZH, List.of(two)).text())
                .isEqualTo("#### 技术部 · 下次播报 今天 10:30\n\n- 技术部：今天 10:30、5月7日 09:40");
        Upcoming never = new Upcoming("", List.of());
        assertThat(renderer.next(ZH, List.of(two, never)).text())
                .startsWith("#### 2 个部门 · 下次播报 今天 10:30\n")
                .endsWith("\n- 全公司：没有设置播报");
        assertThat(renderer.next(ZH, List.of(never)).title()).isEqualTo("全公司 没有设置播报");
        assertThat(renderer.next(EN, List.of(never)).text()).isEqualTo("#### Company · no digests are set");
        assertThat(renderer.next(ZH, many(one, 20)).text()).endsWith("\n- 其他 5 个部门");
        assertThatIllegalArgumentException().isThrownBy(() -> renderer.next(ZH, List.of()));
    }

    private static List<Upcoming> many(Upcoming one, int number) {
        return IntStream.range(0, number).mapToObj(i -> one).collect(Collectors.toList());
    }

    @Test
    void aPreviewSaysThatNothingWasPosted() {
        Message digest = new Message("技术部 09:40 未打卡 3 人", "#### 技术部", List.of("u1"));
        assertThat(renderer.preview(ZH, digest))
                .isEqualTo(new Message("预览：技术部 09:40 未打卡 3 人", "预览，没有发送到群里：\n\n#### 技术部", List.of()));
        assertThat(renderer.preview(EN, digest).text()).startsWith("Preview, not posted to the group:\n\n");
    }
}
