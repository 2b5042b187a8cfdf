package dev.rollcall.check;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Remarks;
import dev.rollcall.ledger.Remarks.Remark;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which configured departments is nobody to be seen? A contact scope that became narrower looks like that, and their digests
 * would say for ever that nobody is absent. Of what could not be read nothing is known. Written down for whoever tells the
 * admins. Thread-safe.
 */
final class EmptyDepartments {
    private static final Logger LOG = LoggerFactory.getLogger(EmptyDepartments.class);

    private final Set<Long> configured;
    private final int exempt;
    private final Ledger ledger;

    EmptyDepartments(CheckSettings settings, Ledger ledger) {
        this.configured =
                settings.departments().stream().map(DepartmentConfig::id).collect(Collectors.toSet());
        this.exempt = settings.exempt().size();
        this.ledger = ledger;
    }

    /**
     * Writes down those of {@code read}; of the others what was found before still stands.
     *
     * @throws LedgerException if that cannot be done
     */
    void look(LocalDate night, List<Department> read) {
        List<Department> whole = read.stream().filter(Department::complete).toList();
        write(
                night,
                whole.stream().map(Department::id).collect(Collectors.toSet()),
                whole.stream()
                        .filter(department -> department.members().isEmpty())
                        .map(one -> remark(one.id(), one.name()))
                        .toList());
    }

    /**
     * Writes down the departments of {@code rollCall} if nobody at all is to be seen in it: an organisation that is suddenly
     * empty is not for the night to find. Of no more departments than there are exempt people it may be that all are exempt.
     */
    void look(RollCall rollCall) {
        List<DepartmentRollCall> departments = rollCall.departments();
        boolean empty = departments.size() > exempt
                && departments.stream()
                        .allMatch(one -> one.membersComplete() && one.findings().isEmpty());
        if (!empty) {
            return;
        }
        LOG.warn("Nobody is to be seen in any of {} departments: DingTalk shows no members", departments.size());
        try {
            write(
                    rollCall.workDate(),
                    departments.stream().map(DepartmentRollCall::id).collect(Collectors.toSet()),
                    departments.stream()
                            .map(one -> remark(one.id(), one.name()))
                            .toList());
        } catch (LedgerException e) {
            LOG.debug("That departments are empty is found at night: {}", e.getMessage());
        }
    }

    private void write(LocalDate date, Set<Long> known, List<Remark> empty) {
        Set<Long> unsure = configured.stream().filter(id -> !known.contains(id)).collect(Collectors.toSet());
        ledger.remarks().found(Remarks.Kind.EMPTY, date, empty, unsure);
    }

    private static Remark remark(long department, String name) {
        return new Remark(Remarks.Kind.EMPTY, department, name, 0, null, null);
    }
}
