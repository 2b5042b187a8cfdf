package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Secret;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotPlannerTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final Instant MORNING = at("09:40");

    private final UUID process = UUID.randomUUID();

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(
                new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(SHANGHAI).toInstant();
    }

    private static DepartmentConfig department(long id, String... cutoffs) {
        return new DepartmentConfig(
                id,
                "",
                List.of(),
                new RobotConfig(Secret.of("https://oapi.dingtalk.com/robot/send?access_token=" + id), null, null),
                Arrays.asList(cutoffs),
                List.of(),
                null,
                DigestStyle.Mention.NONE,
                DigestStyle.Show.NAMES,
                DigestStyle.WhenAllPresent.BRIEF,
                Language.ZH,
                false);
    }

    /** A process that starts at {@code started}, with one cutoff named {@code morning} for each department. */
    private SlotPlanner planner(ZoneId zone, String time, Instant started, DepartmentConfig... departments) {
        CheckSettings settings = new CheckSettings(
                zone, Set.of(), 0.6, Arrays.asList(departments), null, true, BoardAddress.NONE, List.of());
        Timetable timetable = Timetable.of(
                zone, List.of(CutoffConfig.at("morning", LocalTime.parse(time))), Duration.ZERO, Duration.ZERO);
        return new SlotPlanner(ledger, settings, timetable, new Recipients(settings), started);
    }

    private List<Slot> slots(LocalDate date) {
        return ledger.slots().of(date);
    }

    private void sent(SlotKey key) {
        ledger.slots().renew(process);
        ledger.slots().claim(process, MORNING.plusSeconds(1));
        assertThat(ledger.slots()
                        .end(
                                process,
                                key,
                                new Ending(SlotState.SENT, MORNING.plusSeconds(2), false, null, null, null),
                                null))
                .isTrue();
    }

    @Test
    void whatIsDueIsWrittenDownOnceHoweverOftenItIsLookedFor() {
        SlotPlanner one = planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning"), department(2, "morning"));
        SlotPlanner other = planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning"), department(2, "morning"));

        one.plan(MORNING.minusMillis(1));
        assertThat(slots(DATE)).isEmpty();
        for (int i = 0; i < 5; i++) {
            one.plan(MORNING.plusSeconds(i));
            other.plan(MORNING.plusSeconds(i));
        }

        assertThat(slots(DATE)).extracting(slot -> slot.key().department()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(slots(DATE)).allMatch(slot -> slot.asOf().equals(MORNING));
    }

    @Test
    void aClockThatIsSetBackMakesNoSecondSlotAndLosesNone() {
        SlotPlanner planner = planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning"));
        planner.plan(at("09:41"));
        sent(new SlotKey(1, DATE, "morning"));

        for (String time : List.of("08:41", "09:39", "09:40", "09:41")) {
            planner.plan(at(time));
        }
        assertThat(slots(DATE)).singleElement().extracting(Slot::state).isEqualTo(SlotState.SENT);

        planner.plan(MORNING.plus(Duration.ofDays(1)));
        assertThat(slots(DATE.plusDays(1))).hasSize(1);
    }

    @Test
    void aClockThatLeapsForwardLosesNoDay() {
        SlotPlanner planner = planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning"));
        planner.plan(at("09:00"));
        planner.plan(at("09:00").plus(Duration.ofDays(3)));

        for (int day = 0; day < 3; day++) {
            assertThat(slots(DATE.plusDays(day))).as("day %s", day).hasSize(1);
        }
    }

    @Test
    void aRestartGoesOnWhereThePlanningHadStopped() {
        planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning")).plan(at("09:00"));

        SlotPlanner later = planner(SHANGHAI, "09:40", at("10:05"), department(1, "morning"));
        later.plan(at("10:06"));

        assertThat(slots(DATE)).singleElement().extracting(Slot::asOf).isEqualTo(MORNING);
        assertThat(later.interruptedFrom(MORNING)).isEqualTo(at("09:00"));
        assertThat(later.interruptedFrom(at("10:05")))
                .as("it was there by then")
                .isNull();
    }

    @Test
    void whoIsNewIsPromisedNothingOfThePast() {
        planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning")).plan(at("09:00"));

        planner(SHANGHAI, "09:40", at("10:00"), department(1, "morning"), department(2, "morning"))
                .plan(at("10:01"));

        assertThat(slots(DATE)).extracting(slot -> slot.key().department()).containsExactly(1L);
    }

    @Test
    void whatWasTakenOutAndIsPutBackIsPromisedNothingOfMeanwhile() {
        planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning"), department(2, "morning"))
                .plan(at("09:00"));
        planner(SHANGHAI, "09:40", at("09:05"), department(2, "morning")).plan(at("09:41"));

        planner(SHANGHAI, "09:40", at("11:00"), department(1, "morning"), department(2, "morning"))
                .plan(at("11:01"));

        assertThat(slots(DATE)).extracting(slot -> slot.key().department()).containsExactly(2L);
    }

    @ParameterizedTest
    @CsvSource({
        "09:00, 10:20, 10:20, before it fired: at the new time",
        "09:50, 10:20, 09:40, after it fired: as it was",
        "09:00, 09:30, 09:30, to a time that is still to come",
        "09:30, 08:10, 09:40, to a time that is over: as it was promised",
        "09:30, 09:20, 09:40, to a time that is just over: as it was promised"
    })
    void aCutoffThatIsEditedFiresOnceADay(String editedAt, String newTime, String expected, String why) {
        SlotPlanner before = planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning"));
        before.plan(at(editedAt));
        if (!slots(DATE).isEmpty()) {
            sent(new SlotKey(1, DATE, "morning"));
        }

        SlotPlanner after = planner(SHANGHAI, newTime, at(editedAt), department(1, "morning"));
        for (int minutes = 0; minutes < 120; minutes += 10) {
            after.plan(at(editedAt).plus(Duration.ofMinutes(minutes)));
        }

        assertThat(slots(DATE)).as(why).singleElement().extracting(Slot::asOf).isEqualTo(at(expected));
    }

    @Test
    void whatWasPromisedOutlastsARestartAndAnotherEditToATimeThatIsOver() {
        planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning")).plan(at("09:30"));
        planner(SHANGHAI, "08:10", at("09:30"), department(1, "morning")).begin();
        planner(SHANGHAI, "08:10", at("09:31"), department(1, "morning")).begin();
        planner(SHANGHAI, "08:20", at("09:32"), department(1, "morning")).begin();
        assertThat(slots(DATE)).singleElement().extracting(Slot::asOf).isEqualTo(MORNING);

        SlotPlanner last = planner(SHANGHAI, "09:50", at("09:33"), department(1, "morning"));
        last.plan(at("09:45"));
        assertThat(slots(DATE)).as("a time that is still to come counts").isEmpty();
        last.plan(at("09:50"));

        assertThat(slots(DATE)).singleElement().extracting(Slot::asOf).isEqualTo(at("09:50"));
    }

    @Test
    void whereTheProgramWasAwayTheTimeCountsThatIsStillWorthADigest() {
        planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning")).plan(at("09:35"));

        planner(SHANGHAI, "10:30", at("10:45"), department(1, "morning")).plan(at("10:46"));

        assertThat(slots(DATE)).singleElement().extracting(Slot::asOf).isEqualTo(at("10:30"));
    }

    @Test
    void whoHasTheCutoffNoMoreIsNotPromisedIt() {
        planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning"), department(2, "morning"))
                .plan(at("09:30"));
        planner(SHANGHAI, "08:10", at("09:30"), department(1, "morning"), department(2, "morning"))
                .begin();
        assertThat(slots(DATE)).hasSize(2);

        planner(SHANGHAI, "08:10", at("09:31"), department(2, "morning")).plan(at("09:41"));

        assertThat(slots(DATE)).extracting(slot -> slot.key().department()).containsExactly(2L);
    }

    @Test
    void theDayAfterOneThatWasMovedIsByItsNewTime() {
        planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning")).plan(at("09:30"));
        SlotPlanner moved = planner(SHANGHAI, "08:10", at("09:30"), department(1, "morning"));
        moved.plan(at("09:41"));
        moved.plan(at("10:00").plus(Duration.ofDays(1)));

        assertThat(slots(DATE.plusDays(1)))
                .singleElement()
                .extracting(Slot::asOf)
                .isEqualTo(at("08:10").plus(Duration.ofDays(1)));
    }

    @Test
    void whatWasPromisedByAnotherZoneIsKept() {
        planner(SHANGHAI, "09:40", at("08:00"), department(1, "morning")).plan(at("09:30"));

        // In Tokyo 09:40 was at 08:40 of Shanghai.
        planner(ZoneId.of("Asia/Tokyo"), "09:40", at("09:30"), department(1, "morning"))
                .plan(at("09:41"));

        assertThat(slots(DATE)).singleElement().extracting(Slot::asOf).isEqualTo(MORNING);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 02:30, 2026-03-08T07:00:00Z",
        "America/New_York, 2026-11-01, 01:30, 2026-11-01T05:30:00Z",
        "Europe/Berlin,    2026-10-25, 02:30, 2026-10-25T00:30:00Z",
        "Africa/Cairo,     2026-04-24, 00:00, 2026-04-23T22:00:00Z"
    })
    void onADayOfAnotherLengthItIsDueOnce(String name, LocalDate date, String time, Instant asOf) {
        ZoneId zone = ZoneId.of(name);
        Instant begin = date.atStartOfDay(zone).toInstant().minus(Duration.ofHours(3));
        SlotPlanner planner = planner(zone, time, begin, department(1, "morning"));
        for (int minutes = 0; minutes < 30 * 60; minutes += 5) {
            planner.plan(begin.plus(Duration.ofMinutes(minutes)));
        }

        assertThat(slots(date)).singleElement().extracting(Slot::asOf).isEqualTo(asOf);
    }
}
