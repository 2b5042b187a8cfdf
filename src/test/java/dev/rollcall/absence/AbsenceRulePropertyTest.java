package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Punch.Result;
import dev.rollcall.absence.SmallDay.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The rule against a naive oracle, and what must hold of every day whatever the oracle says. */
@Execution(ExecutionMode.CONCURRENT)
class AbsenceRulePropertyTest {
    private static final int DAYS = 20_000;

    @Test
    void everyDayIsJudgedAsGoingThroughItMinuteByMinuteWould() {
        Map<Standing, Integer> seen = new EnumMap<>(Standing.class);
        everyDay(day -> {
            Finding finding = day.judge();
            seen.merge(finding.standing(), 1, Integer::sum);
            assertThat(Oracle.text(finding)).isEqualTo(new Oracle(day).answer());
        });
        // The days are worth something only where everything happens in them.
        assertThat(seen.keySet()).containsExactly(Standing.values());
        assertThat(seen.values()).allMatch(count -> count >= 200);
    }

    @Test
    void nobodyIsAbsentWhereSomethingNeededWasNotRead() {
        everyDay(day -> {
            for (SmallDay less : less(day)) {
                assertThat(less.judge().standing()).isNotEqualTo(Standing.ABSENT);
            }
        });
    }

    @Test
    void whatWasNotReadHidesNoPunchAndMakesNobodyPending() {
        everyDay(day -> {
            SmallDay onlyPunches = without(day, false, true, true, true, false);
            boolean shownByPunches = day.results() == null || day.results().isEmpty();
            if (shownByPunches && day.judge().standing() == Standing.PRESENT) {
                assertThat(onlyPunches.judge().standing()).isEqualTo(Standing.PRESENT);
            }
            assertThat(onlyPunches.judge().standing()).isNotEqualTo(Standing.PENDING);
        });
    }

    @Test
    void aPunchForTheClockInThatIsDueMakesPresent() {
        everyDay(day -> {
            Finding before = day.judge();
            Instant dueAt = before.dueAt();
            if (dueAt != null && before.standing() != Standing.NOT_DUE) {
                int from = (int) ((dueAt.getEpochSecond() - SmallDay.instant(0).getEpochSecond()) / 60);
                for (int minute : new int[] {from, (from + day.asOf()) / 2, day.asOf()}) {
                    Stamp stamp = new Stamp(minute, SmallDay.NOTHING, Result.OTHER, true);
                    assertThat(day.withPunch(stamp).judge().standing()).isEqualTo(Standing.PRESENT);
                }
            }
        });
    }

    @Test
    void noFurtherPunchMakesWhoeverIsPresentAbsent() {
        everyDay(day -> {
            if (day.judge().standing() == Standing.PRESENT) {
                int minute = day.at()[0] - 300 + day.random().nextInt(900);
                int tiedTo = day.random().nextBoolean() ? SmallDay.NOTHING : Oracle.nearest(day.at(), minute);
                Stamp stamp = new Stamp(minute, tiedTo, Result.OTHER, true);
                assertThat(day.withPunch(stamp).judge().standing()).isEqualTo(Standing.PRESENT);
            }
        });
    }

    @Test
    void whoeverIsPresentStaysPresentUntilTheNextClockInIsDue() {
        everyDay(day -> {
            Finding now = day.judge();
            Finding later = day.at(day.asOf() + 1 + day.random().nextInt(200)).judge();
            if (now.standing() == Standing.PRESENT && Objects.equals(now.dueAt(), later.dueAt())) {
                assertThat(later.standing()).isEqualTo(Standing.PRESENT);
                assertThat(later.punchedAt()).isEqualTo(now.punchedAt());
            }
        });
    }

    @Test
    void whoeverIsSettledByPunchesOfSomeTimeAgoComesOutTheSameByThoseOfNow() {
        Map<Boolean, Integer> seen = new HashMap<>();
        everyDay(any -> {
            SmallDay now = without(any, false, false, true, false, false);
            SmallDay ago = upTo(now, now.asOf() - now.random().nextInt(300));
            AbsenceRule rule = new AbsenceRule(Duration.ofMinutes(now.grace()));
            boolean settled = rule.settled(ago.build(), SmallDay.instant(now.asOf()));
            seen.merge(settled, 1, Integer::sum);
            if (settled) {
                assertThat(ago.judge()).isEqualTo(now.judge());
                assertThat(now.judge().standing()).isEqualTo(Standing.PRESENT);
                assertThat(now.judge().late()).isFalse();
            }
        });
        assertThat(seen.values()).hasSize(2).allMatch(count -> count >= 200);
    }

    @Test
    void whatWasNotReadOfSomePeopleMakesNobodyElseAbsent() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int people = 1 + random.nextInt(14);
            boolean silent = random.nextInt(3) == 0;
            Company whole = new Company();
            Company part = new Company();
            Company.Ask what = Company.Ask.values()[random.nextInt(Company.Ask.values().length)];
            part.unreadable((ask, id) -> ask == what && (id.equals("S1") || Integer.parseInt(id) % 3 == 0));
            for (int number = 0; number < people; number++) {
                Day day = Day.of(Company.person(String.valueOf(number))).shift("09:00", "18:00");
                if (!silent && random.nextBoolean()) {
                    day.tied("08:50", "P1");
                }
                whole.with(1 + number % 2, day);
                part.with(1 + number % 2, day);
            }
            List<Finding> known = whole.find("09:40").departments().stream()
                    .flatMap(department -> department.with(Standing.ABSENT).stream())
                    .toList();

            assertThat(part.find("09:40").departments())
                    .as("seed %s, without %s", seed, what)
                    .flatExtracting(department -> department.with(Standing.ABSENT))
                    .isSubsetOf(known);
        }
    }

    /** What would be known of {@code day} from a roll call at {@code minute}. */
    private static SmallDay upTo(SmallDay day, int minute) {
        List<Stamp> punches = day.punches() == null
                ? null
                : day.punches().stream()
                        .filter(stamp -> stamp.accepted() && stamp.minute() <= minute)
                        .toList();
        return day.with(
                day.shiftKnown(),
                day.planComplete(),
                day.isNew(),
                punches,
                day.results(),
                day.leaves(),
                day.approvals(),
                day.approvalsNeeded());
    }

    private static List<SmallDay> less(SmallDay day) {
        return List.of(
                without(day, true, false, false, false, false),
                without(day, false, true, false, false, false),
                without(day, false, false, true, false, false),
                without(day, false, false, false, true, false),
                without(day, false, false, false, false, true),
                day.with(
                        day.shiftKnown(),
                        day.planComplete(),
                        day.isNew(),
                        day.punches(),
                        day.results(),
                        day.leaves(),
                        null,
                        true));
    }

    private static SmallDay without(
            SmallDay day, boolean shift, boolean plan, boolean results, boolean leaves, boolean punches) {
        return day.with(
                !shift && day.shiftKnown(),
                !plan && day.planComplete(),
                day.isNew(),
                punches ? null : day.punches(),
                results ? null : day.results(),
                leaves ? null : day.leaves(),
                day.approvals(),
                day.approvalsNeeded());
    }

    private static void everyDay(Consumer<SmallDay> property) {
        for (int seed = 0; seed < DAYS; seed++) {
            SmallDay day = SmallDay.random(new Random(seed));
            try {
                property.accept(day);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + day.build() + " at minute " + day.asOf(), e);
            }
        }
    }
}
