package dev.rollcall.message;

import static dev.rollcall.message.Cast.at;
import static dev.rollcall.message.Cast.morning;
import static dev.rollcall.message.Cast.zh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left to say where DingTalk refuses a message: its numbers, and nothing that somebody typed. */
class PlainDigestTest {
    private static final DepartmentRollCall ROLL_CALL = new Cast()
            .absent("张三", "", "09:00")
            .absent("李四", "后端组", "09:00")
            .with("王五", "前端组", Standing.UNVERIFIED, "09:00")
            .many(7, Standing.PRESENT)
            .called("技术部");

    private final DigestRenderer renderer = new DigestRenderer();
    private final DigestStyle plain = zh().countsOnly();

    @Test
    void theDigestHasNoNameNoSubDepartmentAndNoLink() {
        Message digest = renderer.digest(morning(), ROLL_CALL, plain).orElseThrow();
        assertThat(digest.title()).isEqualTo("部门 4100 09:40 未打卡 2 人 · 未核对 1");
        assertThat(digest.text()).isEqualTo("""
                        #### 部门 4100 · 09:40 未打卡 2 人 · 未核对 1
                        > 应到 10 · 已打卡 7 · 未打卡 **2** · 请假/出差 0

                        钉钉拒绝了完整内容，此处只报人数

                        数据时间 09:40:12""");
        assertThat(renderer.digest(morning(), ROLL_CALL, Cast.en().countsOnly())
                        .orElseThrow()
                        .text())
                .isEqualTo("""
                        #### Department 4100 · 09:40 · 2 not clocked in · 1 unverified
                        > Due 10 · In 7 · Missing **2** · On leave/trip 0

                        DingTalk refused the full text; numbers only

                        Data as of 09:40:12""");
    }

    @Test
    void theFollowUpHasNumbersAlone() {
        DigestContext recheck = DigestContext.of(at("10:30"), at("10:30:09"), Cast.DAY, Cast.SHANGHAI);
        FollowUp then = new FollowUp(at("09:40"), Set.of("u1", "u4"));
        assertThat(renderer.followUp(recheck, ROLL_CALL, then, plain).text()).isEqualTo("""
                        #### 部门 4100 · 10:30 仍未打卡 1 人 · 未核对 1
                        > 09:40 的 2 人：1 人已到，1 人仍未打卡

                        钉钉拒绝了完整内容，此处只报人数

                        此后到点未打卡 1 人

                        数据时间 10:30:09""");
        FollowUp settled = new FollowUp(at("09:40"), Set.of("u4"));
        DepartmentRollCall in = new Cast().many(4, Standing.PRESENT).called(ROLL_CALL.name());
        assertThat(renderer.followUp(recheck, in, settled, plain).title()).isEqualTo("部门 4100 10:30：09:40 的 1 人均已到");
    }

    @Test
    void theCorrectionHasNumbersAlone() {
        DepartmentRollCall known =
                new Cast().with("张三", "", Standing.PRESENT, "09:00").called("技术部");
        Message correction = renderer.correction(morning(), ROLL_CALL, known.findings(), plain);
        assertThat(correction.title()).isEqualTo("部门 4100 09:40 更正 1 人");
        assertThat(correction.text()).isEqualTo("""
                        #### 部门 4100 · 09:40 更正 1 人
                        > 1 人不应计入 09:40 的未打卡人数，当时数据未到 · 更正后未打卡 **1**

                        - 已打卡 **1** 人

                        钉钉拒绝了完整内容，此处只报人数

                        数据时间 09:40:12""");
    }

    @Test
    void hrReadsNumbersOfDepartmentsAndReasonsWithErrcodes() {
        List<FailedDelivery> failed = List.of(
                new FailedDelivery("仓储部", "ROBOT_REMOVED", "300005"),
                new FailedDelivery("客服部", "REFUSED", "some words", "2026-05-05 09:40"));
        Message rollUp =
                renderer.company(morning(), Cast.company(morning(), ROLL_CALL.counts(), ROLL_CALL), failed, plain);
        assertThat(rollUp.text())
                .contains("\n\n1. 部门 4100 **2** / 10\n\n", "⚠️ 2 个部门未送达：机器人已被移除，300005、2026-05-05 09:40，被钉钉拒绝\n\n")
                .endsWith("\n\n数据时间 09:40:12");
        assertThat(renderer.failures(morning(), failed, plain).text())
                .contains("未送达 2 个部门\n", "\n\n- 机器人已被移除，300005\n- 2026-05-05 09:40，被钉钉拒绝\n\n数据时间");
    }

    @Test
    void noticesCallTheDepartmentByItsNumber() {
        assertThat(renderer.spikeHeld(morning(), ROLL_CALL, plain).title()).isEqualTo("部门 4100 09:40 数据待核对");
        assertThat(renderer.dataDown(morning(), ROLL_CALL, plain).title()).isEqualTo("部门 4100 09:40 名单暂缺");
    }

    @Test
    void nobodyIsMentionedAndTheKeywordStays() {
        DigestStyle style = Cast.keyword(Cast.style(Language.ZH, Show.NAMES, Mention.ABSENTEES), "考勤通知");
        Message digest =
                renderer.digest(morning(), ROLL_CALL, style.countsOnly()).orElseThrow();
        assertThat(digest.mentions()).isEmpty();
        assertThat(digest.text()).doesNotContain("@").endsWith("\n\n考勤通知");
        assertThat(style.countsOnly().show()).isEqualTo(Show.COUNTS);
        assertThat(style.countsOnly().countsOnly()).isEqualTo(style.countsOnly());
    }

    @Test
    void plainIsNotWhatAGroupReadsThatAskedForCounts() {
        Message counts = renderer.digest(morning(), ROLL_CALL, Cast.style(Language.ZH, Show.COUNTS, Mention.NONE))
                .orElseThrow();
        assertThat(counts.text()).contains("技术部", "- 后端组 **1** 人", "[实时名单](").doesNotContain("钉钉拒绝");
    }
}
