package dev.rollcall.message;

import static dev.rollcall.message.Cast.at;
import static dev.rollcall.message.Cast.en;
import static dev.rollcall.message.Cast.engineering;
import static dev.rollcall.message.Cast.morning;
import static dev.rollcall.message.Cast.zh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestContext.Lateness;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A late message speaks of its cutoff, says that it is late, and does not name those who have come since. */
class LateDigestTest {
    private final DigestRenderer renderer = new DigestRenderer();

    private Message digest(DigestContext context, DepartmentRollCall rollCall, DigestStyle style) {
        return renderer.digest(context, rollCall, style).orElseThrow();
    }

    private static Lateness outage(String... cameSince) {
        return new Lateness(at("09:58"), at("09:35"), at("09:57"), Set.of(cameSince));
    }

    private static DigestStyle counts(Language language) {
        return Cast.style(language, Show.COUNTS, Mention.NONE);
    }

    private static RollCall company(DepartmentRollCall... departments) {
        return Cast.company(morning(), departments[0].counts(), departments);
    }

    @Test
    void aLateDigestCountsButDoesNotNameThoseWhoCameSince() {
        Lateness late = new Lateness(at("09:58"), at("09:35"), at("09:57"), Set.of("u38", "u39"));
        DepartmentRollCall rollCall = engineering("张三", "李四", "王五").called("技术部");
        Message digest = digest(morning().late(late), rollCall, zh());
        assertThat(digest.title()).isEqualTo("技术部 09:40 未打卡 3 人（补发）");
        assertThat(digest.text()).startsWith("""
                        #### 技术部 · 09:40 未打卡 3 人（补发 09:58）
                        > 应到 42 · 已打卡 36 · 未打卡 **3** · 请假/出差 3\s\s
                        > 09:35–09:57 服务中断；以下为 09:40 的状态；之后已到的 2 人不再列出

                        - 张三（应 09:00）

                        数据时间""");
        Lateness slow = new Lateness(at("09:58"), null, null, Set.of());
        assertThat(digest(morning().late(slow), rollCall, en()).text())
                .startsWith("#### 技术部 · 09:40 · 3 not clocked in (late, posted 09:58)\n")
                .contains("  \n> Status as of 09:40\n\n- ");
    }

    @Test
    void whoCouldNotBeReadSinceIsNotNamedEither() {
        Lateness late = new Lateness(at("09:58"), null, null, Set.of("u38"), Set.of("u39"));
        DepartmentRollCall rollCall = engineering("张三", "李四", "王五").called("技术部");
        String text = digest(morning().late(late), rollCall, zh()).text();
        assertThat(text)
                .contains("> 以下为 09:40 的状态；之后已到的 1 人不再列出；1 人此后未能核对，不列出\n")
                .contains("张三");
        assertThat(text).doesNotContain("李四", "王五");
        Lateness nobody = new Lateness(at("09:58"), null, null, Set.of(), Set.of("u37", "u38", "u39"));
        assertThat(digest(morning().late(nobody), rollCall, en()).text())
                .contains("> Numbers as of 09:40; 3 could not be checked since and are not listed")
                .doesNotContain("张三", "everyone");
    }

    @Test
    void whereAllOfTheAbsentHaveComeSinceASentenceStandsInPlaceOfTheList() {
        DigestContext late = morning().linkedTo(null).late(outage("u37", "u38", "u39"));
        DepartmentRollCall rollCall = engineering("张三", "李四", "王五").called("技术部");
        assertThat(digest(late, rollCall, zh()).text()).isEqualTo("""
                        #### 技术部 · 09:40 未打卡 3 人（补发 09:58）
                        > 应到 42 · 已打卡 36 · 未打卡 **3** · 请假/出差 3\s\s
                        > 09:35–09:57 服务中断；人数为 09:40 的状态；未打卡的 3 人此后已到

                        数据时间 09:40:12""");
        assertThat(digest(late, rollCall, en()).text()).isEqualTo("""
                        #### 技术部 · 09:40 · 3 not clocked in (late, posted 09:58)
                        > Due 42 · In 36 · Missing **3** · On leave/trip 3\s\s
                        > Service interrupted 09:35–09:57; numbers as of 09:40; everyone missing then has come since (3)

                        Data as of 09:40:12""");
    }

    @Test
    void aLateDigestTellsTwoOfTheSameNameApartAlsoWhereOneHasComeSince() {
        DepartmentRollCall rollCall =
                engineering("张伟", "李四", "王五").absent("张伟", "后端组", "09:00").called("技术部");
        assertThat(digest(morning().late(outage("u37", "u38", "u39")), rollCall, zh())
                        .text())
                .contains("\n\n- 张伟（后端组，应 09:00）\n\n");
    }

    @Test
    void numbersAloneStayAsTheyWereAtTheCutoff() {
        DigestContext late = morning().linkedTo(null).late(outage("u37"));
        DepartmentRollCall rollCall =
                engineering("张三", "李四", "王五").absent("赵六", "后端组", "09:00").called("技术部");
        assertThat(digest(late, rollCall, counts(Language.ZH)).text())
                .contains("09:35–09:57 服务中断；人数为 09:40 的状态；此后已到 1 人\n\n- 直属 **3** 人\n- 后端组 **1** 人\n\n");
        assertThat(digest(late, rollCall, counts(Language.EN)).text())
                .contains("> Service interrupted 09:35–09:57; numbers as of 09:40; 1 came since\n");
    }

