package dev.rollcall.message;

import static dev.rollcall.message.Cast.LINK;
import static dev.rollcall.message.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrectionDigestTest {
    private final DigestRenderer renderer = new DigestRenderer();
    private final DigestContext halfAnHourLater = DigestContext.of(at("09:40"), at("10:10:05"), Cast.DAY, Cast.SHANGHAI)
            .linkedTo(LINK);
    private final DepartmentRollCall digest = new Cast()
            .absent("张三", "", "09:00")
            .absent("李四", "", "09:00")
            .absent("王五", "后端组", "09:30")
            .absent("赵六", "", "09:00")
            .absent("钱七", "", "09:00")
            .many(36, Standing.PRESENT)
            .called("技术部");

    private static Finding known(String id, String name, String group, Standing standing, @Nullable String punched) {
        return new Finding(
                new Employee(id, name, null),
                group,
                standing,
                at("09:00"),
                false,
                punched == null ? null : at(punched),
                null);
    }

    private static List<Finding> four() {
        return List.of(
                known("u5", "钱七", "", Standing.NOT_DUE, null),
                known("u2", "李四", "", Standing.EXCUSED, null),
                known("u3", "王五", "后端组", Standing.PENDING, "08:59"),
                known("u1", "张三", "", Standing.PRESENT, "08:57"));
    }

    private static List<Finding> many(int number) {
        List<Finding> cleared = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            cleared.add(known("m" + i, "某某" + i, "", i % 3 == 0 ? Standing.EXCUSED : Standing.PRESENT, "08:57"));
        }
        return cleared;
    }

    private Message correction(List<Finding> cleared, DigestStyle style) {
        return renderer.correction(halfAnHourLater, digest, cleared, style);
    }

    @Test
    void eachIsClearedByNameWithWhatTheyWereInChinese() {
        Message correction = correction(four(), Cast.zh());
        assertThat(correction.title()).isEqualTo("技术部 09:40 更正 4 人");
        assertThat(correction.text()).isEqualTo("""
                        #### 技术部 · 09:40 更正 4 人
                        > 以下 4 人不应列入 09:40 的名单，当时数据未到 · 更正后未打卡 **1**

                        - 张三（08:57 已打卡）
                        - 李四（请假/出差）
                        - 王五（08:59 打卡待确认）
                        - 钱七（当时无需打卡）

                        数据时间 10:10:05 · [实时名单](%s)""".formatted(LINK));
    }

    @Test
    void eachIsClearedByNameWithWhatTheyWereInEnglish() {
        Message correction = correction(four(), Cast.en());
        assertThat(correction.title()).isEqualTo("技术部 09:40: correction, 4 cleared");
        assertThat(correction.text()).isEqualTo("""
                        #### 技术部 · 09:40 · correction, 4 cleared
                        > Listed by mistake at 09:40: 4, their data had not arrived · Missing after correction **1**

                        - 张三 (clocked in 08:57)
                        - 李四 (on leave/trip)
                        - 王五 (clock-in 08:59 awaiting confirmation)
                        - 钱七 (not due then)

                        Data as of 10:10:05 · [Live list](%s)""".formatted(LINK));
    }

    @Test
    void withoutAPunchThatSaysSoNoTimeIsPrinted() {
        List<Finding> corrected =
                List.of(known("u1", "张三", "", Standing.PRESENT, null), known("u2", "李四", "", Standing.PENDING, null));
        assertThat(correction(corrected, Cast.zh()).text()).contains("\n\n- 张三（已打卡）\n- 李四（打卡待确认）\n\n");
    }

    @Test
    void aPunchOfSomeoneOnLeaveIsNotPrinted() {
        List<Finding> excused = List.of(known("u2", "李四", "", Standing.EXCUSED, "08:00"));
        assertThat(correction(excused, Cast.zh()).text())
                .contains("- 李四（请假/出差）\n")
                .doesNotContain("08:00");
    }

    @Test
    void whoIsStillAbsentOrCannotBeReadIsNotCleared() {
        List<Finding> known = List.of(
                known("u1", "张三", "", Standing.PRESENT, "08:57"),
                known("u2", "李四", "", Standing.ABSENT, null),
                known("u4", "赵六", "", Standing.UNVERIFIED, null));
        Message correction = correction(known, Cast.zh());
        assertThat(correction.text()).contains("更正 1 人", "更正后未打卡 **4**").doesNotContain("李四", "赵六");
        assertThatThrownBy(() -> correction(known.subList(1, 3), Cast.zh()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Nobody is cleared");
    }

    @Test
    void oneOfTwoOfTheSameNameIsToldFromTheOtherWhoStaysOnTheList() {
        DepartmentRollCall namesakes = new Cast()
                .absent("张伟", "", "09:00")
                .absent("张伟", "后端组", "09:00")
                .called("技术部");
        List<Finding> one = List.of(known("u2", "张伟", "后端组", Standing.PRESENT, "08:57"));
        assertThat(renderer.correction(halfAnHourLater, namesakes, one, Cast.zh())
                        .text())
                .contains("\n\n- 张伟（后端组，08:57 已打卡）\n\n");
    }

    @Test
    void fromElevenOnTheyStandInlineByWhatTheyWere() {
        assertThat(correction(many(12), Cast.zh()).text())
                .contains("\n\n**已打卡 8**：某某1（08:57）、某某2（08:57）、", "\n\n**请假/出差 4**：某某3、某某6、某某9、某某12\n\n");
        assertThat(correction(many(12), Cast.en()).text()).contains("\n\n**Clocked in 8**: 某某1 (08:57), ");
    }

    @Test
    void moreThanFortyAreCountedAndTheFirstTwentyNamed() {
        String text = correction(many(60), Cast.zh()).text();
        assertThat(text).contains("\n\n- 已打卡 **40** 人\n- 请假/出差 **20** 人\n\n前 20 人：某某1、某某2、某某4、", " 等 60 人\n\n");
    }

    @Test
    void showingCountsPrintsNoNames() {
        Message chinese = correction(four(), Cast.style(Language.ZH, Show.COUNTS, Mention.NONE));
        assertThat(chinese.text()).isEqualTo("""
                        #### 技术部 · 09:40 更正 4 人
                        > 4 人不应计入 09:40 的未打卡人数，当时数据未到 · 更正后未打卡 **1**

                        - 已打卡 **1** 人
                        - 请假/出差 **1** 人
                        - 打卡待确认 **1** 人
                        - 当时无需打卡 **1** 人

                        数据时间 10:10:05 · [实时名单](%s)""".formatted(LINK));
        assertThat(correction(four(), Cast.style(Language.EN, Show.COUNTS, Mention.NONE))
                        .text())
                .contains(
                        "> Counted as missing by mistake at 09:40: 4, their data had not arrived · Missing after",
                        "\n\n- Clocked in **1**\n- On leave/trip **1**\n- Clock-in awaiting confirmation **1**\n"
                                + "- Not due then **1**\n\n");
    }

    @Test
    void nobodyIsMentioned() {
        Message correction = renderer.correction(
                halfAnHourLater.mentioningLeads(true),
                digest,
                four(),
                Cast.style(Language.ZH, Show.NAMES, Mention.ABSENTEES));
        assertThat(correction.mentions()).isEmpty();
        assertThat(correction.text()).doesNotContain("@");
    }

    @Test
    void theWorkDateIsPrintedWhereItIsNotObviousAndTheKeywordIsThere() {
        DigestContext night = DigestContext.of(at("00:40"), at("01:10:05"), LocalDate.of(2026, 5, 5), Cast.SHANGHAI);
        Message correction = renderer.correction(night, digest, four(), Cast.keyword(Cast.zh(), "考勤通知"));
        assertThat(correction.title()).isEqualTo("技术部 00:40 更正 4 人 · 考勤通知");
        assertThat(correction.text()).endsWith("\n\n考勤日期 2026-05-05 · 数据时间 01:10:05\n\n考勤通知");
    }
}
