package dev.rollcall.message;

import static dev.rollcall.message.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureDigestTest {
    private final DigestRenderer renderer = new DigestRenderer();
    private final DigestContext afterwards = DigestContext.of(at("09:40"), at("10:45:03"), Cast.DAY, Cast.SHANGHAI)
            .linkedTo("https://x/");
    private final List<FailedDelivery> three = List.of(
            new FailedDelivery("仓储部", "ROBOT_REMOVED", "300005"),
            new FailedDelivery("客服部", FailedDelivery.MISSED, null, "2026-05-05 09:40"),
            new FailedDelivery("技术部", FailedDelivery.DATA, null));

    @Test
    void hrReadsWhichDepartmentsWereNotReachedAndWhyInChinese() {
        Message message = renderer.failures(afterwards, three, Cast.zh());
        assertThat(message.title()).isEqualTo("全公司 09:40 未送达 3 个部门");
        assertThat(message.text()).isEqualTo("""
                        #### ⚠️ 全公司 · 09:40 未送达 3 个部门
                        > 以下部门的群没有收到播报，不代表全员到齐。

                        - 仓储部（机器人已被移除，300005）
                        - 客服部（2026-05-05 09:40，错过：服务中断至 max_late 之后）
                        - 技术部（钉钉数据一直未取到）

                        数据时间 10:45:03 · [看板](https://x/)""");
        assertThat(message.mentions()).isEmpty();
    }

    @Test
    void hrReadsWhichDepartmentsWereNotReachedAndWhyInEnglish() {
        Message message = renderer.failures(afterwards, three, Cast.en());
        assertThat(message.title()).isEqualTo("Company 09:40, departments not reached: 3");
        assertThat(message.text()).isEqualTo("""
                        #### ⚠️ Company · 09:40 · departments not reached: 3
                        > Their groups got no digest; this does not mean everyone is in.

                        - 仓储部 (robot was removed, 300005)
                        - 客服部 (2026-05-05 09:40, missed: the service was down past max_late)
                        - 技术部 (DingTalk data could not be read in time)

                        Data as of 10:45:03 · [Board](https://x/)""");
    }

    @Test
    void ofMoreThanFifteenTheFirstFifteenAreTold() {
        List<FailedDelivery> many = IntStream.rangeClosed(1, 18)
                .mapToObj(i -> new FailedDelivery("部门" + i, "THROTTLED", "410100"))
                .toList();
        String text = renderer.failures(afterwards, many, Cast.zh()).text();
        assertThat(text)
                .contains("未送达 18 个部门\n", "- 部门15（发送过快被限流，410100）\n- 其他 3 条\n\n")
                .doesNotContain("部门16");
        assertThat(renderer.failures(afterwards, many, Cast.en()).text()).contains("\n- 3 more\n\n");
    }

    @Test
    void aDepartmentThatMissedTwoCutoffsIsOneDepartmentAndTwoOfOneNameAreTwo() {
        List<FailedDelivery> failed = new ArrayList<>(three);
        failed.add(new FailedDelivery("客服部", FailedDelivery.MISSED, null, "2026-05-05 10:30"));
        assertThat(renderer.failures(afterwards, failed, Cast.zh()).title()).endsWith("未送达 3 个部门");
        failed.add(new FailedDelivery("仓储部", "GROUP_DISBANDED", "400013"));
        assertThat(renderer.failures(afterwards, failed, Cast.zh()).title()).endsWith("未送达 4 个部门");
    }

    @Test
    void theRollUpKnowsTheSameWords() {
        DepartmentRollCall department = new Cast().many(9, Standing.PRESENT).called("技术部");
        RollCall rollCall = Cast.company(afterwards, department.counts(), department);
        assertThat(renderer.company(afterwards, rollCall, three, Cast.zh()).text())
                .contains("\n\n⚠️ 3 个部门未送达：仓储部（机器人已被移除，300005）、客服部（2026-05-05 09:40，错过：服务中断至 max_late 之后）、"
                        + "技术部（钉钉数据一直未取到）\n\n");
    }

    @Test
    void nothingToTellIsAnErrorOfTheCaller() {
        assertThatThrownBy(() -> renderer.failures(afterwards, List.of(), Cast.zh()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No digest failed");
    }

    @Test
    void theKeywordIsThere() {
        Message message = renderer.failures(afterwards, three, Cast.keyword(Cast.zh(), "人事"));
        assertThat(message.title()).endsWith(" · 人事");
        assertThat(message.text()).endsWith("\n\n人事");
    }
}
