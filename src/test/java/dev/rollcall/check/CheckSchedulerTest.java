package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import dev.rollcall.message.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.matchers.GroupMatcher;

class CheckSchedulerTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final Instant MORNING = at("09:40");
    private static final Instant NOW = MORNING.minusSeconds(3600);

    private final List<Check> checks = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Collection<Scheduler> before =
            List.copyOf(SchedulerRepository.getInstance().lookupAll());
    private CheckScheduler scheduler;

    @AfterEach
    void close() {
        scheduler.close();
    }

    private static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    private static CutoffConfig cutoff(String name, String time) {
        return CutoffConfig.at(name, LocalTime.parse(time));
    }

    private CheckScheduler scheduler(CutoffConfig... cutoffs) {
        return scheduler(Duration.ZERO, checks::add, cutoffs);
    }

    private CheckScheduler scheduler(
            Duration jitter, java.util.function.Consumer<Check> made, CutoffConfig... cutoffs) {
        DepartmentConfig bare = DepartmentConfig.of(4100, Language.ZH);
        DepartmentConfig department = new DepartmentConfig(
                bare.id(),
                bare.name(),
                bare.aliases(),
                null,
                List.of("morning", "second", "later", "night"),
                List.of(),
                null,
                bare.mention(),
                bare.show(),
                bare.whenAllPresent(),
                bare.language(),
                false);
        CheckSettings settings = new CheckSettings(ZONE, Set.of(), 0, List.of(department), null, List.of());
        scheduler = new CheckScheduler(
                List.of(cutoffs),
                settings,
                jitter,
                Clock.fixed(NOW, ZONE),
                new Noting(),
                () -> 0.5,
                Runnable::run,
                (cutoff, check) -> made.accept(check));
        return scheduler;
    }

    /** The instants at which Quartz will wake the scheduler. */
    private Set<String> wakes() throws SchedulerException {
        Scheduler quartz = SchedulerRepository.getInstance().lookupAll().stream()
                .filter(one -> !before.contains(one))
                .findFirst()
                .orElseThrow();
        return quartz.getJobKeys(GroupMatcher.anyGroup()).stream()
                .map(JobKey::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void everyCutoffOfTheInstantIsCheckedAndNoOther() {
        scheduler(cutoff("morning", "09:40"), cutoff("second", "09:40"), cutoff("later", "10:30"))
                .fired(MORNING);

        assertThat(checks).extracting(Check::cutoff).containsExactly("morning", "second");
        assertThat(checks)
                .allMatch(check ->
                        check.asOf().equals(MORNING) && check.workDate().equals(DATE));
    }

    @Test
    void cutoffsOfOneInstantShareOneTrigger() throws SchedulerException {
        scheduler(cutoff("morning", "09:40"), cutoff("second", "09:40"), cutoff("later", "10:30"))
                .start(NOW);

        assertThat(wakes())
                .containsExactlyInAnyOrder(MORNING.toString(), at("10:30").toString());
    }

    @Test
    void afterACutoffTheNextOneIsWaitedFor() throws SchedulerException {
        scheduler(cutoff("morning", "09:40"), cutoff("later", "10:30")).fired(MORNING);

        assertThat(wakes())
                .contains(
                        MORNING.plus(Duration.ofDays(1)).toString(), at("10:30").toString());
    }

    @Test
    void theRandomWaitDelaysTheStartAndLeavesTheInstantAlone() {
        scheduler(Duration.ofSeconds(20), checks::add, cutoff("morning", "09:40"))
                .fired(MORNING);

        assertThat(pauses).containsExactly(Duration.ofSeconds(10));
        assertThat(checks).extracting(Check::asOf).containsExactly(MORNING);
    }

    @Test
    void aCutoffAfterMidnightMayLookAtTheDayBefore() {
        CutoffConfig day = cutoff("night", "00:30");
        CutoffConfig night = new CutoffConfig(day.name(), day.at(), null, day.days(), day.maxLate(), null, false, true);
        scheduler(night).fired(at("00:30"));

        assertThat(checks).extracting(Check::workDate).containsExactly(DATE.minusDays(1));
    }

    @Test
    void aCutoffThatNoDepartmentHasIsNotChecked() {
        scheduler(cutoff("nobodys", "09:40")).fired(MORNING);

        assertThat(checks).isEmpty();
    }

    @Test
    void aCheckThatFailsTakesNoOtherWithIt() throws SchedulerException {
        scheduler(
                        Duration.ZERO,
                        check -> {
                            checks.add(check);
                            throw new IllegalStateException("one is broken");
                        },
                        cutoff("morning", "09:40"),
                        cutoff("second", "09:40"))
                .fired(MORNING);

        assertThat(checks).extracting(Check::cutoff).containsExactly("morning", "second");
        assertThat(wakes()).contains(MORNING.plus(Duration.ofDays(1)).toString());
    }

    @Test
    void itRunsFromStartToClose() throws SchedulerException {
        scheduler(cutoff("morning", "09:40"));
        assertThat(scheduler.running()).isFalse();
        scheduler.start(NOW);
        assertThat(scheduler.running()).isTrue();
        scheduler.close();
        assertThat(scheduler.running()).isFalse();
    }

    /** Waits for nothing and notes for how long it would have. */
    private final class Noting implements Waiting {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pause(Duration duration) {
            pauses.add(duration);
        }
    }
}
