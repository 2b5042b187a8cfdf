package dev.rollcall.message;

import static dev.rollcall.message.Cast.at;
import static dev.rollcall.message.Cast.morning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestContext.Lateness;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import dev.rollcall.message.DigestStyle.WhenAllPresent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MentionsTest {
    private static final DigestStyle ABSENTEES = Cast.style(Language.ZH, Show.NAMES, Mention.ABSENTEES);

    private final DigestRenderer renderer = new DigestRenderer();

    private Message digest(DigestContext context, DepartmentRollCall rollCall, DigestStyle style) {
        return renderer.digest(context, rollCall, style).orElseThrow();
    }

    private static DigestStyle leads(String... ids) {
        return new DigestStyle(Language.ZH, Show.NAMES, Mention.LEAD, List.of(ids), WhenAllPresent.BRIEF, null);
    }

    private static DepartmentRollCall three() {
        return Cast.engineering("张三", "李四", "@所有人").called("技术部");
    }

    private static Finding absent(String id, Instant shiftEnd) {
        return new Finding(new Employee(id, "张三", null), "", Standing.ABSENT, at("09:00"), false, null, shiftEnd);
    }

    @Test
    void nobodyIsMentionedByDefault() {
        Message digest = digest(morning().mentioningLeads(true), three(), Cast.zh());
        assertThat(digest.mentions()).isEmpty();
        assertThat(digest.text()).doesNotContain("@");
    }

    @Test
    void theLeadIsMentionedInTheFirstDigestThatNamesAnybody() {
        Message first = digest(morning().mentioningLeads(true), three(), leads("user001", "user001"));
        assertThat(first.mentions()).containsExactly("user001");
        assertThat(first.text()).contains("\n\n@user001\n\n数据时间");
        assertThat(digest(morning().mentioningLeads(false), three(), leads("user001"))
                        .mentions())
                .isEmpty();
        DepartmentRollCall nobody = new Cast().many(5, Standing.PRESENT).called("技术部");
        assertThat(digest(morning().mentioningLeads(true), nobody, leads("user001"))
                        .text())
                .doesNotContain("@");
    }

    @Test
    void withoutConfiguredLeadsTheManagersAreMentioned() {
        DepartmentRollCall rollCall =
                new DepartmentRollCall(4100, "技术部", true, three().findings(), List.of("manager1"));
        assertThat(digest(morning().mentioningLeads(true), rollCall, leads()).mentions())
                .containsExactly("manager1");
    }

    @Test
    void upToTenAbsenteesAreMentionedWhereTheGroupWantsIt() {
        Message digest = digest(morning(), three(), ABSENTEES);
        assertThat(digest.mentions()).containsExactly("u37", "u38", "u39");
        assertThat(digest.text()).contains("\n\n@u37 @u38 @u39\n\n").contains("＠所有人");
        DepartmentRollCall eleven = new Cast().many(11, Standing.ABSENT).called("技术部");
        assertThat(digest(morning(), eleven, ABSENTEES).mentions()).isEmpty();
    }

    @Test
    void nobodyIsMentionedAfterTheirShift() {
        DepartmentRollCall rollCall = new Cast()
                .with(absent("over", at("09:40")))
                .with(absent("on", at("09:41")))
                .with(absent("unknown", null))
                .called("技术部");
        assertThat(digest(morning(), rollCall, ABSENTEES).mentions()).containsExactly("on", "unknown");
    }

    @Test
    void absenteesAreNotMentionedLateOrWithoutDataOrInASpikeOrWithoutNames() {
        Lateness late = new Lateness(at("09:58"), null, null, Set.of());
        assertThat(digest(morning().late(late), three(), ABSENTEES).mentions()).isEmpty();
        DepartmentRollCall down = new Cast().many(3, Standing.UNVERIFIED).called("技术部");
        assertThat(digest(morning(), down, ABSENTEES).mentions()).isEmpty();
        DepartmentRollCall spike = new Cast().many(9, Standing.ABSENT).called("技术部");
        assertThat(digest(morning().guardedBy(0.6), spike, ABSENTEES).mentions())
                .isEmpty();
        assertThat(digest(morning(), three(), ABSENTEES.countsOnly()).text()).doesNotContain("@");
    }

    @Test
    void anIdThatIsNotOneWordIsNotMentioned() {
        DigestStyle odd = leads("all people", "a@b", "x--y", "", "_x", "ok_1.b-2");
        assertThat(digest(morning().mentioningLeads(true), three(), odd).mentions())
                .containsExactly("ok_1.b-2");
    }

    @Test
    void atMostFiftyAreMentioned() {
        String[] many = IntStream.range(0, 60).mapToObj(i -> "lead" + i).toArray(String[]::new);
        assertThat(digest(morning().mentioningLeads(true), three(), leads(many)).mentions())
                .hasSize(50);
    }
}
