package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.ledger.Orders.Order;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Situation;
import dev.rollcall.simulator.Standing;
import dev.rollcall.web.Links;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Admins, and leads where it is theirs, say in chats what is to be posted. */
class OrdersTest {
    /** A few seconds before the cutoff at 09:40. */
    private static ChatDay morning(Way way, CompanyPlan plan) throws Exception {
        return new ChatDay(
                way,
                plan,
                true,
                "09:40",
                ChatDay.NOW.minus(Duration.ofMinutes(5)).minusSeconds(3));
    }

    /** Four of five people are not there: too many for the names to be posted. */
    private static CompanyPlan mostlyAway() {
        return CompanyPlan.of(80, 2, 5, ChatDay.DATE)
                .withDirectMembersOnly(true)
                .withOnly(
                        Situation.ON_TIME,
                        Situation.STAYS_AWAY,
                        Situation.STAYS_AWAY,
                        Situation.STAYS_AWAY,
                        Situation.STAYS_AWAY);
    }

    private static Set<String> absent(ChatDay day, int index) {
        return day.company
                .bookAt(ChatDay.NOW)
                .department(day.department(index).id())
                .absent()
                .keySet();
    }

    private static boolean names(ChatDay day, ChatMessage message, int index) {
        return names(day, message.text(), index);
    }

    private static boolean names(ChatDay day, String text, int index) {
        return absent(day, index).stream().map(day.company::nameOf).anyMatch(text::contains);
    }

    @Test
    void aHeldListIsPostedWhenItsLeadReleasesItAndOnlyThat() throws Exception {
        try (ChatDay day = morning(Way.STREAM, mostlyAway())) {
            assertThat(day.posted(0, 1))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.text()).contains("数据待核对", "放行"));
            day.posted(1, 1);
            Asker other = day.company.askers().lead(day.department(1).id());
            Asker employee = day.company.askers().employee(day.department(0).id());
            Asker lead = day.company.askers().lead(day.department(0).id());

            String name = day.department(0).name();
            assertThat(day.answer(other, day.alone(other), "放行 " + name)).doesNotContainPattern("\\d");
            assertThat(day.answer(employee, day.group(0), "放行")).contains("没有权限");
            assertThat(day.answer(employee, day.group(0), "谁没打卡")).contains("数据待核对");
            assertThat(day.posted(0, 1)).hasSize(1);
            day.ends(0);
            assertThat(day.answer(lead, day.alone(lead), "放行")).contains("已放行");

