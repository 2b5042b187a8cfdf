package dev.rollcall.report;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.Markdown;

/** A roll call as markdown, names escaped as in digests. */
final class RollCallMarkdown {
    private RollCallMarkdown() {}

    static String print(RollCall rollCall) {
        StringBuilder text = new StringBuilder("# ")
                .append(Times.full(rollCall.asOf(), rollCall.zone()))
                .append("\n\n> ")
                .append(numbers(rollCall.company()))
                .append(rollCall.complete() ? "" : " · incomplete")
                .append('\n');
        for (DepartmentRollCall department : rollCall.departments()) {
            text.append("\n## ").append(Markdown.text(department.name())).append("\n\n> ");
            text.append(
                    department.dataDown()
                            ? "No data; this does not mean that everyone is in"
                            : numbers(department.counts()));
            text.append(department.membersComplete() ? "" : " · not all members could be read")
                    .append("\n\n");
            for (Finding finding : department.with(Standing.ABSENT)) {
                text.append("- ").append(Markdown.text(finding.employee().name()));
                text.append(" (due ")
                        .append(Times.clock(finding.dueAt(), rollCall.zone()))
                        .append(")\n");
            }
        }
        return text.toString();
    }

    private static String numbers(Counts counts) {
        return "Due " + counts.due() + " · In " + counts.present() + " · Missing **" + counts.absent()
                + "** · On leave/trip " + counts.excused() + " · Pending " + counts.pending() + " · Unverified "
                + counts.unverified();
    }
}
