package dev.rollcall.absence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one check for one department.
 *
 * @param id DingTalk's {@code dept_id}
 * @param name untrusted text
 * @param membersComplete whether every member is known
 * @param findings everybody who was looked at, by name as the JDK's collator for zh-CN sorts, then user id
 * @param managers user ids of the managers in DingTalk; empty where not asked
 */
public record DepartmentRollCall(
        long id, String name, boolean membersComplete, List<Finding> findings, List<String> managers) {
    public DepartmentRollCall {
        findings = List.copyOf(findings);
        managers = List.copyOf(managers);
    }

    /** That of {@code department}, whose people stand as {@code findings} say by user id, in {@code order}. */
    static DepartmentRollCall of(Department department, Map<String, Finding> findings, Comparator<Finding> order) {
        List<Finding> own = new ArrayList<>();
        for (Department.Member member : department.members()) {
            Finding finding = findings.get(member.employee().id());
            if (finding != null) {
                own.add(finding.in(member.subDepartment()));
            }
        }
        own.sort(order);
        return new DepartmentRollCall(
                department.id(), department.name(), department.complete(), own, department.managers());
    }

    public Counts counts() {
        return Counts.of(findings);
    }

    /** Those who stand so, in order. */
    public List<Finding> with(Standing standing) {
        return findings.stream()
                .filter(finding -> finding.standing() == standing)
                .toList();
    }

    /** The same department, where everybody stands as in {@code others}. */
    DepartmentRollCall with(List<Finding> others) {
        return new DepartmentRollCall(id, name, membersComplete, others, managers);
    }

    /** Whether nobody is unverified and every member is known. */
    public boolean complete() {
        return membersComplete && counts().unverified() == 0;
    }

    /** Whether nothing is known of anybody but who is on leave: then there is no list and no number to show. */
    public boolean dataDown() {
        Counts counts = counts();
        return !complete() && counts.due() == counts.unverified() + counts.excused();
    }

    /**
     * Whether the numbers look like a data fault rather than like people staying away: {@code guard} or more of ten or
     * more due are absent, or three or more are due and nobody is in.
     *
     * @param guard the share from 0 to 1; 0 turns the guard off
     */
    public boolean spike(double guard) {
        Counts counts = counts();
        if (guard <= 0 || counts.absent() == 0) {
            return false;
        }
        boolean many = counts.due() >= 10 && (double) counts.absent() / counts.due() >= guard;
        boolean nobodyIn = counts.due() >= 3 && counts.present() == 0;
        return many || nobodyIn;
    }
}
