package dev.rollcall.check;

import dev.rollcall.common.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes checks at their cutoffs. Owns Quartz, which keeps one trigger for each distinct instant in memory.
 *
 * <p>When a cutoff fires is said by {@link CutoffConfig}, in the configured zone; Quartz only sleeps until then. Each
 * cutoff starts after a small random wait of its own, and {@code as_of} stays the cutoff. Thread-safe.
 */
public final class CheckScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckScheduler.class);

    private final List<CutoffConfig> cutoffs;
    private final CheckSettings settings;
    private final Duration jitter;
    private final Clock clock;
    private final Waiting waiting;
    private final DoubleSupplier chance;
    private final Executor executor;
    private final BiConsumer<CutoffConfig, Check> checks;
    private final Instant made;
    private final Scheduler quartz;

    /**
     * @param jitter the longest random wait after a cutoff; zero: none
     * @param chance numbers from 0 to below 1
     * @param executor where checks run, each on its own
     * @param checks makes one check; called once for each firing of a cutoff
     */
    public CheckScheduler(
            Collection<CutoffConfig> cutoffs,
            CheckSettings settings,
            Duration jitter,
            Clock clock,
            Waiting waiting,
            DoubleSupplier chance,
            Executor executor,
            BiConsumer<CutoffConfig, Check> checks) {
        this.cutoffs = List.copyOf(cutoffs);
        this.settings = settings;
        this.jitter = jitter;
        this.clock = clock;
        this.waiting = waiting;
        this.chance = chance;
        this.executor = executor;
        this.checks = checks;
        this.made = clock.instant();
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

    /** Begins to wake checks, also those due since this was made: a slow start loses none. Logs when each fires next. */
    public void start() {
        try {
            quartz.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("Cannot start the scheduler: " + e.getMessage(), e);
        }
        for (CutoffConfig cutoff : cutoffs) {
            next(cutoff, made).ifPresent(fire -> {
                wakeAt(fire.toInstant());
                LOG.info("Cutoff '{}' fires next at {}", cutoff.name(), fire);
            });
        }
    }

    /** Whether cutoffs will be woken. */
    public boolean running() {
        try {
            return quartz.isStarted() && !quartz.isShutdown();
        } catch (SchedulerException e) {
            return false;
        }
    }

    private Optional<ZonedDateTime> next(CutoffConfig cutoff, Instant after) {
        return cutoff.next(after.atZone(settings.zone()));
    }

    private void wakeAt(Instant instant) {
        JobDetail job = JobBuilder.newJob(CutoffJob.class)
                .withIdentity(instant.toString())
                .usingJobData(CutoffJob.INSTANT, instant.toString())
                .build();
        // Quartz sleeps by the machine's clock; ours may be another.
        Duration ahead = Duration.between(clock.instant(), instant);
        Date at = Date.from(Instant.ofEpochMilli(System.currentTimeMillis()).plus(ahead));
        try {
            if (!quartz.checkExists(job.getKey())) {
                quartz.scheduleJob(job, TriggerBuilder.newTrigger().startAt(at).build());
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("Cannot schedule " + instant + ": " + e.getMessage(), e);
        }
    }

    /** Starts every cutoff that fires at {@code instant}, and waits for the next of each. */
    void fired(Instant instant) {
        for (CutoffConfig cutoff : cutoffs) {
            Optional<ZonedDateTime> fire = next(cutoff, instant.minusMillis(1));
            if (fire.isPresent() && fire.get().toInstant().equals(instant)) {
                executor.execute(() -> start(cutoff, fire.get()));
            }
            next(cutoff, instant).ifPresent(following -> wakeAt(following.toInstant()));
        }
    }

    private void start(CutoffConfig cutoff, ZonedDateTime fire) {
        try {
            waiting.pause(Duration.ofMillis((long) (jitter.toMillis() * chance.getAsDouble())));
            Check check = settings.check(cutoff, fire);
            if (!check.departments().isEmpty()) {
                checks.accept(cutoff, check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.info("Cutoff '{}' of {} was not checked: stopped", cutoff.name(), fire);
        } catch (RuntimeException e) {
            LOG.error("Cutoff '{}' of {} failed", cutoff.name(), fire, e);
        }
    }

    /** Wakes nothing more; what runs goes on. */
    @Override
    public void close() {
        try {
            quartz.shutdown(false);
        } catch (SchedulerException e) {
            LOG.warn("The scheduler did not stop cleanly: {}", e.getMessage());
        }
    }
}
