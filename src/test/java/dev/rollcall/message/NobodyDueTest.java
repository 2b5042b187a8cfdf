package dev.rollcall.message;

import static dev.rollcall.message.Asked.EN;
import static dev.rollcall.message.Asked.ZH;
import static dev.rollcall.message.Asked.notDue;
import static dev.rollcall.message.Asked.shift;
import static dev.rollcall.message.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.PlanPoint;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where nobody is due the answer says why, and never that everybody is in. */
class NobodyDueTest {
    private final ReplyRenderer renderer = new ReplyRenderer();

    private static Found technology(List<PlanPoint> plan) {
        return Asked.found(Asked.department(1, "技术部", notDue("u1", "张三", plan)));
    }

    @Test
    void onARestDayTheNextDigestIsSaid() {
        Found rest = technology(List.of()).before(at("09:40").plus(Duration.ofDays(1)));
        Message chinese = renderer.absent(ZH, rest);
        assertThat(chinese.title()).isEqualTo("今天技术部没有排班（休息日）");
        assertThat(chinese.text()).isEqualTo("今天技术部没有排班（休息日），下次播报 5月7日 09:40\n\n数据时间 09:40:12");
        assertThat(renderer.absent(EN, rest).text())
                .isEqualTo("技术部: no shifts today (rest day); next digest 7 May 09:40\n\nData as of 09:40:12");
        assertThat(renderer.late(ZH, rest)).isEqualTo(chinese);
        assertThat(renderer.leave(ZH, rest)).isEqualTo(chinese);
        assertThat(renderer.out(ZH, rest)).isEqualTo(chinese);
        assertThat(renderer.absent(ZH, technology(List.of())).text()).startsWith("今天技术部没有排班（休息日）\n");
    }

    @Test
    void aRestDayThatIsOverIsCalledByItsDate() {
        Found rest = Asked.of(
                Asked.department(1, "技术部", notDue("u1", "张三", List.of())),
                at("00:00").minusSeconds(1),
                LocalDate.of(2026, 5, 5));
        assertThat(renderer.absent(ZH, rest).title()).isEqualTo("5月5日技术部没有排班（休息日）");
        assertThat(renderer.absent(EN, rest).title()).isEqualTo("技术部: no shifts on 5 May (rest day)");
    }

    @Test
    void beforeTheFirstShiftItIsNoRestDay() {
        Found early = technology(shift("13:30", "22:00"));
        assertThat(renderer.absent(ZH, early).title()).isEqualTo("今天技术部还没有人到上班时间，最早 13:30");
        assertThat(renderer.absent(EN, early).title()).isEqualTo("技术部: nobody is due yet today, the first at 13:30");
    }

    @Test
    void withinTheGraceOrWithoutAPunchNeededNobodyIsDueAtThisTime() {
        Found free = technology(shift("09:00", "18:00"));
        assertThat(renderer.absent(ZH, free).title()).isEqualTo("技术部 09:40 无人应到");
        assertThat(renderer.absent(EN, free).title()).isEqualTo("技术部 09:40: nobody due");
    }

    @Test
    void aDepartmentWithoutMembersHasNobodyDue() {
        Found empty = Asked.found(Asked.department(1, "技术部"));
        assertThat(renderer.absent(ZH, empty).title()).isEqualTo("技术部 09:40 无人应到");
    }
}
