package dev.rollcall.check;

import java.time.Instant;
import java.util.function.Consumer;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Wakes the scheduler at an instant, and does nothing else. */
final class CutoffJob implements Job {
    static final String INSTANT = "instant";

    private final Consumer<Instant> wake;

    CutoffJob(Consumer<Instant> wake) {
        this.wake = wake;
    }

    @Override
    public void execute(JobExecutionContext context) {
        wake.accept(Instant.parse(context.getMergedJobDataMap().getString(INSTANT)));
    }
}
