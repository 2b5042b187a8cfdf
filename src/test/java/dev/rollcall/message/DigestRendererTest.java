package dev.rollcall.message;

import static dev.rollcall.message.Cast.LINK;
import static dev.rollcall.message.Cast.at;
import static dev.rollcall.message.Cast.en;
import static dev.rollcall.message.Cast.engineering;
import static dev.rollcall.message.Cast.morning;
import static dev.rollcall.message.Cast.zh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import dev.rollcall.message.DigestStyle.WhenAllPresent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestRendererTest {
    private final DigestRenderer renderer = new DigestRenderer();

    private Message digest(DigestContext context, DepartmentRollCall rollCall, DigestStyle style) {
        return renderer.digest(context, rollCall, style).orElseThrow();
    }

    @Test
    void threeAbsenteesAreListedLineByLineInChinese() {
        Message digest = digest(morning(), engineering("张三", "李四", "王五").called("技术部"), zh());
        assertThat(digest.title()).isEqualTo("技术部 09:40 未打卡 3 人");
        assertThat(digest.text()).isEqualTo("""
                        #### 技术部 · 09:40 未打卡 3 人
                        > 应到 42 · 已打卡 36 · 未打卡 **3** · 请假/出差 3

                        - 张三（应 09:00）
                        - 李四（应 09:00）
                        - 王五（应 09:30）

                        数据时间 09:40:12 · [实时名单](%s)""".formatted(LINK));
        assertThat(digest.mentions()).isEmpty();
    }

    @Test
    void threeAbsenteesAreListedLineByLineInEnglish() {
        Message digest =
                digest(morning(), engineering("Zhang San", "Li Si", "Wang Wu").called("Engineering"), en());
        assertThat(digest.title()).isEqualTo("Engineering 09:40: 3 not clocked in");
        assertThat(digest.text()).isEqualTo("""
                        #### Engineering · 09:40 · 3 not clocked in
                        > Due 42 · In 36 · Missing **3** · On leave/trip 3

                        - Zhang San (due 09:00)
                        - Li Si (due 09:00)
                        - Wang Wu (due 09:30)

                        Data as of 09:40:12 · [Live list](%s)""".formatted(LINK));
    }

    @Test
    void withoutLinkTheLastLineIsTheTimeOfTheData() {
        Message digest =
                digest(morning().linkedTo(null), engineering("张三", "李四", "王五").called("技术部"), zh());
        assertThat(digest.text()).endsWith("\n\n数据时间 09:40:12");
    }

    @Test
    void fromElevenOnNamesStandInlineBySubDepartment() {
        Cast cast = new Cast().many(30, Standing.PRESENT);
        for (String name : List.of("甲一", "甲二", "甲三", "甲四", "甲五", "甲六")) {
            cast.absent(name, "后端组", "09:00");
        }
        cast.absent("王五", "前端组", "09:30");
        for (String name : List.of("乙一", "乙二", "乙三")) {
            cast.absent(name, "前端组", "09:00");
        }
        cast.absent("赵总", "", "09:00");
        assertThat(digest(morning(), cast.called("技术部"), zh()).text()).isEqualTo("""
                        #### 技术部 · 09:40 未打卡 11 人
                        > 应到 41 · 已打卡 30 · 未打卡 **11** · 请假/出差 0

                        **直属 1**：赵总

                        **后端组 6**：甲一、甲二、甲三、甲四、甲五、甲六

                        **前端组 4**：王五（09:30）、乙一、乙二、乙三

                        数据时间 09:40:12 · [实时名单](%s)""".formatted(LINK));
        assertThat(digest(morning(), cast.called("Engineering"), en()).text())
                .contains("\n\n**Direct members 1**: 赵总\n\n", "**前端组 4**: 王五 (09:30), 乙一, 乙二, 乙三\n");
    }

    @Test
    void elevenDirectMembersNeedNoHeading() {
        String text = digest(morning(), new Cast().many(11, Standing.ABSENT).called("技术部"), zh())
                .text();
        assertThat(text).contains("\n\n某某1、某某2、某某3、").doesNotContain("直属");
    }

    @Test
    void moreThanFortyAreCountedAndTheFirstTwentyNamed() {
        Cast cast = new Cast().many(39, Standing.PRESENT).many(3, Standing.EXCUSED);
        cast.many(31, Standing.ABSENT, "后端组").many(24, Standing.ABSENT, "前端组");
        cast.many(18, Standing.ABSENT, "测试组").many(10, Standing.ABSENT, "运维组");
        cast.many(9, Standing.ABSENT, "产品组").many(8, Standing.ABSENT, "设计组");
        Message digest = digest(morning(), cast.called("技术部"), zh());
        assertThat(digest.title()).isEqualTo("技术部 09:40 未打卡 100 人");
        assertThat(digest.text()).startsWith("""
                        #### 技术部 · 09:40 未打卡 100 人
                        > 应到 142 · 已打卡 39 · 未打卡 **100** · 请假/出差 3

                        - 后端组 **31** 人
                        - 前端组 **24** 人
                        - 测试组 **18** 人
                        - 其他 3 组 **27** 人

                        前 20 人：""").endsWith(" 等 100 人\n\n数据时间 09:40:12 · [查看全部 100 人](" + LINK + ")");
        assertThat(digest.text().split("、")).hasSize(20);
        assertThat(digest(morning(), cast.called("Engineering"), en()).text())
                .contains("- 3 other teams **27**\n\nFirst 20: ", " … of 100\n\nData as of 09:40:12 · [See all 100](");
    }

    @Test
    void fourGroupsAreAllCounted() {
        Cast cast = new Cast().many(20, Standing.ABSENT, "甲").many(10, Standing.ABSENT, "乙");
        cast.many(8, Standing.ABSENT, "丙").many(7, Standing.ABSENT);
        assertThat(digest(morning(), cast.called("技术部"), zh()).text())
                .contains("- 甲 **20** 人\n- 乙 **10** 人\n- 丙 **8** 人\n- 直属 **7** 人\n\n");
    }

    @Test
    void everybodyInIsSaidBriefly() {
        Cast cast = new Cast().many(39, Standing.PRESENT).many(3, Standing.EXCUSED);
        Message chinese = digest(morning(), cast.called("技术部"), zh());
        assertThat(chinese.title()).isEqualTo("技术部 09:40 应到人员均已打卡");
        assertThat(chinese.text()).isEqualTo("#### ✅ 技术部 · 09:40 应到人员均已打卡\n> 应到 42 · 已打卡 39 · 请假/出差 3");
        Message english = digest(morning(), cast.called("Engineering"), en());
        assertThat(english.title()).isEqualTo("Engineering 09:40: everyone due has clocked in");
        assertThat(english.text())
                .isEqualTo(
                        "#### ✅ Engineering · 09:40 · everyone due has clocked in\n> Due 42 · In 39 · On leave/trip 3");
    }

    @Test
    void everybodyInIsSilentWhereTheStyleSaysSo() {
        DigestStyle skip = new DigestStyle(Language.ZH, Show.NAMES, Mention.NONE, List.of(), WhenAllPresent.SKIP, null);
        Cast cast = new Cast().many(39, Standing.PRESENT);
        assertThat(renderer.digest(morning(), cast.called("技术部"), skip)).isEmpty();
        assertThat(renderer.digest(morning(), cast.incomplete("技术部"), skip)).isPresent();
    }

    @Test
    void nobodyDueIsSilent() {
        Cast cast = new Cast().many(9, Standing.NOT_DUE);
        assertThat(renderer.digest(morning(), cast.called("技术部"), zh())).isEmpty();
        assertThat(digest(morning(), cast.incomplete("技术部"), zh()).title()).contains("名单暂缺");
    }

    @Test
    void dataDownNamesNobodyAndSaysThatThisIsNotEverybody() {
        DepartmentRollCall nothing = new Cast().many(42, Standing.UNVERIFIED).called("技术部");
        Message chinese = digest(morning().tried(3, at("10:40")), nothing, zh());
        assertThat(chinese.title()).isEqualTo("技术部 09:40 名单暂缺");
        assertThat(chinese.text())
                .isEqualTo(
                        "#### ⚠️ 技术部 · 09:40 名单暂缺\n> 钉钉考勤接口暂不可用（已重试 3 次）。本次**不列名单**，不代表全员到齐。" + "\n\n10:40 前恢复会自动补发");
        DepartmentRollCall unknown = new Cast().incomplete("Engineering");
        Message english = digest(morning().tried(3, at("10:40")), unknown, en());
        assertThat(english.title()).isEqualTo("Engineering 09:40: list not available");
        assertThat(english.text())
                .isEqualTo("#### ⚠️ Engineering · 09:40 · list not available\n"
                        + "> DingTalk attendance could not be read (3 attempts). No names this time; this does not mean"
                        + " everyone is in.\n\nWill be posted if it recovers by 10:40.");
        assertThat(renderer.dataDown(morning(), unknown, zh()).text()).endsWith("> 钉钉考勤接口暂不可用。本次**不列名单**，不代表全员到齐。");
        assertThat(renderer.dataDown(morning().tried(1, null), unknown, en()).text())
                .contains("(1 attempt).");
    }

    @Test
    void aSpikeIsHeldWithCountsAlone() {
        DepartmentRollCall spike =
                new Cast().many(12, Standing.PRESENT).many(130, Standing.ABSENT).called("技术部");
        Message chinese = digest(morning().guardedBy(0.6), spike, zh());
        assertThat(chinese.title()).isEqualTo("技术部 09:40 数据待核对");
        assertThat(chinese.text()).isEqualTo("#### ⚠️ 技术部 · 09:40 数据待核对\n> 应到 142，读到打卡 12。可能是考勤机或数据同步异常，名单已转人事核对。");
        assertThat(digest(morning().guardedBy(0.6), spike, en()).text())
                .startsWith("#### ⚠️ 技术部 · 09:40 · data being checked\n> Due 142, clock-ins read 12.");
        assertThat(digest(morning().guardedBy(0), spike, zh()).title()).isEqualTo("技术部 09:40 未打卡 130 人");
    }

    @Test
    void whatCouldNotBeReadIsSaidInHeadTitleAndBelowTheList() {
        Cast cast = engineering("张三", "李四", "王五");
        for (String name : List.of("赵六", "钱七", "孙八", "周九")) {
            cast.with(name, "", Standing.UNVERIFIED, "09:00");
        }
        Message chinese = digest(morning(), cast.called("技术部"), zh());
        assertThat(chinese.title()).isEqualTo("技术部 09:40 未打卡 3 人 · 未核对 4");
        assertThat(chinese.text())
                .startsWith("#### 技术部 · 09:40 未打卡 3 人 · 未核对 4\n> 应到 46 · ")
                .contains("- 王五（应 09:30）\n\n4 人的数据未取到，不计入未打卡：赵六、钱七、孙八、周九\n\n数据时间");
        assertThat(digest(morning(), cast.called("Engineering"), en()).text())
                .startsWith("#### Engineering · 09:40 · 3 not clocked in · 4 unverified\n")
                .contains("\n\nData of 4 could not be read, not counted as missing: 赵六, 钱七, 孙八, 周九\n\n");
        DigestStyle counts = Cast.style(Language.ZH, Show.COUNTS, Mention.NONE);
        assertThat(digest(morning(), cast.called("技术部"), counts).text())
                .contains("未核对 4")
                .doesNotContain("赵六", "张三");
    }

    @Test
    void atMostTwentyUnverifiedAreNamed() {
        Cast cast = new Cast().many(25, Standing.UNVERIFIED).many(9, Standing.PRESENT);
        Message digest = digest(morning(), cast.called("技术部"), zh());
        assertThat(digest.title()).isEqualTo("技术部 09:40 未打卡 0 人 · 未核对 25");
        assertThat(digest.text()).contains("某某20 等\n\n").doesNotContain("某某21", "✅");
    }

    @Test
    void aPartialMemberListSaysSo() {
        Message digest = digest(morning(), engineering("张三", "李四", "王五").incomplete("技术部"), zh());
        assertThat(digest.title()).isEqualTo("技术部 09:40 未打卡 3 人 · 成员不全");
        assertThat(digest.text()).contains("\n\n部门成员未能全部读取，名单可能不全\n\n数据时间");
    }

    @Test
    void thosePendingAreCountedAndNotNamed() {
        Cast cast = engineering("张三", "李四", "王五").with("赵六", "", Standing.PENDING, "09:00");
        assertThat(digest(morning(), cast.called("技术部"), zh()).text())
                .contains("请假/出差 3 · 待审批 1\n")
                .doesNotContain("赵六");
        assertThat(digest(morning(), cast.called("技术部"), en()).text()).contains("On leave/trip 3 · Pending 1\n");
    }

    @Test
    void showingCountsPrintsNoNames() {
        Cast cast = engineering("张三", "李四", "王五").absent("赵六", "后端组", "09:00");
        DigestStyle counts = Cast.style(Language.ZH, Show.COUNTS, Mention.NONE);
        Message digest = digest(morning(), cast.called("技术部"), counts);
        assertThat(digest.text()).isEqualTo("""
                        #### 技术部 · 09:40 未打卡 4 人
                        > 应到 43 · 已打卡 36 · 未打卡 **4** · 请假/出差 3

                        - 直属 **3** 人
                        - 后端组 **1** 人

                        数据时间 09:40:12 · [实时名单](%s)""".formatted(LINK));
    }

    @Test
    void twoOfTheSameNameAreToldApartBySubDepartment() {
        Cast cast = engineering("张伟", "李四", "王五").absent("张伟", "后端组", "09:00");
        assertThat(digest(morning(), cast.called("技术部"), zh()).text())
                .contains("- 张伟（直属，应 09:00）\n- 李四（应 09:00）\n- 王五（应 09:30）\n- 张伟（后端组，应 09:00）\n");
    }

    @Test
    void aWorkDateThatIsNotTodayIsPrinted() {
        DigestContext night = DigestContext.of(at("00:40"), at("00:40:05"), LocalDate.of(2026, 5, 5), Cast.SHANGHAI);
        assertThat(digest(night, engineering("张三", "李四", "王五").called("技术部"), zh())
                        .text())
                .endsWith("\n\n考勤日期 2026-05-05 · 数据时间 00:40:05");
    }

    @Test
    void timesArePrintedInTheZoneGiven() {
        DigestContext berlin = DigestContext.of(at("09:40"), at("09:40:12"), Cast.DAY, ZoneId.of("Europe/Berlin"));
        assertThat(digest(berlin, engineering("张三", "李四", "王五").called("技术部"), zh())
                        .text())
                .contains("· 03:40 未打卡", "张三（应 03:00）", "数据时间 03:40:12");
    }

    @Test
    void theKeywordIsPartOfEveryMessageAndNotRepeated() {
        DepartmentRollCall rollCall = engineering("张三", "李四", "王五").called("技术部");
        Message added = digest(morning(), rollCall, Cast.keyword(zh(), "考勤"));
        assertThat(added.title()).isEqualTo("技术部 09:40 未打卡 3 人 · 考勤");
        assertThat(added.text()).endsWith(")\n\n考勤");
        Message there = digest(morning(), rollCall, Cast.keyword(zh(), "未打卡"));
        assertThat(there).isEqualTo(digest(morning(), rollCall, zh()));
        assertThat(digest(morning(), rollCall, Cast.keyword(zh(), "rollcall")).text())
                .as("a word inside the link's address cannot be seen")
                .endsWith("\n\nrollcall");
    }

    @Test
    void aLongDepartmentNameIsCutSoThatTheTitleStaysShort() {
        String name = "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ";
        Message digest = digest(morning(), engineering("a", "b", "c").incomplete(name), Cast.keyword(en(), "bot"));
        assertThat(digest.title())
                .hasSizeLessThan(60)
                .contains("… 09:40: 3 not clocked in")
                .endsWith("bot");
    }

    @Test
    void aDepartmentWithoutAVisibleNameIsCalledByItsNumber() {
        assertThat(digest(morning(), engineering("a", "b", "c").called("\u200B"), zh())
                        .title())
                .startsWith("4100 09:40");
    }
}
