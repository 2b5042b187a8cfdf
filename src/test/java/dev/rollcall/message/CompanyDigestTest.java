package dev.rollcall.message;

import static dev.rollcall.message.Cast.morning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompanyDigestTest {
    private final DigestRenderer renderer = new DigestRenderer();

    private static RollCall company(Counts counts, DepartmentRollCall... departments) {
        return Cast.company(morning(), counts, departments);
    }

    private static Counts counts(int due, int present, int excused, int unverified, int absent) {
        return new Counts(due, present, 0, excused, 0, unverified, absent);
    }

    private static DepartmentRollCall department(String name, int due, int absent) {
        return new Cast()
                .many(due - absent, Standing.PRESENT)
                .many(absent, Standing.ABSENT)
                .called(name);
    }

    @Test
    void departmentsWithAbsenteesComeFirstAndFailedDeliveriesLast() {
        RollCall rollCall = company(
                counts(1000, 941, 32, 0, 27),
                department("行政部", 10, 0),
                department("客服部", 64, 6),
                department("生产一部", 120, 9));
        List<FailedDelivery> failed = List.of(new FailedDelivery("仓储部", "ROBOT_REMOVED", "300005"));
        Message digest = renderer.company(morning().linkedTo("https://x/"), rollCall, failed, Cast.zh());
        assertThat(digest.title()).isEqualTo("全公司 09:40 未打卡 27 人");
        assertThat(digest.text()).isEqualTo("""
                        #### 全公司 · 09:40 未打卡 27 人
                        > 应到 1000 · 已打卡 941 · 请假/出差 32 · 未核对 0

                        1. 生产一部 **9** / 120
                        2. 客服部 **6** / 64

                        ⚠️ 1 个部门未送达：仓储部（机器人已被移除，300005）

                        数据时间 09:40:12 · [3 个部门明细](https://x/)""");
        assertThat(renderer.company(morning().linkedTo("https://x/"), rollCall, failed, Cast.en())
                        .text())
                .isEqualTo("""
                        #### Company · 09:40 · 27 not clocked in
                        > Due 1000 · In 941 · On leave/trip 32 · Unverified 0

                        1. 生产一部 **9** / 120
                        2. 客服部 **6** / 64

                        ⚠️ Departments not reached (1): 仓储部 (robot was removed, 300005)

                        Data as of 09:40:12 · [Details by department (3)](https://x/)""");
    }

    @Test
    void neverNamesAnybody() {
        Message digest = renderer.company(
                morning(), company(counts(20, 11, 0, 0, 9), department("甲", 20, 9)), List.of(), Cast.zh());
        assertThat(digest.text()).doesNotContain("某某");
    }

    @Test
    void onlyTheFifteenMostConcernedAreListed() {
        DepartmentRollCall[] departments = IntStream.rangeClosed(1, 18)
                .mapToObj(i -> department("部门" + i, 30, i))
                .toArray(DepartmentRollCall[]::new);
        Message digest =
                renderer.company(morning(), company(counts(540, 369, 0, 0, 171), departments), List.of(), Cast.zh());
        assertThat(digest.text()).contains("\n\n1. 部门18 **18** / 30\n", "\n15. 部门4 **4** / 30\n\n其他 3 个部门 **6** 人\n\n");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        DepartmentRollCall down = new Cast().many(8, Standing.UNVERIFIED).called("仓储部");
        DepartmentRollCall partial = new Cast().many(8, Standing.PRESENT).incomplete("客服部");
        RollCall rollCall = company(counts(17, 8, 0, 8, 1), down, partial, department("技术部", 1, 1));
        Message digest = renderer.company(morning(), rollCall, List.of(), Cast.zh());
        assertThat(digest.title()).isEqualTo("全公司 09:40 未打卡 1 人 · 未核对 8");
        assertThat(digest.text())
                .startsWith("#### 全公司 · 09:40 未打卡 1 人 · 未核对 8 · 成员名单不全\n> 应到 17 · 已打卡 8 · 请假/出差 0 · 未核对 8\n")
                .contains("\n\n⚠️ 1 个部门名单暂缺：仓储部\n\n⚠️ 1 个部门成员名单不全：客服部\n\n");
    }

    @Test
    void aHeldDepartmentIsMarked() {
        RollCall rollCall = company(counts(20, 2, 0, 0, 18), department("技术部", 20, 18));
        assertThat(renderer.company(morning().guardedBy(0.6), rollCall, List.of(), Cast.zh())
                        .text())
                .contains("1. 技术部 **18** / 20（数据待核对）\n");
    }

    @Test
    void withoutAnyDataThereIsNoNumber() {
        DepartmentRollCall down = new Cast().many(8, Standing.UNVERIFIED).called("仓储部");
        Message digest = renderer.company(morning(), company(counts(8, 0, 0, 8, 0), down), List.of(), Cast.zh());
        assertThat(digest.title()).isEqualTo("全公司 09:40 名单暂缺");
        assertThat(digest.text()).contains("不代表全员到齐").doesNotContain("✅");
    }

    @Test
    void everybodyInAndNobodyDueAreSaid() {
        RollCall all = company(counts(10, 10, 0, 0, 0), department("技术部", 10, 0));
        assertThat(renderer.company(morning(), all, List.of(), Cast.zh()).text())
                .startsWith("#### ✅ 全公司 · 09:40 应到人员均已打卡\n");
        RollCall none = company(counts(0, 0, 0, 0, 0), department("技术部", 0, 0));
        assertThat(renderer.company(morning(), none, List.of(), Cast.en()).title())
                .isEqualTo("Company 09:40: nobody due");
    }

    @Test
    void longNamesAndManyFailuresStillFit() {
        String nasty = "😀".repeat(2000);
        DepartmentRollCall[] departments = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> department(nasty, 30, 3))
                .toArray(DepartmentRollCall[]::new);
        List<FailedDelivery> failed = IntStream.range(0, 60)
                .mapToObj(i -> new FailedDelivery(nasty, "?", nasty))
                .toList();
        Message digest =
                renderer.company(morning(), company(counts(1800, 1620, 0, 0, 180), departments), failed, Cast.zh());
        assertThat(Budget.fits(digest)).isTrue();
        assertThat(digest.text()).contains("其他 55 个部门 **165** 人").contains("⚠️ 60 个部门未送达：");
    }
}