    @Test
    void everybodyInIsLateToo() {
        DepartmentRollCall rollCall = new Cast().many(3, Standing.PRESENT).called("技术部");
        Message chinese = digest(morning().late(outage()), rollCall, zh());
        assertThat(chinese.title()).isEqualTo("技术部 09:40 应到人员均已打卡（补发）");
        assertThat(chinese.text())
                .isEqualTo("#### ✅ 技术部 · 09:40 应到人员均已打卡（补发 09:58）\n> 应到 3 · 已打卡 3 · 请假/出差 0  \n"
                        + "> 09:35–09:57 服务中断；人数为 09:40 的状态");
        assertThat(digest(morning().late(outage()), rollCall, en()).text())
                .startsWith("#### ✅ 技术部 · 09:40 · everyone due has clocked in (late, posted 09:58)\n")
                .endsWith("> Service interrupted 09:35–09:57; numbers as of 09:40");
    }

    @Test
    void aLateNoticeOfASpikeSaysSo() {
        DepartmentRollCall spike = new Cast().many(12, Standing.ABSENT).called("技术部");
        Message chinese = digest(morning().guardedBy(0.6).late(outage("u1")), spike, zh());
        assertThat(chinese.title()).isEqualTo("技术部 09:40 数据待核对（补发）");
        assertThat(chinese.text()).endsWith("  \n> 09:35–09:57 服务中断；人数为 09:40 的状态");
    }

    @Test
    void theCompanysNumbersStayAndWhoCameSinceIsCountedOnce() {
        DepartmentRollCall rollCall = engineering("张三", "李四", "王五").called("技术部");
        RollCall twice = company(rollCall, rollCall);
        Message chinese = renderer.company(morning().late(outage("u37", "u38", "u1")), twice, List.of(), zh());
        assertThat(chinese.title()).isEqualTo("全公司 09:40 未打卡 3 人（补发）");
        assertThat(chinese.text())
                .startsWith("#### 全公司 · 09:40 未打卡 3 人（补发 09:58）\n")
                .contains("  \n> 09:35–09:57 服务中断；人数为 09:40 的状态；此后已到 2 人\n\n1. 技术部 **3** / 42\n");
        Message all = renderer.company(morning().late(outage("u37", "u38", "u39")), twice, List.of(), en());
        assertThat(all.text()).contains("; numbers as of 09:40; everyone missing then has come since (3)\n\n1. ");
    }

    @Test
    void aLateFollowUpDoesNotNameWhoCameSince() {
        DigestContext recheck = DigestContext.of(at("10:30"), at("10:50:09"), Cast.DAY, Cast.SHANGHAI)
                .late(late("u2", "u4"));
        Cast cast = new Cast()
                .with("张三", "", Standing.PRESENT, "09:00")
                .with("李四", "", Standing.ABSENT, "09:00")
                .with("王五", "", Standing.ABSENT, "09:30")
                .with("赵六", "", Standing.ABSENT, "10:00");
        FollowUp then = new FollowUp(at("09:40"), Set.of("u1", "u2", "u3"));
        Message chinese = renderer.followUp(recheck, cast.called("技术部"), then, zh());
        assertThat(chinese.title()).isEqualTo("技术部 10:30 仍未打卡 2 人（补发）");
        assertThat(chinese.text()).isEqualTo("""
                        #### 技术部 · 10:30 仍未打卡 2 人（补发 10:50）
                        > 09:40 的 3 人：1 人已到，2 人仍未打卡\s\s
                        > 以下为 10:30 的状态；之后已到的 2 人不再列出

                        - 王五（应 09:30）

                        此后到点未打卡 1 人

                        数据时间 10:50:09""");
        assertThat(renderer.followUp(recheck, cast.called("Engineering"), then, en())
                        .text())
                .startsWith("#### Engineering · 10:30 · 2 still not clocked in (late, posted 10:50)\n"
                        + "> Of 3 missing at 09:40: 1 came, 2 still not clocked in  \n"
                        + "> Status as of 10:30; 2 who came since are not listed\n\n- 王五 (due 09:30)\n");
    }

    @Test
    void aLateFollowUpWhoseMissingHaveAllComeSinceHasNoEmptyList() {
        DigestContext recheck = DigestContext.of(at("10:30"), at("10:50:09"), Cast.DAY, Cast.SHANGHAI)
                .late(late("u1"));
        DepartmentRollCall now =
                new Cast().with("张三", "", Standing.ABSENT, "09:00").called("技术部");
        FollowUp then = new FollowUp(at("09:40"), Set.of("u1"));
        assertThat(renderer.followUp(recheck, now, then, zh()).text())
                .isEqualTo("#### 技术部 · 10:30 仍未打卡 1 人（补发 10:50）\n> 09:40 的 1 人：1 人仍未打卡  \n"
                        + "> 人数为 10:30 的状态；未打卡的 1 人此后已到\n\n数据时间 10:50:09");
    }

    @Test
    void aLateFollowUpThatSettlesSaysSo() {
        DigestContext recheck = DigestContext.of(at("10:30"), at("10:50:09"), Cast.DAY, Cast.SHANGHAI)
                .late(late());
        DepartmentRollCall now =
                new Cast().with("张三", "", Standing.PRESENT, "09:00").called("技术部");
        FollowUp then = new FollowUp(at("09:40"), Set.of("u1"));
        Message chinese = renderer.followUp(recheck, now, then, zh());
        assertThat(chinese.title()).isEqualTo("技术部 10:30：09:40 的 1 人均已到（补发）");
        assertThat(chinese.text()).isEqualTo("✅ 09:40 的 1 人均已到（补发 10:50）");
        assertThat(renderer.followUp(recheck, now, then, en()).text())
                .isEqualTo("✅ 1 missing at 09:40 have all come (late, posted 10:50)");
    }

    private static Lateness late(String... cameSince) {
        return new Lateness(at("10:50"), null, null, Set.of(cameSince));
    }
}
