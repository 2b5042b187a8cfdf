package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.Askers;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Conversation;
import dev.rollcall.simulator.Oddity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People write to the bot, over each transport, and read its answers. */
class ChatTest {
    private static Book.Page page(ChatDay day, int index) {
        return pageAt(ChatDay.NOW, day, index);
    }

    private static Book.Page pageAt(Instant time, ChatDay day, int index) {
        return day.company.bookAt(time).department(day.department(index).id());
    }

    private static Set<String> absent(ChatDay day, int index) {
        Set<String> names = new TreeSet<>();
        page(day, index).absent().keySet().forEach(id -> names.add(day.company.nameOf(id)));
        return names;
    }

    /** All who are absent anywhere; none of them asks. */
    private static Set<String> everybody(ChatDay day) {
        Set<String> names = new TreeSet<>();
        for (int index = 0; index < day.company.departments().size(); index++) {
            names.addAll(absent(day, index));
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource
    void inItsGroupEverybodyMayAskWhoIsAbsentInBothLanguages(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, ChatDay.company(), true)) {
            Asker asker = day.company.askers().employee(day.department(0).id());
            String chinese = day.answer(asker, day.group(0), "谁没打卡");
            assertThat(absent(day, 0)).isNotEmpty().allMatch(chinese::contains);
            assertThat(chinese).contains("应到 " + page(day, 0).due(), "数据时间");

            String english = day.answer(asker, day.group(0), "absent today");
            assertThat(absent(day, 0)).allMatch(english::contains);
            assertThat(english).contains("not clocked in");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotForTheGroupGoesToTheLeadInPrivate(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, ChatDay.company(), true)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            String there = day.answer(lead, day.group(0), "谁请假");
            assertThat(there).contains("私聊").doesNotContain("出差");
            assertThat(day.privately(lead))
                    .singleElement()
                    .satisfies(message -> assertThat(message.text()).contains("请假/出差"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoMayNotKnowReadsNeitherNamesNorNumbers(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, ChatDay.company(), true)) {
            Asker other = day.company.askers().lead(day.department(1).id());
            Asker employee = day.company.askers().employee(day.department(0).id());
            Asker stranger = day.company.askers().stranger();
            Asker namesake = day.company.askers().namesake(day.company.adminUserId());
            String name = day.department(0).name();
            List<String> refused = List.of(
                    day.answer(other, day.alone(other), name + " 谁没打卡"),
                    day.answer(other, day.group(1), name + " 昨天 没打卡的有谁"),
                    day.answer(employee, day.group(0), "谁迟到"),
                    day.answer(employee, day.alone(employee), "全公司 汇总"),
                    day.answer(stranger, day.group(0), "谁没打卡"),
                    day.answer(namesake, day.group(0), "汇总"));

            Set<String> names = everybody(day);
            assertThat(names).isNotEmpty();
            assertThat(refused)
                    .allSatisfy(text -> assertThat(names).noneMatch(text::contains))
                    .allSatisfy(text -> assertThat(text).doesNotContainPattern("\\d"));
        }
    }

    @Test
    void aPersonAsksAboutThemselvesAndALeadAboutTheirs() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            String id = page(day, 0).absent().keySet().iterator().next();
            Asker absent = day.company.askers().of(id);
            assertThat(day.answer(absent, day.alone(absent), "我打卡了吗")).contains("未打卡");
            assertThat(day.answer(absent, day.alone(absent), "谁没打卡")).contains("未打卡");

            Asker lead = day.company.askers().lead(day.department(0).id());
            String why = day.answer(lead, day.alone(lead), "为什么 " + day.company.nameOf(id));
            assertThat(why).contains(day.company.nameOf(id), "09:00");
        }
    }

