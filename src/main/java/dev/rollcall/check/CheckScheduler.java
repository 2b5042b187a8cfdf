package dev.rollcall.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the rounds at cutoffs. Owns Quartz, which keeps one trigger for each distinct instant in memory.
 *
 * <p>When a cutoff fires is said by {@link CutoffConfig}, in the configured zone; Quartz only sleeps until then. What is
 * due is found out by whoever is woken: a trigger that fires twice, late or never loses and doubles nothing.
 * Thread-safe.
 */
final class CheckScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckScheduler.class);

    /** Both the machine's time and Quartz's are cut to the millisecond; to wake too early is to wake in vain. */
    private static final Duration CUT = Duration.ofMillis(2);

    private final Timetable timetable;
    private final Clock clock;
    private final Runnable wake;
    private volatile boolean closed;
    private final Scheduler quartz;

    /** @param wake what is done at each cutoff; must not block for long */
    CheckScheduler(Timetable timetable, Clock clock, Runnable wake) {
        this.timetable = timetable;
        this.clock = clock;
        this.wake = wake;
        this.quartz = quartz();
    }

    private Scheduler quartz() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "rollcall-" + UUID.randomUUID());
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", "2");
        properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        try {
            Scheduler made = new StdSchedulerFactory(properties).getScheduler();
            made.setJobFactory((bundle, scheduler) -> new CutoffJob(this::fired));
            return made;
        } catch (SchedulerException e) {
            throw new IllegalStateException("Cannot set up the scheduler: " + e.getMessage(), e);
        }
    }

    /** Begins to wake, and logs when each cutoff fires next. */
    void start() {
        try {
            quartz.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("Cannot start the scheduler: " + e.getMessage(), e);
        }
        Instant now = clock.instant();
        for (CutoffConfig cutoff : timetable.cutoffs().values()) {
            next(cutoff, now).ifPresent(fire -> {
                wakeAt(fire.toInstant());
                LOG.info("Cutoff '{}' fires next at {}", cutoff.name(), fire);
            });
        }
    }

    /** Whether cutoffs will be woken. */
    boolean running() {
        try {
            return quartz.isStarted() && !quartz.isShutdown();
        } catch (SchedulerException e) {
            return false;
        }
    }

    private Optional<ZonedDateTime> next(CutoffConfig cutoff, Instant after) {
        return cutoff.next(after.atZone(timetable.zone()));
    }

    /** One wake for one instant, whoever asks for it at the same time. */
    private synchronized void wakeAt(Instant instant) {
        JobDetail job = JobBuilder.newJob(CutoffJob.class)
                .withIdentity(instant.toString())
                .usingJobData(CutoffJob.INSTANT, instant.toString())
                .build();
        // Quartz sleeps by the machine's clock; ours may be another.
        Duration ahead = Duration.between(clock.instant(), instant);
        Instant machine = Instant.ofEpochMilli(System.currentTimeMillis()).plus(ahead);
        Date at = Date.from(machine.plus(CUT));
        try {
            if (!quartz.checkExists(job.getKey())) {
                quartz.scheduleJob(job, TriggerBuilder.newTrigger().startAt(at).build());
            }
        } catch (SchedulerException e) {
            if (closed) {
                LOG.debug("Stopping: {} is not waited for", instant);
                return;
            }
            throw new IllegalStateException("Cannot schedule " + instant + ": " + e.getMessage(), e);
        }
    }

    /** Wakes, and waits for the next instant of each cutoff. */
    void fired(Instant instant) {
        wake.run();
        for (CutoffConfig cutoff : timetable.cutoffs().values()) {
            next(cutoff, instant).ifPresent(following -> wakeAt(following.toInstant()));
        }
    }

    /** Wakes nothing more; what runs goes on. */
    @Override
    public void close() {
        closed = true;
        try {
            quartz.shutdown(false);
        } catch (SchedulerException e) {
            LOG.warn("The scheduler did not stop cleanly: {}", e.getMessage());
        }
    }
}
