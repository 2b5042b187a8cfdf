package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Remarks.Kind;
import dev.rollcall.ledger.Remarks.Remark;
import dev.rollcall.message.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the admins hear of what was found at night. A look is made every ten seconds. */
class CoverageNewsTest extends LookedAt {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final List<LocalDateTime> told = new ArrayList<>();
    private String text = "";
    private Instant now = at("03:20");
    private Instant deafUntil = now;

    @BeforeEach
    void found() {
        ledger.remarks()
                .found(Kind.ROBOT, DATE, List.of(new Remark(Kind.ROBOT, 4100, "技术部", 0, "ROBOT_REMOVED", "300005")));
    }

    private static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(NEW_YORK).toInstant();
    }

    private boolean tell(Notice notice) {
        if (now.isBefore(deafUntil)) {
            return false;
        }
        text = text(notice, NEW_YORK);
        return told.add(LocalDateTime.ofInstant(now, NEW_YORK));
    }

    private CoverageNews news() {
        return new CoverageNews(ledger, NEW_YORK, Map.of("u0o1", List.of("exempt", "admins")), this::tell);
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
        ledger.remarks().found(Kind.ROBOT, DATE, List.of());
        ledger.remarks().found(Kind.STRANGER, DATE, List.of(Strangers.remark("u0o1", 480)));
        until(at("08:01"), news());

        assertThat(text)
                .contains("配置里有 1 个 userid 不在 Rollcall 看得到的 480 人当中：u0o1（exempt、admins）。")
                .doesNotContain("机器人");
        assertThat(Strangers.remark("u0o1", 480).toString()).doesNotContain("u0o1");
    }

    @Test
    void oneThatTheConfigurationNoLongerNamesIsToldToNobody() {
        ledger.remarks().found(Kind.ROBOT, DATE, List.of());
        ledger.remarks().found(Kind.STRANGER, DATE, List.of(Strangers.remark("corrected", 480)));
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
}