    @Test
    void aPersonIsLookedForInTheDepartmentThatWasSaid() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker hr = day.company.askers().hr();
            String id = page(day, 0).absent().keySet().iterator().next();
            String name = day.company.nameOf(id);
            String there = day.department(0).name() + "的" + name + "到了吗";
            String elsewhere = day.department(1).name() + "的" + name + "到了吗";
            assertThat(day.answer(hr, day.alone(hr), there)).contains(name, "未打卡");
            assertThat(day.answer(hr, day.alone(hr), elsewhere)).doesNotContain("未打卡", "09:00");
            assertThat(day.answer(hr, day.alone(hr), "火星部的" + name + "到了吗")).startsWith("没有找到这个部门");
        }
    }

    /** Whether there is a department of some name is theirs to know who may ask about it. */
    @Test
    void aDepartmentThatThereIsNotIsAnsweredAsOneThatIsNotTheirs() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            String own = day.department(0).name();
            String part = own.substring(0, own.length() - 1);
            Asker employee = day.company.askers().employee(day.department(0).id());
            Asker other = day.company.askers().lead(day.department(1).id());
            List<String> questions = List.of("谁没打卡 D", "谁迟到 D", "D 昨天 谁没打卡", "D 汇总", "张三丰 在 D 打卡了吗", "放行 D");
            for (String question : questions) {
                for (Asker asker : List.of(employee, other)) {
                    String known = day.answer(asker, day.alone(asker), question.replace("D", own));
                    assertThat(day.answer(asker, day.alone(asker), question.replace("D", part)))
                            .as(asker.name() + ": " + question)
                            .isEqualTo(known)
                            .doesNotContain(own);
                    assertThat(day.answer(asker, day.alone(asker), question.replace("D", "火星部")))
                            .isEqualTo(known);
                }
                day.afterAMinute();
            }
            assertThat(day.answer(
                            employee,
                            day.alone(employee),
                            "下次播报 " + day.department(1).name().substring(0, 2)))
                    .doesNotContain(day.department(1).name());
            String nowhere = day.answer(employee, day.alone(employee), "下次播报 火星部");
            assertThat(day.answer(
                            employee,
                            day.alone(employee),
                            "下次播报 " + day.department(1).name()))
                    .isEqualTo(nowhere);
            for (String question : List.of("全公司 下次播报", "next all")) {
                assertThat(day.answer(employee, day.alone(employee), question))
                        .contains(own)
                        .doesNotContain(
                                day.department(1).name(), day.department(2).name());
            }
            day.afterAMinute();
            assertThat(day.answer(employee, day.group(0), "谁没打卡 " + part)).contains("是不是：" + own);
            assertThat(day.answer(employee, day.group(0), "谁迟到 " + part)).contains("没有权限");
            Asker lead = day.company.askers().lead(day.department(0).id());
            assertThat(day.answer(lead, day.alone(lead), "谁没打卡 " + part)).contains("是不是：" + own);
        }
    }

    @Test
    void helpOffersUpToSixCommandsAndNoneThatIsRefusedThere() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Askers askers = day.company.askers();
            Asker employee = askers.employee(day.department(0).id());
            Asker lead = askers.lead(day.department(0).id());
            Asker elsewhere = askers.lead(day.department(1).id());
            assertThat(offered(day, employee, day.group(0))).containsExactly("谁没打卡", "我打卡了吗", "下次");
            assertThat(offered(day, employee, day.alone(employee))).containsExactly("我打卡了吗", "下次");
            assertThat(offered(day, lead, day.group(0))).hasSize(6).contains("谁没打卡", "谁迟到", "已知 张三 外勤 到 12:00");
            assertThat(offered(day, elsewhere, day.group(0)))
                    .contains("谁没打卡", "张三 打卡了吗")
                    .doesNotContain("谁迟到", "谁请假", "汇总");
            assertThat(offered(day, askers.admin(), day.alone(askers.admin())))
                    .hasSize(6)
                    .contains("谁没打卡", "预览 09:40", "静默 今天");
            assertThat(offered(day, askers.hr(), day.group(1))).hasSizeBetween(3, 6);
            assertThat(offered(
                            day,
                            askers.admin(),
                            day.company.conversations().others().get(0)))
                    .containsExactly("绑定 技术部");
        }
    }

    /** What is typed, none of which is refused. */
    private static List<String> offered(ChatDay day, Asker asker, Conversation where) throws InterruptedException {
        day.afterAMinute();
        String help = day.answer(asker, where, "帮助");
        List<String> typed = Pattern.compile("发送“(.*?)”")
                .matcher(help)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(help.lines().filter(line -> line.startsWith("- "))).hasSize(typed.size());
        for (String one : typed) {
            if (!one.startsWith("绑定")) {
                assertThat(day.answer(asker, where, one))
                        .as("%s in %s: %s", asker.name(), where.name(), one)
                        .doesNotContain("没有权限");
            }
        }
        return typed;
    }

    @Test
    void whoeverTypesANameAloneIsToldWhatCanBeAskedAboutItIfThatIsTheirs() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            String department = day.department(0).name();
            Asker lead = day.company.askers().lead(day.department(0).id());
            Asker other = day.company.askers().lead(day.department(1).id());
            Asker employee = day.company.askers().employee(day.department(0).id());
            String person =
                    day.company.nameOf(page(day, 0).absent().keySet().iterator().next());
            assertThat(day.answer(lead, day.alone(lead), department)).contains("谁没打卡 " + department);
            assertThat(day.answer(employee, day.group(0), department)).contains("谁没打卡 " + department);
            assertThat(day.answer(lead, day.alone(lead), person)).contains(person + " 打卡了吗");
            for (String name : List.of(department, person)) {
                assertThat(day.answer(other, day.alone(other), name))
                        .isEqualTo(day.answer(other, day.alone(other), "火星"))
                        .doesNotContain(name);
                day.afterTenSeconds();
            }
        }
    }

    @Test
    void aListSaysWhereAllOfItIsToBeSeen() throws Exception {
        ConfigOptions options = ConfigOptions.morningAt("18:00")
                .withConversations(true)
                .withWeb(
                        "tokens: [\"a-token-of-at-least-thirty-two-characters\"]",
                        "public_url: https://hr.example.com");
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), options, ChatDay.NOW)) {
            Asker employee = day.company.askers().employee(day.department(0).id());
            assertThat(day.answer(employee, day.group(0), "谁没打卡"))
                    .contains("https://hr.example.com/departments/"
                            + day.department(0).id() + "?date=2026-11-20&");
            Asker hr = day.company.askers().hr();
            assertThat(day.answer(hr, day.alone(hr), "汇总")).contains("https://hr.example.com/)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereTheMonthsMessagesAreUsedUpItIsSaid(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, ChatDay.company(), true)) {
            Asker asker = day.company.askers().employee(day.department(0).id());
            assertThat(day.answer(asker, day.group(0), "谁没打卡", Oddity.OVER_QUOTA))
                    .contains("额度已用完");
            Asker other = day.company.askers().lead(day.department(1).id());
            assertThat(day.answer(other, day.group(1), "谁没打卡", Oddity.OVER_QUOTA_ERR_CODE))
                    .contains("额度已用完");
        }
    }

    @Test
    void hrReadsTheCompanyAndALeadTheirDepartmentsInPrivate() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker hr = day.company.askers().hr();
            String all = day.answer(hr, day.alone(hr), "汇总");
            assertThat(all)
                    .contains("应到 " + day.company.bookAt(ChatDay.NOW).company().due());
            assertThat(everybody(day)).noneMatch(all::contains);

            Asker lead = day.company.askers().lead(day.department(1).id());
            String own = day.answer(lead, day.alone(lead), "absent today");
            assertThat(absent(day, 1)).allMatch(own::contains);
        }
    }

    @Test
    void severalDaysAreAnsweredAsTheyWereAskedAboutAndOfOnePersonOneDayOnly() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            assertThat(day.answer(lead, day.alone(lead), "late this week")).contains("· late: ", " in all");
            assertThat(day.answer(lead, day.alone(lead), "本周 请假")).containsPattern("请假/出差 \\d+ 人次");
            assertThat(day.answer(lead, day.alone(lead), "本周 谁不在")).containsPattern("人次 · 请假/出差 \\d+ 人次");

            String person =
                    day.company.nameOf(page(day, 0).absent().keySet().iterator().next());
            assertThat(day.answer(lead, day.alone(lead), "上周 " + person + " 打卡了吗"))
                    .startsWith("查一个人时一次只能查一天");
            assertThat(day.answer(lead, day.alone(lead), "me last week")).contains("one day at a time");
        }
    }

    /** Of a day that DingTalk no longer has nothing is known, also not that nobody was due. */
    @Test
    void ofDaysThatDingTalkNoLongerHasThereIsNoRecord() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            String first = "没有记录，最早的记录是 5月24日";
            assertThat(day.answer(lead, day.alone(lead), "谁没打卡 2020-01-01")).isEqualTo("2020-01-01" + first);
            assertThat(day.answer(lead, day.alone(lead), "谁没打卡 2026-05-23")).isEqualTo("5月23日" + first);
            assertThat(day.answer(lead, day.alone(lead), "谁迟到 2020年1月")).isEqualTo("2020-01-01" + first);
            assertThat(day.answer(lead, day.alone(lead), "2020-01-01 我打卡了吗")).isEqualTo("2020-01-01" + first);
            assertThat(day.answer(lead, day.alone(lead), "absent 2020-01-01"))
                    .isEqualTo("There is no record of 2020-01-01; the first is of 24 May");
            assertThat(day.simulator.calls().counts().keySet())
                    .as("nothing is asked")
                    .noneMatch(path -> path.startsWith("/attendance/"));
            assertThat(day.answer(lead, day.alone(lead), "谁没打卡 2026-05-24")).doesNotContain("没有记录");
        }
    }

    @Test
    void daysThatAreOverAreAskedAboutOnceHoweverOftenAWeekIsAskedFor() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker hr = day.company.askers().hr();
            String first = day.answer(hr, day.alone(hr), "汇总 上周");
            int once = readings(day);
            day.later(Duration.ofMinutes(30));
            day.afterTenSeconds();
            assertThat(days(day.answer(hr, day.alone(hr), "汇总 上周"))).hasSize(7).isEqualTo(days(first));
            assertThat(readings(day)).isEqualTo(once).isPositive();

            day.later(Duration.ofDays(1));
            day.afterTenSeconds();
            day.answer(hr, day.alone(hr), "汇总 上周");
            assertThat(readings(day)).as("a day later").isGreaterThan(once);
        }
    }

    private static List<String> days(String answer) {
        return answer.lines().filter(line -> line.startsWith("- ")).toList();
    }

    private static int readings(ChatDay day) {
        return day.simulator.calls().counts().entrySet().stream()
                .filter(path -> path.getKey().contains("/attendance/"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Test
    void anAcknowledgementThatLacksSomethingIsAnsweredWithAnExampleAndNotKept() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            Asker employee = day.company.askers().employee(day.department(0).id());
            String name =
                    day.company.nameOf(page(day, 0).absent().keySet().iterator().next());
            assertThat(day.answer(lead, day.alone(lead), "已知")).contains("还缺一点内容", "到 12:00");
            assertThat(day.answer(lead, day.alone(lead), "已知 " + name + " 外勤 到 25:00"))
                    .contains("还缺一点内容");
            assertThat(day.answer(lead, day.alone(lead), "为什么 " + name)).doesNotContain("外勤");
            assertThat(day.answer(employee, day.alone(employee), "ack")).doesNotContain("Something is missing");
        }
    }

    @Test
    void anUnknownGroupIsTiedByItsLeadAndStaysSo() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), false)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            Asker employee = day.company.askers().employee(day.department(0).id());
            Asker admin = day.company.askers().admin();
            assertThat(day.answer(employee, day.group(0), "谁没打卡")).doesNotContain("应到");
            assertThat(day.answer(admin, day.group(0), "谁没打卡"))
                    .contains(day.group(0).id());
            assertThat(day.answer(
                            employee, day.group(0), "绑定 " + day.department(0).name()))
                    .doesNotContain("应到");
            day.answer(lead, day.group(0), "绑定 " + day.department(0).name());

            String answer = day.answer(employee, day.group(0), "今天谁没打卡？");
            assertThat(absent(day, 0)).allMatch(answer::contains);
        }
    }

    @Test
    void aLeadMarksSomebodyAsKnownAndTheGroupReadsANumberOnly() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            String id = page(day, 0).absent().keySet().stream()
                    .filter(one -> !one.equals(lead.userId()))
                    .findFirst()
                    .orElseThrow();
            String name = day.company.nameOf(id);
            assertThat(day.answer(lead, day.alone(lead), "已知 " + name + " 外勤 到 09:00"))
                    .contains("09:00 已经过了");
            assertThat(day.app().ledger().acknowledgements().of(ChatDay.DATE, ChatDay.NOW))
                    .isEmpty();
            assertThat(day.answer(lead, day.alone(lead), "已知 " + name + " 外勤 到 12:00"))
                    .contains(name, "外勤", "12:00");

            String group =
                    day.answer(day.company.askers().employee(day.department(0).id()), day.group(0), "谁没打卡");
            assertThat(group).doesNotContain(name).doesNotContain("外勤");
            assertThat(day.answer(lead, day.alone(lead), "为什么 " + name)).contains("外勤");
        }
    }

    /** The robot writes into the group itself, and nobody else's address is written to. */
    @ParameterizedTest
    @EnumSource
    void whereNoAnswerMayBePostedTheRobotWritesIntoTheGroup(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, ChatDay.company(), true)) {
            Asker asker = day.company.askers().employee(day.department(0).id());
            for (Oddity oddity : List.of(Oddity.NO_SESSION, Oddity.SESSION_EXPIRED, Oddity.SESSION_ELSEWHERE)) {
                int before = day.said(day.group(0)).size();
                assertThat(day.answer(asker, day.group(0), "谁没打卡", oddity))
                        .as(oddity.name())
                        .contains("应到");
                var answer = day.said(day.group(0)).get(before);
                assertThat(answer.msgId()).as("%s: not over a session", oddity).isNull();
                day.afterAMinute();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oddMessagesAreAnsweredOrLeftAndNothingBreaks(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, ChatDay.company(), true)) {
            Asker asker = day.company.askers().employee(day.department(0).id());
            assertThat(day.answer(asker, day.group(0), "谁没打卡", Oddity.TOP_LEVEL_CONTENT))
                    .contains("应到");
            day.afterAMinute();
            assertThat(day.answer(asker, day.group(0), "没打卡", Oddity.RICH_TEXT)).contains("应到");
            assertThat(day.answer(asker, day.group(0), "x", Oddity.PICTURE)).doesNotContain("应到");
            assertThat(day.answer(asker, day.group(0), "名单", Oddity.NO_STAFF_ID))
                    .doesNotContain("应到");
            assertThat(day.answer(asker, day.group(0), "缺卡", Oddity.OTHER_COMPANY))
                    .doesNotContain("应到");
            assertThat(day.answer(asker, day.group(0), "帮助", Oddity.CREATE_AT_STRING))
                    .contains("谁没打卡");
        }
    }
}
