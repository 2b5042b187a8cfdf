package dev.rollcall.check;

import dev.rollcall.absence.AbsenceFinder;
import dev.rollcall.absence.Department;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.Deliverer;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.FailedDelivery;
import dev.rollcall.message.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One check from beginning to end: find, render, deliver, and say what became of it.
 *
 * <p>Departments do not wait for each other, and the company's roll-up comes last, so that it can name the digests that
 * did not arrive. Blocks; thread-safe.
 */
public final class CheckRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);

    /** How long HR's roll-up waits for the departments' digests before it goes without the news of the slow ones. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int TROUBLES_TOLD = 10;

    private final AbsenceFinder finder;
    private final Postings postings;
    private final Deliverer deliverer;
    private final CheckSettings settings;
    private final Waiting waiting;

    /** @param language the language of the company's roll-up */
    public CheckRunner(
            AbsenceFinder finder,
            DigestRenderer renderer,
            Deliverer deliverer,
            CheckSettings settings,
            Language language,
            Waiting waiting) {
        this.waiting = waiting;
        this.finder = finder;
        this.postings = new Postings(renderer, settings, language);
        this.deliverer = deliverer;
        this.settings = settings;
    }

    /**
     * Makes {@code check} within {@code run} and posts what there is to say.
     *
     * @param worth how long from now a digest is worth posting
     * @param found told the roll call before anything is posted
     * @return once every delivery has ended
     */
    public CheckReport run(Check check, Run run, Duration worth, Consumer<RollCall> found) {
        long until = waiting.nanos() + worth.toNanos();
        RollCall rollCall = find(check, run);
        found.accept(rollCall);
        List<Posting> digests = postings.departments(check, rollCall);
        digests.forEach(digest -> digest.start(deliverer, left(until)));
        List<Posting> all = new ArrayList<>(digests);
        postings.company(check, rollCall, failed(digests, left(until))).ifPresent(rollUp -> {
            rollUp.start(deliverer, left(until));
            all.add(rollUp);
        });
        CheckReport report = new CheckReport(
                check, rollCall, all.stream().map(Posting::delivered).toList());
        log(report);
        return report;
    }

    private Duration left(long until) {
        Duration left = Duration.ofNanos(until - waiting.nanos());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The roll call of {@code check}, posted nowhere. */
    public RollCall find(Check check, Run run) {
        return find(finder, settings, check, run);
    }

    /** The roll call of {@code check} by {@code finder}, for those who have nothing to deliver. */
    public static RollCall find(AbsenceFinder finder, CheckSettings settings, Check check, Run run) {
        List<DepartmentConfig> others = settings.departments().stream()
                .filter(department -> !check.departments().contains(department))
                .toList();
        return finder.find(
                new AbsenceFinder.Question(
                        wanted(check.departments()), wanted(others), check.asOf(), check.workDate(), settings.exempt()),
                run);
    }

    private static List<Department.Wanted> wanted(List<DepartmentConfig> departments) {
        return departments.stream()
                .map(department -> new Department.Wanted(
                        department.id(),
                        department.name(),
                        department.mention() == DigestStyle.Mention.LEAD
                                && department.leads().isEmpty()))
                .toList();
    }

    private List<FailedDelivery> failed(List<Posting> digests, Duration worth) {
        Duration patience = worth.compareTo(PATIENCE) < 0 ? worth : PATIENCE;
        long until = waiting.nanos() + patience.toNanos();
        List<FailedDelivery> failed = new ArrayList<>();
        for (Posting digest : digests) {
            digest.outcomeWithin(waiting.onTheMachine(Duration.ofNanos(until - waiting.nanos())))
                    .filter(outcome -> !outcome.delivered())
                    .ifPresent(outcome -> failed.add(Postings.failed(digest.name(), outcome)));
        }
        return failed;
    }

    private static void log(CheckReport report) {
        Check check = report.check();
        report.rollCall().troubles().stream()
                .map(Throwable::getMessage)
                .distinct()
                .limit(TROUBLES_TOLD)
                .forEach(LOG::warn);
        for (CheckReport.Delivered one : report.deliveries()) {
            if (!one.outcome().delivered()) {
                LOG.error(
                        "Cannot deliver digest '{}' of {} to department {}: {}; will not retry",
                        check.cutoff(),
                        check.workDate(),
                        one.department(),
                        one.outcome().words());
            }
        }
        LOG.info(
                "Cutoff '{}' of {}: {} departments, {} due, {} absent, {} unverified; {} of {} messages delivered",
                check.cutoff(),
                check.workDate(),
                report.rollCall().departments().size(),
                report.rollCall().company().due(),
                report.rollCall().company().absent(),
                report.rollCall().company().unverified(),
                report.deliveries().stream()
                        .filter(one -> one.outcome().delivered())
                        .count(),
                report.deliveries().size());
    }
}
