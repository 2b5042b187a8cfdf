package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.message.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** R18: silence is noticed. A look is made every ten seconds. */
class SilenceAlarmTest extends LookedAt {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final SlotKey TECH = key(4100);
    private static final SlotKey SALES = key(4200);

    private final List<Told> told = new ArrayList<>();
    private Instant now = at("09:39");
    private int deaf;

    @Override
    Instant databaseTime(Instant real) {
        return now;
    }

    private static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(SHANGHAI).toInstant();
    }

    private void due(SlotKey... keys) {
        for (SlotKey key : keys) {
            ledger.slots().plan(List.of(planned(key)));
        }
        ledger.horizon().planned(now.isBefore(CUTOFF) ? CUTOFF : now);
    }

    private void end(SlotKey... keys) {
        for (SlotKey key : keys) {
            end(key, SlotState.SENT, now);
        }
    }

    /** One of a process that starts now; its department has a robot. */
    private SilenceAlarm alarm() {
        return alarm(ROBOT);
    }

    private SilenceAlarm alarm(@Nullable RobotConfig robot) {
        CheckSettings settings = settings(SHANGHAI, department(robot));
        Timetable timetable = Timetable.of(
                SHANGHAI, List.of(CutoffConfig.at("morning", LocalTime.of(9, 40))), Duration.ZERO, Duration.ZERO);
        Silence silence = new Silence(ledger, settings, timetable, new Recipients(settings), now);
        Predicate<Notice> tell = notice -> {
            if (deaf-- > 0) {
                return false;
            }
            return told.add(new Told(Duration.between(CUTOFF, now), text(notice, SHANGHAI)));
        };
        return new SilenceAlarm(silence, ledger, tell, new Running(), new Running());
    }

    /** Looks every ten seconds until {@code end}. */
    private void until(String end, SilenceAlarm... alarms) {
        for (; !now.isAfter(at(end)); now = now.plus(LOOK)) {
            for (SilenceAlarm alarm : alarms) {
                alarm.look();
            }
        }
    }

    @Test
    void aCutoffWithoutAnOutcomeIsToldOnceWithinFiveMinutes() {
        due(TECH, SALES);
        until("09:55", alarm());

        assertThat(told).hasSize(1);
        assertThat(told.get(0).after()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(told.get(0).text())
                .startsWith("⚠️ 今天 09:40 的播报过了 4 分钟还没有结果，还差 2 条没有发出")
                .contains("体检");
    }

    @Test
    void whyIsSaidWhereItIsKnown() {
        due(TECH);
        claim(TECH);
        ledger.slots().later(process, TECH, CUTOFF.plusSeconds(15), "DATA", "no data", null);
        until("09:46", alarm());

        assertThat(told).singleElement().extracting(Told::text).asString().contains("目前的原因：钉钉数据一直未取到");
    }

    @Test
    void whatEndsInTimeIsNoTrouble() {
        due(TECH);
        SilenceAlarm alarm = alarm();
        until("09:44", alarm);
        end(TECH);
        until("10:00", alarm);

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsPostedAsSoonAsTheProgramIsBackIsNoTrouble() {
        now = at("10:00");
        due(TECH);
        SilenceAlarm alarm = alarm();
        until("10:00", alarm);
        end(TECH);
        until("10:05", alarm);

        assertThat(told).isEmpty();
    }

    @Test
    void ofTwoProcessesOneTells() {
        due(TECH);
        until("09:55", alarm(), alarm());

        assertThat(told).hasSize(1);
    }

    @Test
    void whoeverStartsMeanwhileDoesNotTellAgain() {
        due(TECH);
        until("09:50", alarm());
        until("09:58", alarm());

        assertThat(told).hasSize(1);
    }

    @Test
    void theNextTroubleIsToldAgain() {
        due(TECH);
        SilenceAlarm alarm = alarm();
        until("09:50", alarm);
        end(TECH);
        until("09:51", alarm);
        due(SALES);
        until("09:55", alarm);

        assertThat(told).hasSize(2);
    }

    @Test
    void whereNobodyCouldBeToldItIsTriedAgainAndIsInTheLogOnce() {
        deaf = 3;
        due(TECH);
        try (Lines log = new Lines(SilenceAlarm.class)) {
            until("09:55", alarm());

            assertThat(told).hasSize(1);
            assertThat(log.loud())
                    .containsExactly("ERROR The cutoff of 2026-11-20T09:40+08:00[Asia/Shanghai] has no outcome after"
                            + " 4 min: digests still to come: 1");
        }
    }

    @Test
    void aCutoffThatNobodyHasBegunIsToldWithWhatToDo() {
        ledger.horizon().planned(at("09:39"));
        until("09:55", alarm());

        assertThat(told).singleElement().extracting(Told::text).isEqualTo("⚠️ 今天 09:40 的播报过了 4 分钟还没有人处理：请重启服务并查看日志");
    }

    @Test
    void whereAnotherProcessPlansOrThereIsNobodyToPostToNothingIsTold() {
        ledger.horizon().planned(at("09:41"));
        until("09:50", alarm());
        assertThat(told).isEmpty();

        now = at("09:39");
        ledger.horizon().planned(at("09:39"));
        until("09:50", alarm(null));
        assertThat(told).isEmpty();
    }

    @Test
    void whileTheLedgerIsAwayItIsSaidThatNobodyKnows() {
        SilenceAlarm alarm = alarm();
        alarm.look();
        line.cut(true);
        until("09:50", alarm);
        assertThat(told)
                .singleElement()
                .matches(one -> one.after().compareTo(Duration.ofMinutes(5)) <= 0)
                .extracting(Told::text)
                .isEqualTo("⚠️ 数据库连不上，今天 09:40 的播报过了 4 分钟还不知道结果：请恢复数据库，之后会自动继续");

        line.cut(false);
        due(TECH);
        until("09:51", alarm);
        end(TECH);
        until("09:59", alarm);
        assertThat(told).as("it is the same trouble").hasSize(1);
    }

    @Test
    void aLedgerThatIsLostWhenAllHaveEndedIsNoSilence() {
        SilenceAlarm alarm = alarm();
        now = CUTOFF;
        due(TECH);
        end(TECH);
        until("09:41", alarm);
        line.cut(true);
        until("09:55", alarm);

        assertThat(told).isEmpty();
    }

    private record Told(Duration after, String text) {}

    /** The test's time, for whoever asks. */
    private final class Running extends Clock implements Waiting {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public long nanos() {
            return Duration.between(CUTOFF, now).toNanos();
        }

        @Override
        public void pause(Duration duration) {
            now = now.plus(duration);
        }
    }
}
