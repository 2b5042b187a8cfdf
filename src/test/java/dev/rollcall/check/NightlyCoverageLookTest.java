package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Branch;
import dev.rollcall.absence.Department;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.Remarks.Kind;
import dev.rollcall.ledger.Remarks.Remark;
import dev.rollcall.message.Language;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a look at night takes to be news: departments 10 and 20 are configured, and the ids boss and u0o1. */
class NightlyCoverageLookTest extends LookedAt {
    private static final Branch ROOT = new Branch(Branch.ROOT, 0, "公司", Set.of("boss"), true);
    private static final Branch UNREAD = new Branch(Branch.ROOT, 0, "", Set.of(), false);

    private LocalDate night = DATE;
    private List<Branch> organisation = List.of(UNREAD);
    private List<String> named = List.of("boss");
    private @Nullable Reason trouble;

    /** What is news after one more night in which these of the configured departments could be read. */
    private List<Remark> news(Department... read) {
        CheckSettings settings =
                settings(SHANGHAI, DepartmentConfig.of(10, Language.ZH), DepartmentConfig.of(20, Language.ZH));
        night = night.plusDays(1);
        new NightlyCoverage(this::coverage, settings, ledger)
                .look(night, Arrays.asList(read), new Run(Deadline.in(Duration.ofMinutes(1), Waiting.real())));
        return ledger.remarks().news();
    }

    private Coverage coverage(Run run) {
        if (trouble != null) {
            run.trouble(new SourceException(trouble, false, "Cannot read"));
        }
        return Coverage.of(organisation, List.of(Branch.ROOT), Set.of(), named);
    }

    private static Department department(long id, boolean complete, String... people) {
        List<Department.Member> members = Arrays.stream(people)
                .map(person -> new Department.Member(new Employee(person, person, null), ""))
                .toList();
        return new Department(id, "部门" + id, members, complete, true, List.of());
    }

    private static Remark remark(Kind kind, long department, String name) {
        return new Remark(kind, department, name, 0, null, null);
    }

    @Test
    void aRootThatDingTalkDoesNotShowIsNewsOnceAndAgainAfterItWasShown() {
        trouble = Reason.REFUSED;
        assertThat(news(department(10, true, "a"))).containsExactly(remark(Kind.ROOT, 0, ""));
        assertThat(news(department(10, true, "a"))).isEmpty();
        trouble = Reason.UNAVAILABLE;
        assertThat(news(department(10, true, "a"))).isEmpty();
        trouble = Reason.REFUSED;
        assertThat(news(department(10, true, "a")))
                .as("DingTalk was away, which changes nothing")
                .isEmpty();

        trouble = null;
        organisation = List.of(ROOT);
        assertThat(news(department(10, true, "a"))).isEmpty();
        trouble = Reason.REFUSED;
        organisation = List.of(UNREAD);
        assertThat(news(department(10, true, "a"))).hasSize(1);
    }

    @Test
    void whileDingTalkIsAwayOrAPartIsHiddenNothingIsSaidOfTheRoot() {
        trouble = Reason.UNAVAILABLE;
        assertThat(news(department(10, true, "a"))).isEmpty();

        trouble = Reason.REFUSED;
        assertThat(news()).as("of configured departments neither").isEmpty();
        assertThat(news(department(10, false, "a"))).isEmpty();
        organisation = List.of(ROOT, new Branch(7, Branch.ROOT, "", Set.of(), false));
        assertThat(news(department(10, true, "a"))).isEmpty();
    }

    @Test
    void aConfiguredDepartmentThatLosesEverybodyIsNewsOnceAlsoWhereTheRootIsHidden() {
        trouble = Reason.UNAVAILABLE;
        assertThat(news(department(10, true, "a"), department(20, true, "b"))).isEmpty();

        assertThat(news(department(10, true), department(20, true, "b")))
                .containsExactly(remark(Kind.EMPTY, 10, "部门10"));
        assertThat(news(department(10, true), department(20, true, "b"))).isEmpty();
        assertThat(news(department(10, true), department(20, true))).containsExactly(remark(Kind.EMPTY, 20, "部门20"));
    }

    @Test
    void oneThatCouldNotBeReadIsNeitherEmptyNorFullAgain() {
        assertThat(news(department(10, false))).isEmpty();
        assertThat(news(department(10, true))).hasSize(1);
        news();
        news(department(10, false));
        assertThat(news(department(10, true))).isEmpty();
        news(department(10, true, "a"));
        assertThat(news(department(10, true))).hasSize(1);
    }

    @Test
    void aUserIdThatNobodyHasIsNewsOnceAndWithHowManyPeopleCanBeSeen() {
        organisation = List.of(ROOT);
        named = List.of("boss", "u0o1");
        assertThat(news()).containsExactly(Strangers.remark("u0o1", 1));
        assertThat(news()).isEmpty();
        named = List.of("boss", "u0o1", "other");
        assertThat(news()).containsExactly(Strangers.remark("other", 1));
        organisation = List.of(UNREAD);
        assertThat(news()).as("nobody knows").isEmpty();
    }
}
