package dev.rollcall.report;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.util.List;
import java.util.Locale;

/** A roll call: a heading and one line for each person due. */
final class RollCallCsv {
    private static final String HEADING =
            "work_date,as_of,department_id,department,user_id,name,standing,due_at,punched_at\n";

    private RollCallCsv() {}

    static String print(RollCall rollCall) {
        StringBuilder csv = new StringBuilder(HEADING);
        for (DepartmentRollCall department : rollCall.departments()) {
            for (Finding finding : department.findings()) {
                if (finding.standing() != Standing.NOT_DUE) {
                    csv.append(line(rollCall, department, finding));
                }
            }
        }
        return csv.toString();
    }

    private static String line(RollCall rollCall, DepartmentRollCall department, Finding finding) {
        String standing = finding.late() ? "late" : finding.standing().name().toLowerCase(Locale.ROOT);
        return Csv.line(List.of(
                rollCall.workDate().toString(),
                Times.full(rollCall.asOf(), rollCall.zone()),
                String.valueOf(department.id()),
                department.name(),
                finding.employee().id(),
                finding.employee().name(),
                standing,
                Times.fullOrEmpty(finding.dueAt(), rollCall.zone()),
                Times.fullOrEmpty(finding.punchedAt(), rollCall.zone())));
    }
}
