package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private final AtomicInteger woken = new AtomicInteger();
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
        return scheduler(Clock.fixed(NOW, ZONE), woken::incrementAndGet, cutoffs);
    }

    private CheckScheduler scheduler(Clock clock, Runnable wake, CutoffConfig... cutoffs) {
        Timetable timetable = Timetable.of(ZONE, List.of(cutoffs), Duration.ZERO, Duration.ZERO);
        scheduler = new CheckScheduler(timetable, clock, wake);
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
    void cutoffsOfOneInstantShareOneTrigger() throws SchedulerException {
        scheduler(cutoff("morning", "09:40"), cutoff("second", "09:40"), cutoff("later", "10:30"))
                .start();

        assertThat(wakes())
                .containsExactlyInAnyOrder(MORNING.toString(), at("10:30").toString());
    }

    @Test
    void aCutoffWakesOnceHoweverManyThereAreOfItsInstant() {
        scheduler(cutoff("morning", "09:40"), cutoff("second", "09:40")).fired(MORNING);

        assertThat(woken).hasValue(1);
    }

    @Test
    void afterACutoffTheNextOneIsWaitedFor() throws SchedulerException {
        scheduler(cutoff("morning", "09:40"), cutoff("later", "10:30")).fired(MORNING);

        assertThat(wakes())
                .contains(
                        MORNING.plus(Duration.ofDays(1)).toString(), at("10:30").toString());
    }

    /** As where the first cutoff comes while the others are still being waited for. */
    @Test
    void cutoffsOfManyInstantsMayFireAtOnce() throws Exception {
        CutoffConfig[] cutoffs = IntStream.range(0, 100)
                .mapToObj(i -> cutoff("c" + i, String.format(Locale.ROOT, "1%d:%02d", i / 50, i % 50)))
                .toArray(CutoffConfig[]::new);
        CheckScheduler many = scheduler(cutoffs);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> all = Collections.nCopies(8, () -> {
                many.fired(MORNING);
                return true;
            });
            for (Future<Boolean> one : threads.invokeAll(all)) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(wakes()).hasSize(100);
    }

    @Test
    void itWakesByTheClockThatItIsGivenAndNotByTheMachines() throws InterruptedException {
        CountDownLatch wokenNow = new CountDownLatch(1);
        Instant justBefore = MORNING.minusMillis(200);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), justBefore));

        scheduler(clock, wokenNow::countDown, cutoff("morning", "09:40")).start();

        assertThat(wokenNow.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(clock.instant()).isAfterOrEqualTo(MORNING);
    }

    @Test
    void aCutoffThatFiresWhileItStopsWakesAndIsNoError() {
        CheckScheduler stopped = scheduler(cutoff("morning", "09:40"));
        stopped.start();
        stopped.close();

        stopped.fired(MORNING);

        assertThat(woken).hasValue(1);
    }

    @Test
    void itRunsFromStartToClose() {
        scheduler(cutoff("morning", "09:40"));
        assertThat(scheduler.running()).isFalse();
        scheduler.start();
        assertThat(scheduler.running()).isTrue();
        scheduler.close();
        assertThat(scheduler.running()).isFalse();
    }
}
