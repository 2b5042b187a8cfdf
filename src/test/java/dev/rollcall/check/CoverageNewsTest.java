package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.RollCall;
import dev.rollcall.common.Secret;
import dev.rollcall.delivery.Fingerprint;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Remarks.Kind;
import dev.rollcall.ledger.Remarks.Remark;
import dev.rollcall.ledger.RollCalls;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import dev.rollcall.message.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the admins hear of what was found at night. A look is made every ten seconds. */
class CoverageNewsTest extends LookedAt {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final SlotKey MORNING = key(4100);
    private static final Remark FAILED = new Remark(Kind.ROBOT, 4100, "技术部", 0, "ROBOT_REMOVED", "300005");

    private final List<LocalDateTime> told = new ArrayList<>();
    private String text = "";
    private String hrText = "";
    private Instant now = at("03:20");
    private Instant deafUntil = now;

    /** The digest of the day before has not arrived; the configuration is what it was at night. */
    @BeforeEach
    void aRobotHasFailed() {
        Instant yesterday = at("09:40").minus(Duration.ofDays(1));
        robotAnswers(MORNING, "ROBOT_REMOVED");
        end(MORNING, new Ending(SlotState.FAILED, yesterday, false, "ROBOT_REMOVED", "robot was removed", null));
        nightFinds(Kind.ROBOT, FAILED);
    }

    private void nightFinds(Kind kind, Remark... found) {
        ledger.remarks().found(kind, DATE, List.of(found));
    }

    private static Remark found(Kind kind, long department) {
        return new Remark(kind, department, "研发" + department, 3, null, null);
    }

