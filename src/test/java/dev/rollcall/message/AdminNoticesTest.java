package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.message.NightNews.Place;
import dev.rollcall.message.NightNews.Stranger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What admins are told without having asked. */
class AdminNoticesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Instant CUTOFF = TODAY.atTime(9, 40).atZone(ZONE).toInstant();
    private static final Place OFFICE = new Place(99_000, "总经办", 12);
    private static final Place NEW = new Place(7, "新部门", 3);

    private static Notice night(List<Place> uncovered, List<Place> departments, List<FailedDelivery> robots) {
        return AdminNotices.night(new NightNews(uncovered, departments, robots, List.of(), List.of(), false), true);
    }

    private static String said(Language language, Notice notice) {
        return new ReplyRenderer()
                .notice(new ReplyContext(language, ZONE, TODAY), notice)
                .text();
    }

    @Test
    void aCutoffWithoutAnOutcomeIsSaidWithWhyAndWhatToDo() {
        Notice notice = AdminNotices.overdue(CUTOFF, 4, 12, "DATA");

        assertThat(said(Language.ZH, notice))
                .isEqualTo("⚠️ 今天 09:40 的播报过了 4 分钟还没有结果，还差 12 条没有发出\n\n目前的原因：钉钉数据一直未取到\n\n"
                        + "还在继续重试。发送“体检”可以查看哪一项有问题，也请查看日志");
        assertThat(said(Language.EN, notice))
                .isEqualTo("⚠️ The digests of today 09:40 have no outcome after 4 min: 12 are still to be posted\n\n"
                        + "Reason so far: DingTalk data could not be read in time\n\n"
                        + "It goes on trying. Send “doctor” to see which part has a problem, and look into the log");
        assertThat(said(Language.ZH, AdminNotices.overdue(CUTOFF, 4, 1, null))).doesNotContain("原因");
    }

    @Test
    void oneThatNobodyHasBegunAndOneThatNobodyKnowsOfAreSaidAsSuch() {
        assertThat(said(Language.EN, AdminNotices.overdue(CUTOFF, 4, 0, null)))
                .isEqualTo("⚠️ Nobody has begun with the digests of today 09:40 after 4 min: restart the service and"
                        + " look into its log");
        assertThat(said(Language.ZH, AdminNotices.outcomeUnknown(CUTOFF, 5)))
                .isEqualTo("⚠️ 数据库连不上，今天 09:40 的播报过了 5 分钟还不知道结果：请恢复数据库，之后会自动继续");
        assertThat(said(Language.EN, AdminNotices.outcomeUnknown(CUTOFF, 5)))
                .contains("after 5 min nobody knows what became of the digests of today 09:40");
    }

    @Test
    void eachKindOfWhatTheNightHasFoundIsALineOfItsOwn() {
        Notice notice = night(
                List.of(OFFICE, new Place(1, "模拟科技", 2)),
                List.of(new Place(8, "空部门", 0)),
                List.of(new FailedDelivery("技术部", "ROBOT_REMOVED", "300005")));

        assertThat(said(Language.ZH, notice))
                .isEqualTo("检查发现以下新情况，每项只提醒一次\n\n"
                        + "有人不在任何已配置的部门里，播报和看板都没有他们：总经办 12 人、模拟科技 2 人。需要时请把部门加进配置的 departments\n\n"
                        + "钉钉里新出现 1 个没有配置的部门：空部门。需要时请加进配置的 departments\n\n"
                        + "有 1 个机器人最近一次播报没有送达：技术部（机器人已被移除，300005）。请按原因检查群里的机器人");
        assertThat(said(Language.EN, notice).lines().filter(line -> !line.isEmpty()))
                .containsExactly(
                        "New since the last look; each is told once",
                        "People in no configured department, whom neither digests nor the board know: 总经办: 12, 模拟科技: 2."
                                + " If they should be, add the department to departments in the configuration",
                        "New in DingTalk and not configured, departments: 1 (空部门). If wanted, add them to departments in"
                                + " the configuration",
                        "Robots whose last digest did not arrive: 1 (技术部 (robot was removed, 300005)). Check them in"
                                + " their groups, by the reason given");
    }

    @Test
    void whatIsConfiguredAndNotToBeSeenIsALineEach() {
        NightNews news = new NightNews(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Place(4100, "技术部", 0)),
                List.of(new Stranger("u0o1", List.of("exempt"), 480), new Stranger("x", List.of("hr", "admins"), 480)),
                true);
        Notice notice = AdminNotices.night(news, true);

        assertThat(said(Language.ZH, notice).lines().filter(line -> !line.isEmpty()))
                .containsExactly(
                        "检查发现以下新情况，每项只提醒一次",
                        "这些已配置的部门里读不到任何人：技术部。请检查部门是不是已经没有人，或应用的通讯录权限范围是不是变小了",
                        "配置里有 2 个 userid 不在 Rollcall 看得到的 480 人当中：u0o1（exempt）、x（hr、admins）。可能写错了、已经离职、"
                                + "还没有激活，或不在应用的通讯录权限范围内，请核对",
                        "应用看不到根部门，所以查不出谁不在配置里，也查不出新建的部门和写错的 userid。需要提醒时，请在钉钉开发者后台把应用的" + "通讯录权限范围扩大到全部员工，然后发布新版本");
        assertThat(said(Language.EN, notice))
                .contains(
                        "nobody is to be seen: 技术部. Has everybody left, or was the app’s contact scope narrowed?",
                        "not among the 480 people Rollcall can see: 2 (u0o1 (exempt), x (hr, admins)). Check them",
                        "The app may not see the root department");
        assertThat(said(Language.ZH, AdminNotices.night(news, false)))
                .contains("配置里有 2 个 userid 不在 Rollcall 看得到的 480 人当中，管理员用")
                .doesNotContain("u0o1");
    }

    @Test
    void whereThereIsNothingOfAKindItHasNoLine() {
        assertThat(said(Language.ZH, night(List.of(OFFICE), List.of(), List.of())))
                .contains("总经办 12 人")
                .doesNotContain("新出现", "机器人");
        assertThat(said(Language.ZH, night(List.of(), List.of(), List.of(new FailedDelivery("", "SECURITY", null)))))
                .contains("全公司（机器人安全设置拒绝）")
                .doesNotContain("departments");
    }

    @Test
    void aNewDepartmentIsNotSaidOnceMoreForItsPeople() {
        String text = said(Language.ZH, night(List.of(NEW), List.of(NEW), List.of()));

        assertThat(text).contains("新部门 3 人").doesNotContain("有人不在");
    }

    @Test
    void manyAreCutAndItFitsIntoOneMessage() {
        List<Place> places = LongStream.range(0, 500)
                .mapToObj(id -> new Place(id, "很长的部门名称".repeat(20), 1000))
                .toList();
        List<FailedDelivery> robots = IntStream.range(0, 500)
                .mapToObj(number -> new FailedDelivery("很长的部门名称".repeat(20), "CONTENT_REFUSED", "430104"))
                .toList();
        String text = said(Language.ZH, night(places, List.of(), robots));

        assertThat(text).contains(" 等。", "有 500 个机器人");
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(10_000);
    }

    @Test
    void aDepartmentWithoutANameIsCalledByItsNumber() {
        assertThat(said(Language.ZH, night(List.of(new Place(4711, " ", 3)), List.of(), List.of())))
                .contains("4711 3 人");
    }
}
