package dev.rollcall.doctor;

import dev.rollcall.budget.Meter;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.Trials;
import dev.rollcall.ledger.QuotaMarks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries everything that Rollcall needs and says for each what is wrong and what to do.
 *
 * <p>Takes three quarters of a minute at most. Of the month's quota it takes six calls as a rule, eight at most, one
 * more with test messages, and none where nothing is left. Changes nothing at DingTalk and in the ledger; whatever
 * happens inside an examination is a finding of its own. Blocks; thread-safe.
 */
public final class Doctor {
    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);
    private static final Duration LONGEST = Duration.ofSeconds(40);

    /** For what is on its way when the time for asking is over. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What was told of attendance is good for so long for those who ask again and again. */
    private static final Duration KEPT = Duration.ofHours(6);

    /** Where some of it could not be asked, for less: but what could be asked has cost calls. */
    private static final Duration KEPT_IN_PART = Duration.ofHours(1);

    private final Patient patient;
    private final Inside inside;
    private final Trials trials;
    private final Executor executor;
    private final Clock clock;
    private final Waiting waiting;
    private volatile @Nullable Kept last;

    /** @param executor where questions are asked side by side; needs room for a few dozen */
    public Doctor(Patient patient, Inside inside, Trials trials, Executor executor, Clock clock, Waiting waiting) {
        this.patient = patient;
        this.inside = inside;
        this.trials = trials;
        this.executor = executor;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** Examines everything anew; {@code sendTest}: each robot posts a marked message, and the admins get one. */
    public Examined examine(boolean sendTest) {
        return examine(sendTest, null);
    }

    /** The same for whoever asks often: what costs calls of the quota may be as old as six hours. */
    public Examined examineSparingly() {
        Kept known = last;
        boolean young =
                known != null && known.attendance().at().plus(known.goodFor()).isAfter(clock.instant());
        return examine(false, young && known != null ? known.attendance() : null);
    }

    private Examined examine(boolean sendTest, @Nullable Attendance kept) {
        Deadline deadline = Deadline.strictlyIn(LONGEST, waiting);
        Deadline end = Deadline.strictlyIn(LONGEST.plus(GRACE), waiting);
        boolean mayMeter = somethingLeft();
        Visit visit = new Visit(patient, inside, trials, deadline, clock.instant(), sendTest, kept, mayMeter, executor);
        List<Examination> examinations = examinations();
        List<CompletableFuture<List<Finding>>> running = examinations.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> carefully(one, visit), executor))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            findings.addAll(inTime(examinations.get(i), running.get(i), end));
        }
        Instant meteredAt = kept == null ? visit.now() : kept.at();
        if (kept == null && visit.answered()) {
            last = new Kept(visit.attendance(), visit.attended() ? KEPT : KEPT_IN_PART);
        }
        return new Examined(visit.now(), meteredAt, patient.zone(), findings);
    }

    /** In the order in which they are worth reading; made when they are wanted, because that is seldom. */
    private static List<Examination> examinations() {
        return List.of(
                new Reach(),
                new AppToken(),
                new WhiteList(),
                new ServerClock(),
                new PermissionPoints(),
                new ContactScope(),
                new Organisation(),
                new AttendanceData(),
                new Operator(),
                new GroupRobots(),
                new PrivateMessages(),
                new StreamMode(),
                new CallbackMode(),
                new LedgerState(),
                new ZoneData(),
                new MonthlyQuota(),
                new RunningParts());
    }

    /** Whether anything is left of the month's calls, as far as anybody knows. */
    private boolean somethingLeft() {
        Meter meter = inside.meter();
        return meter == null || meter.look().callPercent() < QuotaMarks.ALL;
    }

    private static List<Finding> carefully(Examination examination, Visit visit) {
        try {
            return examination.examine(visit);
        } catch (RuntimeException e) {
            LOG.error("The doctor could not examine {}", examination.id(), e);
            return List.of(Finding.failed(examination.id(), title(examination), Sentence.of("examination.broken")));
        }
    }

    private List<Finding> inTime(Examination examination, CompletableFuture<List<Finding>> findings, Deadline end) {
        Duration left = waiting.onTheMachine(end.left());
        try {
            return findings.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.debug("The doctor waits no longer for {}", examination.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return List.of(Finding.skipped(examination.id(), title(examination), Sentence.of("skipped.DEADLINE")));
    }

    private static Sentence title(Examination examination) {
        return Sentence.of("examination.title", examination.id());
    }

    /** What was told of attendance, and for how long it will do. */
    private record Kept(Attendance attendance, Duration goodFor) {}
}
