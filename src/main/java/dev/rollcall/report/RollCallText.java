package dev.rollcall.report;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.util.Locale;

/** A roll call for a terminal: numbers, then names. */
final class RollCallText {
    private RollCallText() {}

    static String print(RollCall rollCall) {
        StringBuilder text = new StringBuilder();
        text.append("As of ")
                .append(Times.full(rollCall.asOf(), rollCall.zone()))
                .append(", work date ")
                .append(rollCall.workDate())
                .append('\n');
        for (DepartmentRollCall department : rollCall.departments()) {
            text.append('\n').append(plain(department.name()));
            text.append(" (").append(department.id()).append("): ");
            text.append(
                    department.dataDown()
                            ? "no data; this does not mean that everyone is in"
                            : numbers(department.counts()));
            text.append(department.membersComplete() ? "" : "; not all members could be read")
                    .append('\n');
            for (Finding finding : department.with(Standing.ABSENT)) {
                text.append("  ").append(plain(finding.employee().name()));
                text.append("  ").append(plain(finding.employee().id()));
                text.append("  due ")
                        .append(Times.clock(finding.dueAt(), rollCall.zone()))
                        .append('\n');
            }
        }
        return text.append("\nCompany: ")
                .append(numbers(rollCall.company()))
                .append(rollCall.complete() ? "" : "; INCOMPLETE")
                .append('\n')
                .toString();
    }

    private static String numbers(Counts counts) {
        return String.format(
                Locale.ROOT,
                "%d not clocked in; due %d, in %d (late %d), on leave or trip %d, pending %d, unverified %d",
                counts.absent(),
                counts.due(),
                counts.present(),
                counts.late(),
                counts.excused(),
                counts.pending(),
                counts.unverified());
    }

    /** Control characters in a name would drive the terminal. */
    private static String plain(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
    }
}