            List<ChatMessage> posted = day.posted(0, 2);
            assertThat(names(day, posted.get(0), 0)).isFalse();
            assertThat(names(day, posted.get(1), 0)).isTrue();
            assertThat(day.answer(lead, day.alone(lead), "放行 " + name)).contains("没有待放行");
            assertThat(day.answer(employee, day.group(0), "未打卡 名单")).doesNotContain("数据待核对");
            assertThat(day.posted(1, 1)).as("nobody has released it").hasSize(1);
        }
    }

    /** At the cutoff one punch can be read; minutes later two of three people are there, which is no spike any more. */
    @Test
    void aHeldListStaysHeldInTheGroupAndBehindALinkWhenTheNumbersGetBetter() throws Exception {
        CompanyPlan mostlyIn = CompanyPlan.of(80, 2, 5, ChatDay.DATE)
                .withDirectMembersOnly(true)
                .withOnly(Situation.ON_TIME, Situation.ON_TIME, Situation.STAYS_AWAY);
        Instant begin = ChatDay.NOW.minus(Duration.ofMinutes(5)).minusSeconds(3);
        try (ChatDay day = BoardClient.day(mostlyIn, "09:40", begin)) {
            long id = day.department(0).id();
            String name = day.department(0).name();
            day.company.askers().members(id).stream()
                    .map(Asker::userId)
                    .filter(one -> day.company.bookAt(begin).standings().get(one) == Standing.PRESENT)
                    .skip(1)
                    .forEach(one -> day.simulator.lateData(one, ChatDay.NOW));
            assertThat(day.posted(0, 1))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.text()).contains("数据待核对"));
            day.ends(0);
            day.later(Duration.ofMinutes(6));
            Asker employee = day.company.askers().employee(id);
            Asker lead = day.company.askers().lead(id);
            Asker admin = day.company.askers().admin();
            String link = new Links(
                            day.app().config().web(),
                            day.app().config().dingtalk().appSecret(),
                            Clock.systemUTC())
                    .department(id, ChatDay.DATE, day.now());
            assertThat(link).isNotNull();
            String path = link.substring(BoardClient.PUBLIC.length());

            String told = day.answer(employee, day.group(0), "谁没打卡");
            assertThat(told).contains("数据待核对").doesNotContain("读到打卡 1。");
            assertThat(names(day, told, 0)).isFalse();
            assertThat(names(day, day.answer(admin, day.group(0), "谁没打卡 " + name), 0))
                    .isFalse();
            assertThat(BoardClient.read(day, path).body()).contains("核对之前不显示名单").doesNotContain("class=\"name\"");
            assertThat(BoardClient.page(day, "/departments/" + id)).contains("名单没有发到群里", "class=\"name\"");
            assertThat(names(day, day.answer(admin, day.alone(admin), "谁没打卡 " + name), 0))
                    .isTrue();
            String toLead = day.answer(lead, day.alone(lead), "谁没打卡 " + name);
            assertThat(names(day, toLead, 0)).isTrue();
            assertThat(toLead).contains("群里只报人数");

            assertThat(day.answer(lead, day.alone(lead), "放行")).contains("已放行");
            assertThat(names(day, day.posted(0, 2).get(1), 0)).isTrue();
            assertThat(names(day, day.answer(employee, day.group(0), "未打卡 名单"), 0))
                    .isTrue();
            assertThat(BoardClient.read(day, path).body()).contains("class=\"name\"");
        }
    }

    @Test
    void whoIsToReleaseSeveralListsIsAskedWhich() throws Exception {
        try (ChatDay day = morning(Way.STREAM, mostlyAway())) {
            day.ends(0);
            day.ends(1);
            Asker admin = day.company.askers().admin();
            assertThat(day.answer(admin, day.alone(admin), "放行"))
                    .contains("请写明部门", day.department(0).name());
            assertThat(day.answer(
                            admin, day.alone(admin), "放行 " + day.department(1).name()))
                    .contains("已放行");
            assertThat(names(day, day.posted(1, 2).get(1), 1)).isTrue();
            assertThat(day.posted(0, 1)).hasSize(1);
        }
    }

    @Test
    void aDigestIsPostedOnceMoreForEachTimeThatAnAdminAsks() throws Exception {
        try (ChatDay day = morning(Way.STREAM, ChatDay.company())) {
            ChatMessage first = day.posted(0, 1).get(0);
            Asker admin = day.company.askers().admin();
            Asker lead = day.company.askers().lead(day.department(0).id());
            String name = day.department(0).name();

            assertThat(day.answer(lead, day.alone(lead), "重发 09:40")).contains("没有权限");
            assertThat(day.answer(admin, day.alone(admin), "重发 10:00 " + name)).contains("已设置：09:40");
            day.ends(0);
            assertThat(day.answer(admin, day.alone(admin), "重发 09:40 " + name)).contains("即将重发");
            ChatMessage second = day.posted(0, 2).get(1);
            day.ends(0);
            assertThat(day.answer(admin, day.alone(admin), "resend 09:40 in " + name))
                    .contains("will be posted once more");
            List<ChatMessage> all = day.posted(0, 3);

            assertThat(all).extracting(ChatMessage::msgUuid).doesNotHaveDuplicates();
            assertThat(all).allMatch(one -> names(day, one, 0));
            assertThat(second.title()).isEqualTo(first.title());
            assertThat(day.posted(1, 1)).hasSize(1);
        }
    }

    /** His punch of 08:55 arrives after the first digest, and before the second. */
    @Test
    void whoWasNamedWronglyIsClearedAlthoughTheDigestWasPostedOnceMoreWithoutHim() throws Exception {
        Instant begin = ChatDay.NOW.minus(Duration.ofMinutes(5)).minusSeconds(3);
        ConfigOptions options =
                ConfigOptions.morningAt("09:40").withConversations(true).withCorrectAfter(Duration.ofSeconds(6));
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), options, begin)) {
            String late = day.company.askers().members(day.department(0).id()).stream()
                    .map(Asker::userId)
                    .filter(id -> day.company.bookAt(begin).standings().get(id) == Standing.PRESENT)
                    .findFirst()
                    .orElseThrow();
            String name = day.company.nameOf(late);
            day.simulator.lateData(late, begin.plusSeconds(5));
            assertThat(day.posted(0, 1).get(0).text()).contains(name);
            day.ends(0);
            assertThat(day.simulator
                            .chats()
                            .await(Duration.ofSeconds(4), chats -> day.now().isAfter(begin.plusSeconds(6))))
                    .isTrue();

            Asker admin = day.company.askers().admin();
            assertThat(day.answer(
                            admin,
                            day.alone(admin),
                            "重发 09:40 " + day.department(0).name()))
                    .contains("即将重发");
            List<ChatMessage> all = day.posted(0, 3);
            assertThat(all.get(1).text()).contains("09:40").doesNotContain(name);
            assertThat(all.get(2).text()).contains("更正", name);
        }
    }

    @Test
    void aReleaseCountsOnADayThatIsMutedAndUnmuteTakesBackWhatLiesAhead() throws Exception {
        try (ChatDay day = morning(Way.STREAM, mostlyAway())) {
            day.ends(0);
            Asker admin = day.company.askers().admin();
            String name = day.department(0).name();
            assertThat(day.answer(admin, day.alone(admin), "静默 今天 " + name)).contains("不再播报");
            assertThat(day.answer(admin, day.alone(admin), "静默 明天 " + name)).contains("11月21日不再播报");
            assertThat(day.answer(admin, day.alone(admin), "放行 " + name)).contains("已放行");
            assertThat(names(day, day.posted(0, 2).get(1), 0)).isTrue();

            assertThat(day.answer(admin, day.alone(admin), "恢复 " + name)).contains("已恢复播报");
            assertThat(day.app().ledger().mutes().of(ChatDay.DATE.plusDays(1))).isEmpty();
        }
    }

    @Test
    void onADayThatIsMutedNothingIsPosted() throws Exception {
        try (ChatDay day = new ChatDay(
                Way.STREAM,
                ChatDay.company(),
                true,
                "09:40",
                ChatDay.NOW.minus(Duration.ofMinutes(5)).minusSeconds(8))) {
            Asker admin = day.company.askers().admin();
            String name = day.department(0).name();
            assertThat(day.answer(admin, day.alone(admin), "静默 今天 " + name)).contains("今天不再播报");
            assertThat(day.answer(
                            admin,
                            day.alone(admin),
                            "静默 今天 " + day.department(1).name()))
                    .contains("今天不再播报");
            assertThat(day.answer(
                            admin, day.alone(admin), "恢复 " + day.department(1).name()))
                    .contains("已恢复播报");
            assertThat(day.answer(
                            admin, day.alone(admin), "恢复 " + day.department(2).name()))
                    .contains("没有静默");

            day.posted(1, 1);
            day.posted(2, 1);
            assertThat(day.ends(0)).isEqualTo(SlotState.SILENT);
            assertThat(day.posted(0, 0)).isEmpty();
            assertThat(day.answer(admin, day.alone(admin), "重发 09:40 " + name)).contains("即将重发");
            assertThat(day.posted(0, 1)).as("somebody asked for it").hasSize(1);
        }
    }

    @Test
    void whatIsMutedIsNotPromisedAndADepartmentIsNotUnmutedByItselfWithTheCompany() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker admin = day.company.askers().admin();
            Asker employee = day.company.askers().employee(day.department(0).id());
            String name = day.department(0).name();
            day.answer(admin, day.alone(admin), "静默 今天 " + name);
            assertThat(day.answer(employee, day.group(0), "下次"))
                    .contains("11月21日 18:00")
                    .doesNotContain("今天");
            day.answer(admin, day.alone(admin), "静默 明天 全公司");
            assertThat(day.answer(employee, day.group(0), "几点播报"))
                    .contains("11月22日 18:00")
                    .doesNotContain("11月21日");

            assertThat(day.answer(admin, day.group(0), "恢复 明天")).contains("私聊");
            assertThat(day.answer(admin, day.alone(admin), "恢复 明天 " + name)).contains("随全公司一起静默");
            assertThat(day.answer(admin, day.alone(admin), "恢复")).contains("已恢复播报");
            assertThat(day.answer(employee, day.group(0), "下次")).contains("今天 18:00");
            assertThat(day.answer(admin, day.alone(admin), "静默 今天 " + name))
                    .as("every order counts, however soon after the other")
                    .contains("今天不再播报");
            assertThat(day.answer(admin, day.alone(admin), "恢复")).contains("已恢复播报");
            assertThat(day.answer(employee, day.group(0), "播报时间")).contains("今天 18:00");
            assertThat(day.answer(admin, day.alone(admin), "静默 昨天")).contains("已经过去了");
        }
    }

    @Test
    void theWholeCompanyIsMutedOnlyWhereThatIsSaid() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker admin = day.company.askers().admin();
            String name = day.department(0).name();
            assertThat(day.answer(admin, day.alone(admin), "静默")).contains("静默 今天 全公司", "静默 今天 " + name);
            assertThat(day.answer(admin, day.alone(admin), "mute")).contains("mute today all");
            assertThat(day.app().ledger().mutes().of(ChatDay.DATE)).isEmpty();

            assertThat(day.answer(admin, day.alone(admin), "mute today all")).contains("today");
            assertThat(day.app().ledger().mutes().of(ChatDay.DATE)).hasSize(1);
        }
    }

    @Test
    void aTiedGroupChangesHandsOnlyWithTheConsentOfItsDepartment() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), false)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            Asker other = day.company.askers().lead(day.department(1).id());
            day.answer(lead, day.group(0), "绑定 " + day.department(0).name());
            assertThat(day.answer(other, day.group(0), "绑定 " + day.department(1).name()))
                    .contains("没有权限");
            assertThat(day.answer(other, day.group(0), "解绑")).contains("没有权限");
            assertThat(day.answer(lead, day.group(0), "解绑")).contains("已解除绑定");
            assertThat(day.answer(lead, day.group(0), "unbind")).contains("belongs to no department");
            assertThat(day.app().ledger().ties().all()).isEmpty();
        }
    }

    @Test
    void whatAPreviewHasReadIsNotReadAgainForTheNextInWhateverWords() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker admin = day.company.askers().admin();
            String name = day.department(0).name();
            List<String> yesterday = List.of(
                    "预览 昨天 18:00 " + name,
                    "preview 18:00 yesterday in " + name,
                    name + " 预览 昨天",
                    "预览 2026-11-19 18:00 " + name,
                    "preview yesterday 6pm in " + name);
            int none = readings(day);
            String first = day.answer(admin, day.alone(admin), yesterday.get(0));
            String company = day.answer(admin, day.alone(admin), "预览 18:00");
            int read = readings(day);
            assertThat(read).isGreaterThan(none);
            for (String spelling : yesterday.subList(1, 5)) {
                day.answer(admin, day.alone(admin), spelling);
            }
            assertThat(day.answer(admin, day.alone(admin), name + " 昨天 预览 18:00"))
                    .isEqualTo(first);
            assertThat(day.answer(admin, day.alone(admin), "预览 今天 18:00")).isEqualTo(company);
            assertThat(readings(day)).isEqualTo(read);

            day.later(Duration.ofMinutes(2));
            day.answer(admin, day.alone(admin), "预览 昨天 " + name);
            assertThat(readings(day)).isEqualTo(read);
            day.answer(admin, day.alone(admin), "预览 18:00 今天");
            assertThat(readings(day)).as("what was to come a minute ago").isGreaterThan(read);
        }
    }

    private static int readings(ChatDay day) {
        return day.simulator.calls().counts().entrySet().stream()
                .filter(path -> path.getKey().contains("/attendance/"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Test
    void anAdminSeesWhatWouldBePostedAndHowTheInstallationIs() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker admin = day.company.askers().admin();
            String name = day.department(0).name();
            String preview = day.answer(admin, day.alone(admin), "预览 18:00 " + name);
            assertThat(preview).contains("预览，没有发送到群里", "未打卡");
            assertThat(absent(day, 0)).allMatch(id -> preview.contains(day.company.nameOf(id)));
            assertThat(day.answer(admin, day.alone(admin), "preview 18:00")).contains("Preview", "全公司");
            assertThat(day.answer(admin, day.alone(admin), "预览 07:15 " + name)).contains("已设置：18:00");
            assertThat(day.answer(admin, day.alone(admin), "配额")).containsPattern("接口调用 [1-9]\\d*，消息 \\d+");
            assertThat(day.answer(admin, day.alone(admin), "体检"))
                    .contains("项正常")
                    .doesNotContain("有问题");
            assertThat(day.posted(0, 0)).isEmpty();

            Asker hr = day.company.askers().hr();
            for (String command : List.of("预览 18:00", "配额", "体检", "静默 今天", "重发 18:00")) {
                assertThat(day.answer(hr, day.alone(hr), command)).as(command).contains("没有权限");
            }
        }
    }

    @Test
    void overTheCallbackNothingIsChangedAndEveryCommandIsWrittenDown() throws Exception {
        try (ChatDay day = morning(Way.CALLBACK, mostlyAway())) {
            day.ends(0);
            Asker admin = day.company.askers().admin();
            Asker lead = day.company.askers().lead(day.department(0).id());
            String name = day.department(0).name();
            for (String command : List.of("静默 今天 " + name, "重发 09:40 " + name, "放行 " + name)) {
                assertThat(day.answer(admin, day.alone(admin), command))
                        .as(command)
                        .contains("HTTP 回调");
            }
            assertThat(day.answer(lead, day.alone(lead), "放行")).contains("HTTP 回调");
            day.answer(lead, day.alone(lead), "谁没打卡");

            assertThat(day.posted(0, 1)).hasSize(1);
            assertThat(day.orders())
                    .extracting(Order::by, Order::typed, Order::transport, Order::outcome)
                    .containsExactly(
                            order(admin, "静默 今天 " + name),
                            order(admin, "重发 09:40 " + name),
                            order(admin, "放行 " + name),
                            order(lead, "放行"));
        }
    }

    private static org.assertj.core.groups.Tuple order(Asker by, String typed) {
        return org.assertj.core.groups.Tuple.tuple(by.userId(), typed, "callback", "refused");
    }

    @Test
    void whomALeadKnowsOfIsANumberInTheDigest() throws Exception {
        try (ChatDay day = new ChatDay(
                Way.STREAM,
                ChatDay.company(),
                true,
                "09:40",
                ChatDay.NOW.minus(Duration.ofMinutes(5)).minusSeconds(6))) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            String id = absent(day, 0).stream()
                    .filter(one -> !one.equals(lead.userId()))
                    .findFirst()
                    .orElseThrow();
            day.answer(lead, day.alone(lead), "已知 " + day.company.nameOf(id) + " 外勤 到 12:00");

            ChatMessage digest = day.posted(0, 1).get(0);
            assertThat(digest.text())
                    .contains("负责人已知情")
                    .doesNotContain(day.company.nameOf(id))
                    .doesNotContain("外勤");
        }
    }
}
