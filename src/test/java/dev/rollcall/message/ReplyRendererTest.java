package dev.rollcall.message;

import static dev.rollcall.message.Asked.EN;
import static dev.rollcall.message.Asked.ZH;
import static dev.rollcall.message.Asked.away;
import static dev.rollcall.message.Asked.found;
import static dev.rollcall.message.Asked.late;
import static dev.rollcall.message.Cast.LINK;
import static dev.rollcall.message.Cast.at;
import static dev.rollcall.message.Cast.engineering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.Found.Tell;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Questions about departments: the sentences that the asker reads. */
class ReplyRendererTest {
    private static final Duration OLD = Duration.ofSeconds(40);

    private final ReplyRenderer renderer = new ReplyRenderer();

    private static DepartmentRollCall technology() {
        return engineering("张三", "李四", "王五").called("技术部");
    }

    /** Ten absent and nobody in: held. */
    private static DepartmentRollCall silent(String name) {
        return new DepartmentRollCall(
                5,
                name,
                true,
                new Cast()
                        .absent("赵六", "", "09:00")
                        .many(9, Standing.ABSENT)
                        .called(name)
                        .findings(),
                List.of());
    }

    @Test
    void whoIsAbsentIsAnsweredInTheLayoutOfTheDigest() {
        Found found = found(technology()).cached(OLD).linkedTo(LINK);
        Message chinese = renderer.absent(ZH, found);
        assertThat(chinese.title()).isEqualTo("技术部 09:40 未打卡 3 人");
        assertThat(chinese.text()).isEqualTo("""
                        #### 技术部 · 09:40 未打卡 3 人
                        > 应到 42 · 已打卡 36 · 未打卡 **3** · 请假/出差 3

                        - 张三（应 09:00）
                        - 李四（应 09:00）
                        - 王五（应 09:30）

                        数据时间 09:40:12 · 缓存 40 秒 · [实时名单](%s)""".formatted(LINK));
        Message english = renderer.absent(EN, found);
        assertThat(english.title()).isEqualTo("技术部 09:40: 3 not clocked in");
        assertThat(english.text())
                .startsWith(
                        "#### 技术部 · 09:40 · 3 not clocked in\n> Due 42 · In 36 · Missing **3** · On leave/trip 3\n\n")
                .endsWith("\n\nData as of 09:40:12 · cached 40 s · [Live list](" + LINK + ")");
        assertThat(chinese.mentions()).isEmpty();
    }

    @Test
    void theAgeOfTheDataIsSaidInSecondsThenInMinutesAndNotAtAllWhenItIsNew() {
        assertThat(renderer.absent(ZH, found(technology())).text()).endsWith("\n\n数据时间 09:40:12");
        assertThat(renderer.absent(ZH, found(technology()).cached(Duration.ofMillis(900)))
                        .text())
                .doesNotContain("缓存");
        assertThat(renderer.absent(EN, found(technology()).cached(Duration.ofMinutes(7)))
                        .text())
                .endsWith("Data as of 09:40:12 · cached 7 min");
    }

    @Test
    void everybodyInIsSaidWithTheTimeOfTheData() {
        DepartmentRollCall in =
                new Cast().many(39, Standing.PRESENT).many(3, Standing.EXCUSED).called("技术部");
        assertThat(renderer.absent(ZH, found(in)).text())
                .isEqualTo("#### ✅ 技术部 · 09:40 应到人员均已打卡\n> 应到 42 · 已打卡 39 · 未打卡 **0** · 请假/出差 3\n\n数据时间 09:40:12");
        assertThat(renderer.absent(EN, found(in)).title()).isEqualTo("技术部 09:40: everyone due has clocked in");
    }

    @Test
    void withoutDataThereIsNoNameAndItIsNotSaidThatEverybodyIsIn() {
        DepartmentRollCall down = new Cast()
                .many(40, Standing.UNVERIFIED)
                .many(2, Standing.EXCUSED)
                .called("技术部");
        for (Message message : List.of(
                renderer.absent(ZH, found(down)),
                renderer.late(ZH, found(down)),
                renderer.leave(ZH, found(down)),
                renderer.out(ZH, found(down)))) {
            assertThat(message.title()).isEqualTo("技术部 09:40 名单暂缺");
            assertThat(message.text()).isEqualTo("#### ⚠️ 技术部 · 09:40 名单暂缺\n> 钉钉考勤接口暂不可用。本次**不列名单**，不代表全员到齐。\n\n请稍后再问");
        }
        assertThat(renderer.absent(EN, found(down)).text()).endsWith("\n\nPlease ask again later.");
    }

