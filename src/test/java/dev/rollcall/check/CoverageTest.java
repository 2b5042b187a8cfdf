package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.rollcall.absence.Branch;
import dev.rollcall.check.Coverage.Gap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who belongs to no configured department. */
class CoverageTest {
    /**
     * A company: 技术部 (10) with 前端 (11) and 后端 (12), 市场部 (20) with 品牌 (21) and 渠道 (22), 总经办 (30) with nobody
     * below it, and 仓库 (40), which is empty.
     */
    private static final List<Branch> COMPANY = List.of(
            branch(1, 0, "公司", "boss"),
            branch(10, 1, "技术部", "a"),
            branch(20, 1, "市场部", "m"),
            branch(30, 1, "总经办", "x", "y", "a"),
            branch(40, 1, "仓库"),
            branch(11, 10, "前端", "b", "c"),
            branch(12, 10, "后端", "d"),
            branch(21, 20, "品牌", "n", "o"),
            branch(22, 20, "渠道", "p"));

    private static Branch branch(long id, long parent, String name, String... people) {
        return new Branch(id, parent, name, Set.of(people), true);
    }

    private static Coverage of(Long... configured) {
        return Coverage.of(COMPANY, List.of(configured), Set.of(), Set.of());
    }

    @Test
    void whoIsBelowAConfiguredDepartmentIsCoveredAndADepartmentThatIsLeftOutIsOneGapWithAllBelowIt() {
        Coverage coverage = of(10L, 30L);

        assertThat(coverage.people()).isEqualTo(11);
        assertThat(coverage.uncovered()).isEqualTo(5);
        assertThat(coverage.gaps()).containsExactly(new Gap(20, "市场部", 4), new Gap(1, "公司", 1));
        assertThat(coverage.outside())
                .containsExactly(entry(20L, "市场部"), entry(40L, "仓库"), entry(21L, "品牌"), entry(22L, "渠道"));
        assertThat(coverage.complete()).isTrue();
    }

    @Test
    void aDepartmentAboveAConfiguredOneIsAGapWithItsDirectMembersAlone() {
        Coverage coverage = of(10L, 21L, 30L);

        assertThat(coverage.gaps()).containsExactly(new Gap(1, "公司", 1), new Gap(20, "市场部", 1), new Gap(22, "渠道", 1));
        assertThat(coverage.outside()).containsOnlyKeys(40L, 22L);
    }

    @Test
    void somebodyInTwoDepartmentsIsCoveredByEitherAndCountsOnce() {
        assertThat(of(10L, 20L).gaps())
                .as("a is in 技术部 too")
                .containsExactly(new Gap(30, "总经办", 2), new Gap(1, "公司", 1));
        assertThat(of(20L).uncovered())
                .as("a is in two gaps")
                .isEqualTo(7)
                .isLessThan(of(20L).gaps().stream().mapToInt(Gap::people).sum());
    }

    @Test
    void whoIsExemptIsMissedByNobody() {
        Coverage coverage = Coverage.of(COMPANY, List.of(10L, 20L, 30L), Set.of("boss"), Set.of());

        assertThat(coverage.uncovered()).isZero();
        assertThat(coverage.gaps()).isEmpty();
    }

    @Test
    void whoIsNamedByTheConfigurationAndIsNobodyIsAStranger() {
        Coverage coverage = Coverage.of(COMPANY, List.of(10L), Set.of("bos"), List.of("bos", "a", "boss", "hr", "y"));

        assertThat(coverage.strangers()).containsExactly("bos", "hr");
    }

    @Test
    void whereTheRootIsConfiguredEverybodyIsCovered() {
        Coverage coverage = of(1L);

        assertThat(coverage.uncovered()).isZero();
        assertThat(coverage.outside()).isEmpty();
    }

    @Test
    void whereNothingIsConfiguredOrKnownEachDepartmentBelowTheRootIsAGap() {
        Coverage coverage = of(99L);

        assertThat(coverage.uncovered()).isEqualTo(11);
        assertThat(coverage.gaps())
                .containsExactly(
                        new Gap(10, "技术部", 4), new Gap(20, "市场部", 4), new Gap(30, "总经办", 3), new Gap(1, "公司", 1));
        assertThat(coverage.unknown()).containsExactly(99L);
    }

    @Test
    void whereAPartCouldNotBeReadNothingIsSaidToBeUnknown() {
        List<Branch> part = List.of(branch(1, 0, "公司"), new Branch(10, 1, "技术部", Set.of("a"), false));

        Coverage coverage = Coverage.of(part, List.of(20L), Set.of(), Set.of("nobody"));

        assertThat(coverage.complete()).isFalse();
        assertThat(coverage.unknown()).isEmpty();
        assertThat(coverage.strangers()).as("somebody may be in the rest").isEmpty();
        assertThat(coverage.uncovered()).isEqualTo(1);
        assertThat(Coverage.of(List.of(), List.of(20L), Set.of(), Set.of()).complete())
                .isFalse();
    }
}
