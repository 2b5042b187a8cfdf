package dev.rollcall.message;

import static dev.rollcall.message.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FollowUpDigestTest {
    private final DigestRenderer renderer = new DigestRenderer();
    private final DigestContext recheck = DigestContext.of(at("10:30"), at("10:30:09"), Cast.DAY, Cast.SHANGHAI);
    private final FollowUp morning = new FollowUp(at("09:40"), Set.of("u1", "u2", "u3"));

    private Message followUp(Cast cast, DigestStyle style) {
        return renderer.followUp(recheck, cast.called("技术部"), morning, style);
    }

    private static Cast three(Standing first, Standing second, Standing third) {
        return new Cast()
                .with("张三", "", first, "09:00")
                .with("李四", "", second, "09:00")
                .with("王五", "", third, "09:30");
    }

    @Test
    void whoIsStillMissingIsListedAndWhoCameIsCounted() {
        Cast cast = three(Standing.PRESENT, Standing.PRESENT, Standing.ABSENT);
        Message chinese = followUp(cast, Cast.zh());
        assertThat(chinese.title()).isEqualTo("技术部 10:30 仍未打卡 1 人");
        assertThat(chinese.text()).isEqualTo("""
                        #### 技术部 · 10:30 仍未打卡 1 人
                        > 09:40 的 3 人：2 人已到，1 人仍未打卡

                        - 王五（应 09:30）

                        数据时间 10:30:09""");
        assertThat(followUp(cast, Cast.en()).text())
                .startsWith("#### 技术部 · 10:30 · 1 still not clocked in\n"
                        + "> Of 3 missing at 09:40: 2 came, 1 still not clocked in\n\n- 王五 (due 09:30)\n");
    }

    @Test
    void everybodyWhoCameIsOneLine() {
        Cast cast = three(Standing.PRESENT, Standing.PRESENT, Standing.PRESENT);
        assertThat(followUp(cast, Cast.zh()).text()).isEqualTo("✅ 09:40 的 3 人均已到");
        assertThat(followUp(cast, Cast.zh()).title()).isEqualTo("技术部 10:30：09:40 的 3 人均已到");
        assertThat(followUp(cast, Cast.en()).text()).isEqualTo("✅ 3 missing at 09:40 have all come");
    }

    @Test
    void leaveThatWasApprovedSinceIsNotTakenForComing() {
        Cast cast = three(Standing.PRESENT, Standing.EXCUSED, Standing.NOT_DUE);
        assertThat(followUp(cast, Cast.zh()).text()).isEqualTo("✅ 09:40 的 3 人：1 人已到，1 人请假/出差，1 人不再应到");
    }

    @Test
    void whatCouldNotBeReadIsNeverSettled() {
        Cast cast = three(Standing.PRESENT, Standing.PRESENT, Standing.UNVERIFIED);
        assertThat(followUp(cast, Cast.zh()).text())
                .startsWith("#### 技术部 · 10:30 仍未打卡 0 人 · 未核对 1\n> 09:40 的 3 人：2 人已到，1 人未核对\n")
                .doesNotContain("✅");
    }

    @Test
    void whoWasNotDueThenIsToldApart() {
        Cast cast = three(Standing.PRESENT, Standing.PRESENT, Standing.ABSENT).with("赵六", "", Standing.ABSENT, "10:00");
        assertThat(followUp(cast, Cast.zh()).text()).contains("- 王五（应 09:30）\n\n此后到点未打卡 1 人：赵六\n\n");
        assertThat(followUp(cast, Cast.style(Language.ZH, Show.COUNTS, Mention.NONE))
                        .text())
                .contains("\n\n此后到点未打卡 1 人\n\n")
                .doesNotContain("赵六", "王五");
    }

    @Test
    void showingCountsPrintsNoNames() {
        Cast cast = new Cast()
                .with("张三", "后端组", Standing.ABSENT, "09:00")
                .with("李四", "前端组", Standing.ABSENT, "09:00")
                .with("王五", "", Standing.PRESENT, "09:00");
        Message digest = followUp(cast, Cast.style(Language.ZH, Show.COUNTS, Mention.ABSENTEES));
        assertThat(digest.text()).isEqualTo("""
                        #### 技术部 · 10:30 仍未打卡 2 人
                        > 09:40 的 3 人：1 人已到，2 人仍未打卡

                        - 后端组 **1** 人
                        - 前端组 **1** 人

                        数据时间 10:30:09""");
        assertThat(digest.mentions()).isEmpty();
    }

    @Test
    void oneWhoIsStillMissingIsToldFromAnotherOfTheSameNameWhoIsDueSince() {
        Cast cast =
                three(Standing.ABSENT, Standing.PRESENT, Standing.PRESENT).with("张三", "后端组", Standing.ABSENT, "10:00");
        assertThat(followUp(cast, Cast.zh()).text()).contains("- 张三（直属，应 09:00）\n\n此后到点未打卡 1 人：张三（后端组）\n\n");
    }

    @Test
    void whoIsNotAmongMembersThatCouldNotAllBeReadIsUnverified() {
        DepartmentRollCall some = new Cast().many(2, Standing.PRESENT).incomplete("技术部");
        assertThat(renderer.followUp(recheck, some, morning, Cast.zh()).text())
                .startsWith("#### 技术部 · 10:30 仍未打卡 0 人 · 成员名单不全\n> 09:40 的 3 人：2 人已到，1 人未核对\n")
                .doesNotContain("✅", "不再应到");
    }

    @Test
    void someoneWhoLeftTheDepartmentIsNoLongerDue() {
        DepartmentRollCall two = new Cast()
                .with("张三", "", Standing.PRESENT, "09:00")
                .with("李四", "", Standing.ABSENT, "09:00")
                .called("技术部");
        assertThat(renderer.followUp(recheck, two, morning, Cast.zh()).text())
                .contains("> 09:40 的 3 人：1 人已到，1 人不再应到，1 人仍未打卡\n");
    }
}