    @Test
    void whatCouldNotBeReadIsSaidInTheAnswer() {
        DepartmentRollCall partial = engineering("张三", "李四", "王五")
                .with("赵六", "", Standing.UNVERIFIED, "09:00")
                .incomplete("技术部");
        Message message = renderer.absent(ZH, found(partial));
        assertThat(message.title()).isEqualTo("技术部 09:40 未打卡 3 人 · 未核对 1");
        assertThat(message.text()).contains("\n\n1 人的数据未取到，不计入未打卡：赵六\n\n部门成员未能全部读取，名单可能不全\n\n");
        assertThat(renderer.late(ZH, found(partial)).text())
                .startsWith("#### 技术部 · 09:40 迟到 0 人 · 未核对 1 · 成员名单不全\n")
                .doesNotContain("赵六");
    }

    @Test
    void aHeldListIsToldInNumbersUnlessTheAskerMaySeeIt() {
        Found held = found(silent("客服部")).holding(Set.of(5L)).linkedTo(LINK);
        assertThat(renderer.absent(ZH, held).text())
                .isEqualTo("#### ⚠️ 客服部 · 09:40 数据待核对\n> 应到 10，读到打卡 0。可能是考勤机或数据同步异常，名单已转人事核对。\n\n数据时间 09:40:12");
        assertThat(renderer.out(ZH, held)).isEqualTo(renderer.absent(ZH, held));
        assertThat(renderer.absent(EN, held).title()).isEqualTo("客服部 09:40: data being checked");
        Message shown = renderer.absent(ZH, held.telling(Tell.ALL));
        assertThat(shown.title()).isEqualTo("客服部 09:40 未打卡 10 人");
        assertThat(shown.text()).contains("- 赵六（应 09:00）\n", "\n\n⚠️ 数据待核对：可能是考勤机或数据同步异常，群里只报人数。核实后可发送“放行”\n\n数据时间");
        assertThat(renderer.absent(EN, held.telling(Tell.ALL)).text())
                .contains("The group is told numbers only; send “release” once it is verified");
        assertThat(renderer.leave(ZH, held).text())
                .startsWith("#### 客服部 · 09:40 无人请假/出差\n")
                .contains("\n\n⚠️ 数据待核对，人数可能不准\n\n");
    }

    @Test
    void whereADepartmentShowsNumbersAloneNobodyIsNamed() {
        Found counts = found(engineering("张三", "李四", "王五")
                        .absent("赵六", "后端组", "09:00")
                        .called("技术部"))
                .telling(Tell.COUNTS);
        assertThat(renderer.absent(ZH, counts).text()).isEqualTo("""
                        #### 技术部 · 09:40 未打卡 4 人
                        > 应到 43 · 已打卡 36 · 未打卡 **4** · 请假/出差 3

                        - 直属 **3** 人
                        - 后端组 **1** 人

                        数据时间 09:40:12""");
        assertThat(renderer.out(ZH, counts).text())
                .contains("\n\n未打卡 **4** 人\n\n请假/出差 **3** 人\n\n")
                .doesNotContain("张三", "某某");
        assertThat(renderer.leave(ZH, counts).text()).doesNotContain("某某");
    }

    @Test
    void aGroupIsToldHowManyALeadKnowsAndTheLeadWhomAndWhy() {
        Found known = found(technology()).knowing(Map.of("u37", new Known(at("12:00"), "外勤")));
        assertThat(renderer.absent(ZH, known).text())
                .startsWith("#### 技术部 · 09:40 未打卡 3 人\n")
                .contains("\n\n- 李四（应 09:00）\n- 王五（应 09:30）\n\n其中 1 人负责人已知情，不列出\n\n")
                .doesNotContain("张三", "外勤");
        assertThat(renderer.absent(EN, known).text()).contains("\n\n1 of them known to the lead, not listed\n\n");
        assertThat(renderer.out(ZH, known).text()).doesNotContain("张三");
        assertThat(renderer.absent(ZH, known.telling(Tell.ALL)).text())
                .contains("- 张三（应 09:00，已知：外勤，至 12:00）\n")
                .doesNotContain("不列出");
        Found without = found(technology()).knowing(Map.of("u37", new Known(at("12:00"), null)));
        assertThat(renderer.absent(EN, without.telling(Tell.ALL)).text())
                .contains("- 张三 (due 09:00, known to the lead until 12:00)\n");
    }

