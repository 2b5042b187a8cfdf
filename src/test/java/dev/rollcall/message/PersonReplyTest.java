package dev.rollcall.message;

import static dev.rollcall.message.Asked.EN;
import static dev.rollcall.message.Asked.ZH;
import static dev.rollcall.message.Asked.evidence;
import static dev.rollcall.message.Asked.finding;
import static dev.rollcall.message.Asked.notDue;
import static dev.rollcall.message.Asked.shift;
import static dev.rollcall.message.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Evidence.Source;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Standing;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions about one person: where they stand, and why. */
class PersonReplyTest {
    private final ReplyRenderer renderer = new ReplyRenderer();

    private static FoundPerson asked(Finding finding) {
        return FoundPerson.of(finding, "技术部", Asked.rollCall(Asked.department(1, "技术部", finding)));
    }

    private static Finding by(Standing standing, boolean late, String punched, Source source) {
        return finding("u1", "张三", standing, late, punched, evidence(source));
    }

    /** Everybody who can be asked about: their finding, the head in both languages, the reasons in both. */
    static Stream<Arguments> everyStanding() {
        Finding present = by(Standing.PRESENT, false, "08:57", Source.PUNCH);
        Finding late = by(Standing.PRESENT, true, "09:12", Source.RESULT);
        Finding pending = by(Standing.PENDING, false, "09:05", Source.PUNCH);
        Finding absent = by(Standing.ABSENT, false, null, Source.NOTHING);
        Finding unread = by(Standing.UNVERIFIED, false, null, Source.UNREAD);
        Finding away = Asked.away("u1", "张三", at("09:00"), at("12:00"));
        return Stream.of(
                arguments(
                        present,
                        "张三 · 08:57 已打卡",
                        "张三 · clocked in 08:57",
                        "- 班次 09:00–18:00，应 09:00 打卡\n- 打卡记录：08:57",
                        "- Shift 09:00–18:00, due 09:00\n- Clock-in: 08:57"),
                arguments(
                        late,
                        "张三 · 09:12 已打卡（迟到）",
                        "张三 · clocked in 09:12 (late)",
                        "- 班次 09:00–18:00，应 09:00 打卡\n- 考勤结果：09:12（可能是补卡或管理员更正）",
                        "- Shift 09:00–18:00, due 09:00\n"
                                + "- Attendance result: 09:12 (may be a correction by an administrator)"),
                arguments(
                        pending,
                        "张三 · 09:05 打卡待确认",
                        "张三 · clock-in 09:05 awaiting confirmation",
                        "- 班次 09:00–18:00，应 09:00 打卡\n- 打卡记录：09:05，钉钉还没有确认",
                        "- Shift 09:00–18:00, due 09:00\n- Clock-in: 09:05, not confirmed by DingTalk yet"),
                arguments(
                        absent,
                        "张三 · 09:40 未打卡",
                        "张三 · 09:40 · not clocked in",
                        "- 班次 09:00–18:00，应 09:00 打卡\n- 查看了打卡记录、考勤结果、请假和出差审批（09:40 读取）\n"
                                + "- 截至 09:40 没有打卡\n- 没有通过的请假、出差或外出",
                        "- Shift 09:00–18:00, due 09:00\n"
                                + "- Looked at: clock-ins, attendance results, approved leave and trips (read 09:40)\n"
                                + "- No clock-in until 09:40\n- No approved leave, trip or outing"),
                arguments(
                        unread,
                        "张三 · 09:40 数据未取到",
                        "张三 · 09:40 · data not read",
                        "- 班次 09:00–18:00，应 09:00 打卡\n- 判断所需的数据没有全部取到",
                        "- Shift 09:00–18:00, due 09:00\n- Not all data needed to tell could be read"),
                arguments(
                        away,
                        "张三 · 09:40 请假/出差",
                        "张三 · 09:40 · on leave/trip",
                        "- 班次 09:00–18:00，应 09:00 打卡\n- 请假/出差：09:00 至 12:00",
                        "- Shift 09:00–18:00, due 09:00\n- Leave/trip: 09:00 to 12:00"),
                arguments(
                        notDue("u1", "张三", List.of()),
                        "张三 · 今天不用打卡（休息日）",
                        "张三 · not due today (rest day)",
                        "- 今天没有排班",
                        "- No shift today"),
                arguments(
                        notDue("u1", "张三", shift("13:30", "22:00")),
                        "张三 · 09:40 还没到上班时间",
                        "张三 · 09:40 · not due yet",
                        "- 班次 13:30–22:00",
                        "- Shift 13:30–22:00"),
                arguments(
                        notDue("u1", "张三", shift("09:00", "18:00")),
                        "张三 · 09:40 不用打卡",
                        "张三 · 09:40 · not due",
                        "- 班次 09:00–18:00",
                        "- Shift 09:00–18:00"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("everyStanding")
    void whereSomebodyStandsAndWhy(Finding finding, String chinese, String english, String warum, String why) {
        assertThat(renderer.status(ZH, asked(finding)).text())
                .startsWith("#### " + chinese + "\n> 技术部 / 后端组")
                .endsWith("\n\n数据时间 09:40:12")
                .doesNotContain(warum);
        assertThat(renderer.why(ZH, asked(finding)).text())
                .startsWith("#### " + chinese + "\n> 技术部 / 后端组")
                .endsWith("\n\n" + warum + "\n\n数据时间 09:40:12");
        assertThat(renderer.why(EN, asked(finding)).text())
                .startsWith("#### " + english + "\n")
                .endsWith("\n\n" + why + "\n\nData as of 09:40:12");
        assertThat(renderer.why(ZH, asked(finding)).title()).isEqualTo(chinese.replace(" · ", " "));
    }

    @ParameterizedTest(name = "you: {1}")
    @MethodSource("everyStanding")
    void theAskerIsCalledYou(Finding finding, String chinese, String english) {
        assertThat(renderer.status(ZH, asked(finding).self(true)).text())
                .startsWith("#### " + chinese.replace("张三", "你") + "\n")
                .doesNotContain("张三");
        assertThat(renderer.why(EN, asked(finding).self(true)).text())
                .startsWith("#### " + english.replace("张三", "You") + "\n")
                .doesNotContain("张三");
    }

    @Test
    void theSecondLineSaysWhenTheyWereDueAndUntilWhenTheyAreAway() {
        assertThat(renderer.status(ZH, asked(by(Standing.ABSENT, false, null, Source.NOTHING)))
                        .text())
                .contains("\n> 技术部 / 后端组 · 应 09:00\n\n");
        assertThat(renderer.status(EN, asked(Asked.away("u1", "张三", at("09:00"), at("12:00"))))
                        .text())
                .contains("\n> 技术部 / 后端组 · due 09:00 · until 12:00\n\n");
        assertThat(renderer.status(ZH, asked(notDue("u1", "张三", shift("13:30", "22:00"))))
                        .text())
                .contains("\n> 技术部 / 后端组 · 应 13:30\n\n");
        assertThat(renderer.status(ZH, asked(by(Standing.UNVERIFIED, false, null, Source.UNREAD)))
                        .text())
                .contains("  \n> 不计入未打卡，也不代表已到\n\n");
        assertThat(renderer.status(EN, asked(by(Standing.PENDING, false, "09:05", Source.PUNCH)))
                        .text())
                .contains("  \n> DingTalk has not confirmed it yet");
    }

    @Test
    void whatALeadKnowsIsSaidUntilWhen() {
        FoundPerson known =
                asked(by(Standing.ABSENT, false, null, Source.NOTHING)).knowing(new Known(at("12:00"), "外勤"));
        assertThat(renderer.status(ZH, known).text()).contains("应 09:00  \n> 已知：外勤，至 12:00\n\n");
        assertThat(renderer.status(EN, known.knowing(new Known(at("12:00"), "")))
                        .text())
                .contains("\n> Known to the lead until 12:00\n\n");
    }

    @Test
    void howOldTheDataIsIsSaid() {
        FoundPerson old =
                asked(by(Standing.ABSENT, false, null, Source.NOTHING)).cached(Duration.ofSeconds(40));
        assertThat(renderer.status(ZH, old).text()).endsWith("\n\n数据时间 09:40:12 · 缓存 40 秒");
    }

    @Test
    void aShiftOfTwoPartsIsToldInPartsAndWhatMovedItIsSaid() {
        List<PlanPoint> parts = shift("09:00", "12:00", "13:30", "18:00");
        List<PlanPoint> moved = List.of(
                new PlanPoint("p1", true, at("09:00"), at("09:30"), "s1", false),
                parts.get(1),
                parts.get(2),
                parts.get(3));
        Employee employee = new Employee("u1", "张三", null);
        Finding finding = new Finding(
                employee, "", Standing.ABSENT, at("09:30"), false, null, at("18:00"), evidence(Source.NOTHING), moved);
        assertThat(renderer.why(ZH, asked(finding)).text())
                .contains("\n- 班次 09:00–12:00、13:30–18:00，应 09:30 打卡\n- 班次时间 09:00，因审批或弹性班次改为 09:30\n");
        assertThat(renderer.why(EN, asked(finding)).text())
                .contains("\n- Shift 09:00–12:00, 13:30–18:00, due 09:30\n")
                .contains("\n- Moved from 09:00 to 09:30 by an approval or flexible hours\n");
    }

    @Test
    void anApprovalThatDecidedIsToldWithItsDays() {
        Evidence trip = new Evidence(
                Source.APPROVAL, "p1", null, at("00:00"), at("00:00").plus(Duration.ofDays(2)));
        Finding finding = finding("u1", "张三", Standing.EXCUSED, false, null, trip);
        assertThat(renderer.why(ZH, asked(finding)).text()).contains("\n- 审批：5月6日 至 5月7日\n");
        assertThat(renderer.why(EN, asked(finding)).text()).contains("\n- Approval: 6 May to 7 May\n");
        Finding without = finding("u1", "张三", Standing.EXCUSED, false, null, evidence(Source.LEAVE));
        assertThat(renderer.why(ZH, asked(without)).text()).contains("\n- 有通过的请假、出差或外出\n");
    }

    @Test
    void whatIsNotKeptIsNotTold() {
        Finding kept = new Finding(
                new Employee("u1", "张三", null), "", Standing.PRESENT, at("09:00"), false, at("08:57"), at("18:00"));
        assertThat(renderer.why(ZH, asked(kept)).text()).contains("\n- 班次 至 18:00，应 09:00 打卡\n- 打卡记录：08:57\n");
        Finding bare = new Finding(new Employee("u1", "张三", null), "", Standing.UNVERIFIED, null, false, null, null);
        assertThat(renderer.why(ZH, asked(bare)).text()).contains("\n- 班次未取到\n");
        Finding untimed =
                new Finding(new Employee("u1", "张三", null), "", Standing.PRESENT, at("09:00"), true, null, null);
        assertThat(renderer.status(ZH, asked(untimed)).title()).isEqualTo("张三 09:40 已打卡");
    }

    @Test
    void aPersonWithoutAVisibleNameIsCalledByTheirId() {
        Finding finding = finding("u_1", "\u200B", Standing.ABSENT, false, null, evidence(Source.NOTHING));
        assertThat(renderer.status(ZH, asked(finding)).title()).isEqualTo("u＿1 09:40 未打卡");
    }
}
