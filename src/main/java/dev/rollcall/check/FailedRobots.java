package dev.rollcall.check;

import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Fingerprint;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Remarks;
import dev.rollcall.ledger.Remarks.Remark;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the configured robots did not take their department's last digest, nor anything since? Of a robot that has another
 * address since then nothing is known. Reads the ledger; thread-safe.
 */
final class FailedRobots {
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

    private final CheckSettings settings;
    private final Recipients recipients;
    private final Ledger ledger;

    FailedRobots(CheckSettings settings, Ledger ledger) {
        this.settings = settings;
        this.recipients = new Recipients(settings);
        this.ledger = ledger;
    }

    /**
     * Those of {@code day}, the company's with department 0.
     *
     * @throws dev.rollcall.ledger.LedgerException if the ledger cannot be reached
     */
    List<Remark> on(LocalDate day) {
        Map<Long, Slot> last = ledger.outcomes().lastDeliveries(day.minusDays(DAYS), OF_THE_ROBOT);
        Set<String> ill = ledger.outcomes().lastFailed(Duration.ofDays(DAYS)).keySet();
        List<Remark> failed = new ArrayList<>();
        for (DepartmentConfig department : settings.departments()) {
            Slot slot = last.get(department.id());
            if (slot != null && failed(slot, recipients.of(department, department.name()), ill)) {
                String name = department.name().isEmpty() ? slot.name() : department.name();
                failed.add(robot(department.id(), name.isEmpty() ? String.valueOf(department.id()) : name, slot));
            }
        }
        Slot company = last.get(SlotKey.COMPANY);
        if (company != null && settings.company() != null && failed(company, recipients.company(""), ill)) {
            failed.add(robot(SlotKey.COMPANY, "", company));
        }
        return failed;
    }

    private static boolean failed(Slot slot, Optional<Recipient> robot, Set<String> ill) {
        return slot.state() == SlotState.FAILED
                && robot.map(Fingerprint::of).filter(ill::contains).isPresent();
    }

    private static Remark robot(long department, String name, Slot slot) {
        return new Remark(Remarks.Kind.ROBOT, department, name, 0, slot.reason(), slot.code());
    }
}