    @Test
    void whoIsLateIsListedWithTheTimeTheyCame() {
        DepartmentRollCall department = Asked.department(
                1, "技术部", late("u1", "张三", "09:12"), late("u2", "李四", "09:31"), Asked.absent("u3", "王五"));
        Message message = renderer.late(ZH, found(department));
        assertThat(message.title()).isEqualTo("技术部 09:40 迟到 2 人");
        assertThat(message.text()).isEqualTo("""
                        #### 技术部 · 09:40 迟到 2 人
                        > 应到 3 · 已打卡 2 · 迟到 **2** · 请假/出差 0

                        - 张三（应 09:00，09:12 打卡）
                        - 李四（应 09:00，09:31 打卡）

                        数据时间 09:40:12""");
        assertThat(renderer.late(EN, found(department)).text())
                .startsWith("#### 技术部 · 09:40 · 2 late\n> Due 3 · In 2 · Late **2** · On leave/trip 0\n")
                .contains("- 李四 (due 09:00, in 09:31)\n");
        assertThat(renderer.late(ZH, found(technology())).title()).isEqualTo("技术部 09:40 无人迟到");
        assertThat(renderer.late(EN, found(technology())).title()).isEqualTo("技术部 09:40: nobody late");
    }

    @Test
    void whoIsAwayIsListedWithTheEndAndNeverWithTheKind() {
        Instant start = at("00:00");
        DepartmentRollCall department = Asked.department(
                1,
                "技术部",
                away("u1", "王五", at("09:00"), at("12:00")),
                away("u2", "赵六", start, start.plus(Duration.ofDays(1))),
                away("u3", "钱七", start, start.plus(Duration.ofDays(3)).minusSeconds(1)));
        Message message = renderer.leave(ZH, found(department));
        assertThat(message.text())
                .startsWith("#### 技术部 · 09:40 请假/出差 3 人\n> 应到 3 · 已打卡 0 · 未打卡 **0** · 请假/出差 3\n\n")
                .contains("- 王五（至 12:00）\n- 赵六（至 5月6日）\n- 钱七（至 5月8日）\n\n");
        assertThat(renderer.leave(EN, found(department)).title()).isEqualTo("技术部 09:40: 3 on leave/trip");
        assertThat(renderer.leave(EN, found(department)).text()).contains("- 钱七 (until 8 May)\n");
    }

    @Test
    void whoIsOutIsAnsweredWithBothLines() {
        Message message = renderer.out(ZH, found(technology()));
        assertThat(message.title()).isEqualTo("技术部 09:40 未打卡 3 人，请假/出差 3 人");
        assertThat(message.text()).isEqualTo("""
                        #### 技术部 · 09:40 未打卡 3 人 · 请假/出差 3 人
                        > 应到 42 · 已打卡 36 · 未打卡 **3** · 请假/出差 3

                        **未打卡 3**：张三、李四、王五

                        **请假/出差 3**：某某1、某某2、某某3

                        数据时间 09:40:12""");
        assertThat(renderer.out(EN, found(technology())).text())
                .contains("\n\n**Missing 3**: 张三, 李四, 王五\n\n**On leave/trip 3**: 某某1, 某某2, 某某3\n\n");
        DepartmentRollCall in = new Cast().many(3, Standing.PRESENT).called("技术部");
        assertThat(renderer.out(ZH, found(in)).text()).contains("\n\n未打卡 **0** 人\n\n请假/出差 **0** 人\n\n");
    }

    @Test
    void severalDepartmentsAreAnsweredTogetherByDepartment() {
        Found two = found(technology(), silent("客服部")).linkedTo("https://x/");
        Message message = renderer.absent(ZH, two);
        assertThat(message.title()).isEqualTo("技术部、客服部 09:40 未打卡 13 人");
        assertThat(message.text())
                .startsWith("#### 技术部、客服部 · 09:40 未打卡 13 人\n> 应到 52 · 已打卡 36 · 未打卡 **13** · 请假/出差 3\n\n")
                .contains("\n\n**技术部 3**：张三、李四、王五（09:30）\n\n**客服部 10**：赵六、某某1、");
        assertThat(renderer.out(ZH, two).text()).contains("**未打卡 13**：技术部：张三、李四、王五；客服部：赵六、某某1、某某2、");
        assertThat(renderer.out(EN, two).text()).contains("**Missing 13**: 技术部: 张三, 李四, 王五; 客服部: 赵六, ");
        Found guarded = two.holding(Set.of(5L));
        assertThat(renderer.absent(ZH, guarded).text())
                .contains("**技术部 3**：张三、李四、王五（09:30）\n\n⚠️ 1 个部门数据待核对，不列名单：客服部\n\n")
                .doesNotContain("赵六");
        assertThat(renderer.absent(ZH, guarded.telling(Tell.ALL)).text())
                .contains("赵六", "\n\n⚠️ 1 个部门数据待核对，群里只报人数：客服部。核实后可发送“放行”\n\n");
    }

