package dev.rollcall.check;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Remarks;
import dev.rollcall.ledger.Remarks.Remark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What does the configuration miss? People in no configured department, departments that are new in DingTalk, robots that
 * did not take their last digest, nor anything since, configured departments in which nobody is to be seen, user ids that nobody has: looked at
 * after the contacts have been read at night, and written down for whoever tells the admins in the morning. No person's name
 * is kept, and no user id.
 *
 * <p>An organisation that cannot be read as a whole says nothing: of that night nothing is written down, and nothing is
 * taken to be gone. Only that DingTalk does not show the root is written down, because it will be so every night. Blocks;
 * thread-safe.
 */
public final class NightlyCoverage {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyCoverage.class);

    private final Function<Run, Coverage> organisation;
    private final FailedRobots robots;
    private final EmptyDepartments empty;
    private final Ledger ledger;

    /** @param organisation reads whom the configuration covers, within a run */
    public NightlyCoverage(Function<Run, Coverage> organisation, CheckSettings settings, Ledger ledger) {
        this.organisation = organisation;
        this.robots = new FailedRobots(settings, ledger);
        this.empty = new EmptyDepartments(settings, ledger);
        this.ledger = ledger;
    }

    /**
     * Looks, for the night of {@code night}.
     *
     * @param read the configured departments as they were read that night; what is missing could not be read
     * @param run within which the organisation is read
     * @throws dev.rollcall.ledger.LedgerException if nothing can be written down
     */
    void look(LocalDate night, List<Department> read, Run run) {
        ledger.remarks().found(Remarks.Kind.ROBOT, night, robots.on(night));
        empty.look(night, read);
        Coverage coverage = organisation.apply(run);
        if (coverage.complete() || rootHidden(coverage, read, run)) {
            ledger.remarks()
                    .found(
                            Remarks.Kind.ROOT,
                            night,
                            coverage.complete() ? List.of() : List.of(remark(Remarks.Kind.ROOT, 0, "", 0)));
        }
        if (!coverage.complete()) {
            LOG.info("The organisation could not be read as a whole tonight: who is covered is looked at tomorrow");
            return;
        }
        Map<Long, Integer> people = new HashMap<>();
        List<Remark> gaps = new ArrayList<>();
        for (Coverage.Gap gap : coverage.gaps()) {
            people.put(gap.id(), gap.people());
            gaps.add(remark(Remarks.Kind.PEOPLE, gap.id(), gap.name(), gap.people()));
        }
        ledger.remarks().found(Remarks.Kind.PEOPLE, night, gaps);
        ledger.remarks()
                .found(
                        Remarks.Kind.STRANGER,
                        night,
                        coverage.strangers().stream()
                                .map(id -> Strangers.remark(id, coverage.people()))
                                .toList());
        ledger.remarks()
                .foundDepartments(
                        night,
                        coverage.outside().entrySet().stream()
                                .map(one -> remark(
                                        Remarks.Kind.DEPARTMENT,
                                        one.getKey(),
                                        one.getValue(),
                                        people.getOrDefault(one.getKey(), 0)))
                                .toList());
        LOG.info(
                "{} of {} people are in no configured department, {} departments are not configured",
                coverage.uncovered(),
                coverage.people(),
                coverage.outside().size());
    }

    /**
     * Nothing is to be seen from the root on, DingTalk refuses the question itself and answers about configured departments:
     * it was not away, the root is out of scope.
     */
    private static boolean rootHidden(Coverage coverage, List<Department> read, Run run) {
        return !coverage.complete()
                && read.stream().anyMatch(Department::complete)
                && coverage.people() == 0
                && run.troubles().stream().anyMatch(trouble -> trouble.reason() == SourceException.Reason.REFUSED);
    }

    private static Remark remark(Remarks.Kind kind, long department, String name, int people) {
        return new Remark(kind, department, name, people, null, null);
    }
}