    private static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(NEW_YORK).toInstant();
    }

    private boolean tell(Notice notice, Notice toHr) {
        hrText = text(toHr, NEW_YORK);
        if (now.isBefore(deafUntil)) {
            return false;
        }
        text = text(notice, NEW_YORK);
        return told.add(LocalDateTime.ofInstant(now, NEW_YORK));
    }

    private CoverageNews news() {
        return news(department(ROBOT));
    }

    private CoverageNews news(DepartmentConfig... departments) {
        Map<String, List<String>> named = Map.of("u0o1", List.of("exempt", "admins"));
        return new CoverageNews(ledger, settings(NEW_YORK, departments), named, this::tell);
    }

    /** The robot of 4100 takes or refuses a message for the slot of {@code key}. */
    private void robotAnswers(SlotKey key, @Nullable String refusal) {
        claim(key);
        Frozen message = new Frozen(UUID.randomUUID(), key, MessageKind.DIGEST, new Message("", "", List.of()), null);
        RollCall none =
                new RollCall(CUTOFF, CUTOFF, DATE, NEW_YORK, List.of(), Counts.of(List.of()), Map.of(), List.of());
        ledger.rollCalls().freeze(process, none, List.of(new RollCalls.Rolled(key, null, message, null, false, "研发")));
        String robot = Fingerprint.of(new Recipient.Group("", ROBOT));
        int number = ledger.deliveries()
                .begin(process, message, robot, Duration.ofSeconds(5))
                .number();
        ledger.deliveries().ended(message, number, robot, refusal, null, false);
    }

    private void until(Instant end, CoverageNews... all) {
        for (; now.isBefore(end); now = now.plusSeconds(10)) {
            for (CoverageNews one : all) {
                one.look(now);
            }
        }
    }

    @Test
    void inTheFirstMinuteAfterEightOfTheConfiguredZoneOnce() {
        until(at("20:30"), news(), news());

        assertThat(told).containsExactly(DATE.atTime(8, 0));
        assertThat(text).contains("技术部（机器人已被移除，300005）");
    }

    @Test
    void aUserIdThatNobodyHasIsToldWhereItStandsAndIsNotKept() {
        nightFinds(Kind.ROBOT);
        nightFinds(Kind.STRANGER, Strangers.remark("u0o1", 480));
        until(at("08:01"), news());

        assertThat(text)
                .contains("配置里有 1 个 userid 不在 Rollcall 看得到的 480 人当中：u0o1（exempt、admins）。")
                .doesNotContain("机器人");
        assertThat(Strangers.remark("u0o1", 480).toString()).doesNotContain("u0o1");
    }

    @Test
    void oneThatTheConfigurationNoLongerNamesIsToldToNobody() {
        nightFinds(Kind.ROBOT);
        nightFinds(Kind.STRANGER, Strangers.remark("corrected", 480));
        until(at("20:30"), news());

        assertThat(told).isEmpty();
    }

    @Test
    void whereNobodyCanBeToldItIsTriedAgainEveryTenMinutesOrSo() {
        deafUntil = at("08:25");
        until(at("12:00"), news());

        assertThat(told).hasSize(1);
        assertThat(told.get(0)).isBetween(DATE.atTime(8, 25), DATE.atTime(8, 36));
    }

    @Test
    void whatCannotBeToldAllDayIsToldTheNextMorning() {
        deafUntil = at("21:00");
        until(at("08:00").plus(Duration.ofHours(25)), news());

        assertThat(told).containsExactly(DATE.plusDays(1).atTime(8, 0));
    }

    @Test
    void whoeverStartsAtNoonTellsThen() {
        now = at("12:00");
        until(at("12:01"), news());

        assertThat(told).hasSize(1);
    }

    @Test
    void whileTheLedgerIsAwayNothingIsToldAndNothingIsLost() {
        CoverageNews news = news();
        line.cut(true);
        until(at("08:02"), news);
        assertThat(told).isEmpty();

        line.cut(false);
        until(at("08:03"), news);
        assertThat(told).hasSize(1);
    }

    @Test
    void departmentsThatWereConfiguredOrTakenOutSinceAreNotTold() {
        nightFinds(Kind.ROBOT);
        nightFinds(Kind.PEOPLE, found(Kind.PEOPLE, 4100), found(Kind.PEOPLE, 7));
        nightFinds(Kind.DEPARTMENT, found(Kind.DEPARTMENT, 4100), found(Kind.DEPARTMENT, 8));
        nightFinds(Kind.EMPTY, found(Kind.EMPTY, 4100), found(Kind.EMPTY, 9));
        until(at("08:01"), news());

        assertThat(text)
                .containsOnlyOnce("研发4100")
                .contains("研发7", "研发8", "读不到任何人：研发4100")
                .doesNotContain("研发9");
    }

    @Test
    void whatWasMendedIsNotToldLaterEitherUnlessAnotherNightFindsItAgain() {
        nightFinds(Kind.ROBOT);
        nightFinds(Kind.PEOPLE, found(Kind.PEOPLE, 4100));
        until(at("09:00"), news());
        until(at("20:30"), news(DepartmentConfig.of(4200, Language.ZH)));
        assertThat(told).isEmpty();

        nightFinds(Kind.PEOPLE, found(Kind.PEOPLE, 4100));
        until(at("08:00").plus(Duration.ofHours(25)), news(DepartmentConfig.of(4200, Language.ZH)));
        assertThat(told).containsExactly(DATE.plusDays(1).atTime(8, 0));
    }

    @Test
    void whatNobodyCouldBeToldAndWasMendedMeanwhileIsNotTold() {
        deafUntil = at("09:00");
        until(at("08:30"), news());
        robotAnswers(key(4200), null);
        until(at("20:30"), news());

        assertThat(told).isEmpty();
    }

    @Test
    void aRobotThatHasDeliveredItsDigestSinceIsNotTold() {
        end(new SlotKey(4100, DATE, "early"), SlotState.SENT, at("07:40"));
        until(at("20:30"), news());

        assertThat(told).isEmpty();
    }

    @Test
    void norIsOneThatHasTakenAnythingSinceAsLongAsItHasNotFailedAgain() {
        robotAnswers(key(4200), null);
        until(at("10:00"), news());
        assertThat(told).isEmpty();

        robotAnswers(key(4300), "ROBOT_REMOVED");
        nightFinds(Kind.ROBOT, FAILED);
        until(at("11:00"), news());
        assertThat(told).hasSize(1);
    }

    @Test
    void ofOneThatWasReplacedSinceNothingIsKnown() {
        RobotConfig other = new RobotConfig(Secret.of(ROBOT.webhook().reveal() + "2"), null, null);
        until(at("20:30"), news(department(other)));

        assertThat(told).isEmpty();
    }

    @Test
    void aUserIdThatNobodyHasIsForTheAdminsOnly() {
        nightFinds(Kind.ROBOT);
        nightFinds(Kind.STRANGER, Strangers.remark("u0o1", 12));
        until(at("08:01"), news());

        assertThat(text).contains("u0o1（exempt、admins）");
        assertThat(hrText).contains("配置里有 1 个 userid").doesNotContain("u0o1");
    }

    @Test
    void ofADepartmentThatHasNoRobotAnyMoreOrIsGoneNoRobotIsTold() {
        until(at("08:01"), news(department(null)));
        nightFinds(Kind.ROBOT, FAILED);
        until(at("20:30"), news(DepartmentConfig.of(4200, Language.ZH)));

        assertThat(told).isEmpty();
    }
}
