package dev.rollcall.check;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Remarks;
import dev.rollcall.ledger.Remarks.Remark;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What does the configuration miss? People in no configured department, departments that are new in DingTalk, robots whose
 * last digest did not arrive, configured departments in which nobody is to be seen, user ids that nobody has: looked at
 * after the contacts have been read at night, and written down for whoever tells the admins in the morning. No person's name
 * is kept, and no user id.
 *
 * <p>An organisation that cannot be read as a whole says nothing: of that night nothing is written down, and nothing is
 * taken to be gone. Only that DingTalk does not show the root is written down, because it will be so every night. Blocks;
 * thread-safe.
 */
public final class NightlyCoverage {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyCoverage.class);

    /** A robot that nobody has used for longer is nobody's concern. */
    private static final int DAYS = 31;

    /** What is wrong with a robot or its group, not with the network, the quota or the time. */
    private static final Set<String> OF_THE_ROBOT = EnumSet.complementOf(EnumSet.of(
                    Reason.QUOTA,
                    Reason.UNREACHABLE,
                    Reason.DEADLINE,
                    Reason.STOPPED,
                    Reason.TAKEN_OVER,
                    Reason.OUTDATED))
            .stream()
            .map(Reason::name)
            .collect(Collectors.toUnmodifiableSet());

    private final Function<Run, Coverage> organisation;
    private final CheckSettings settings;
    private final Recipients recipients;
    private final Ledger ledger;

    /** @param organisation reads whom the configuration covers, within a run */
    public NightlyCoverage(Function<Run, Coverage> organisation, CheckSettings settings, Ledger ledger) {
        this.organisation = organisation;
        this.settings = settings;
        this.recipients = new Recipients(settings);
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
        ledger.remarks().found(Remarks.Kind.ROBOT, night, robots(night));
        empty(night, read);
        Coverage coverage = organisation.apply(run);
        if (coverage.complete() || rootHidden(coverage, run)) {
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

    /** Configured departments that were read as a whole and have nobody; of one that was not nothing is known. */
    private void empty(LocalDate night, List<Department> read) {
        Set<Long> unsure =
                settings.departments().stream().map(DepartmentConfig::id).collect(Collectors.toSet());
        List<Department> whole = read.stream().filter(Department::complete).toList();
        whole.forEach(department -> unsure.remove(department.id()));
        ledger.remarks()
                .found(
                        Remarks.Kind.EMPTY,
                        night,
                        whole.stream()
                                .filter(department -> department.members().isEmpty())
                                .map(one -> remark(Remarks.Kind.EMPTY, one.id(), one.name(), 0))
                                .toList(),
                        unsure);
    }

    /** Nothing is to be seen, and DingTalk refuses the question itself: it was not away, the root is out of scope. */
    private static boolean rootHidden(Coverage coverage, Run run) {
        return !coverage.complete()
                && coverage.people() == 0
                && run.troubles().stream().anyMatch(trouble -> trouble.reason() == SourceException.Reason.REFUSED);
    }

    private static Remark remark(Remarks.Kind kind, long department, String name, int people) {
        return new Remark(kind, department, name, people, null, null);
    }

    /** The robots that are configured and whose last digest did not arrive. */
    private List<Remark> robots(LocalDate night) {
        Map<Long, Slot> last = ledger.outcomes().lastDeliveries(night.minusDays(DAYS), OF_THE_ROBOT);
        List<Remark> failed = new ArrayList<>();
        for (DepartmentConfig department : settings.departments()) {
            Slot slot = last.get(department.id());
            if (slot != null && failed(slot) && posts(department)) {
                String name = department.name().isEmpty() ? slot.name() : department.name();
                failed.add(robot(department.id(), name.isEmpty() ? String.valueOf(department.id()) : name, slot));
            }
        }
        Slot company = last.get(SlotKey.COMPANY);
        if (company != null && failed(company) && settings.company() != null) {
            failed.add(robot(SlotKey.COMPANY, "", company));
        }
        return failed;
    }

    private boolean posts(DepartmentConfig department) {
        return recipients.of(department, department.name()).isPresent();
    }

    private static boolean failed(Slot slot) {
        return slot.state() == SlotState.FAILED;
    }

    private static Remark robot(long department, String name, Slot slot) {
        return new Remark(Remarks.Kind.ROBOT, department, name, 0, slot.reason(), slot.code());
    }
}