    @Test
    void ofSeveralDepartmentsTheOneWithoutDataIsNamedAndItsPeopleAreNot() {
        DepartmentRollCall down = new Cast()
                .many(8, Standing.UNVERIFIED)
                .many(1, Standing.EXCUSED)
                .called("仓储部");
        DepartmentRollCall partial = new Cast().absent("孙八", "", "09:00").incomplete("客服部");
        Message message = renderer.absent(ZH, found(technology(), down, partial, silent("四部")));
        assertThat(message.title()).isEqualTo("4 个部门 09:40 未打卡 14 人 · 未核对 8");
        assertThat(message.text())
                .contains("\n\n⚠️ 1 个部门名单暂缺：仓储部\n\n⚠️ 1 个部门成员名单不全：客服部\n\n")
                .doesNotContain("仓储部 ");
        assertThat(renderer.leave(ZH, found(technology(), down)).text())
                .contains("**技术部 3**：")
                .doesNotContain("仓储部 1");
        assertThat(renderer.absent(EN, found(down, down)).title()).contains(": list not available");
    }

    @Test
    void aPastDayIsCalledByItsDate() {
        LocalDate yesterday = LocalDate.of(2026, 5, 5);
        Instant end = at("00:00").minusSeconds(1);
        Message whole = renderer.absent(ZH, Asked.of(technology(), end, yesterday));
        assertThat(whole.title()).isEqualTo("技术部 5月5日 未打卡 3 人");
        assertThat(whole.text()).endsWith("\n\n考勤日期 2026-05-05 · 数据时间 09:40:12");
        Instant atCutoff = at("09:40").minus(Duration.ofDays(1));
        assertThat(renderer.absent(EN, Asked.of(technology(), atCutoff, yesterday))
                        .title())
                .isEqualTo("技术部 5 May 09:40: 3 not clocked in");
        Instant lastYear = at("09:40").minus(Duration.ofDays(200));
        assertThat(renderer.absent(ZH, Asked.of(technology(), lastYear, LocalDate.of(2025, 10, 18)))
                        .title())
                .isEqualTo("技术部 2025-10-18 09:40 未打卡 3 人");
    }

    @Test
    void aNightShiftThatIsStillRunningIsAnsweredAsOfNow() {
        Found night = Asked.of(technology(), at("00:40"), LocalDate.of(2026, 5, 5));
        assertThat(renderer.absent(ZH, night).title()).isEqualTo("技术部 00:40 未打卡 3 人");
        assertThat(renderer.absent(ZH, night).text()).contains("\n\n考勤日期 2026-05-05 · 数据时间");
    }

    @Test
    void theSummaryHasNumbersByDepartmentAndNoNames() {
        Found company = found(technology(), silent("客服部"))
                .ofCompany()
                .holding(Set.of(5L))
                .cached(OLD)
                .linkedTo("https://x/");
        Message message = renderer.summary(ZH, company);
        assertThat(message.title()).isEqualTo("全公司 09:40 未打卡 13 人");
        assertThat(message.text()).isEqualTo("""
                        #### 全公司 · 09:40 未打卡 13 人
                        > 应到 52 · 已打卡 36 · 请假/出差 3 · 未核对 0

                        1. 客服部 **10** / 10（数据待核对）
                        2. 技术部 **3** / 42

                        数据时间 09:40:12 · 缓存 40 秒 · [2 个部门明细](https://x/)""");
        assertThat(renderer.summary(EN, found(technology(), silent("客服部"))).title())
                .isEqualTo("技术部, 客服部 09:40: 13 not clocked in");
    }

    @Test
    void aQuestionAboutNothingIsAnErrorOfTheCaller() {
        assertThatIllegalArgumentException().isThrownBy(Asked::found);
    }
}
