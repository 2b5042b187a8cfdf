package dev.rollcall.absence;

import java.util.List;

/**
 * A configured department with everybody who belongs to it, sub-departments included.
 *
 * @param id DingTalk's {@code dept_id}
 * @param name the configured name, else DingTalk's own; untrusted text
 * @param members each person once, in the order in which the departments were walked
 * @param complete false when a part of the tree or a page of members could not be read
 * @param described false when its own name and managers were wanted and could not be read
 * @param managers user ids of the department's managers in DingTalk; empty where not asked or not known
 */
public record Department(
        long id, String name, List<Member> members, boolean complete, boolean described, List<String> managers) {
    public Department {
        members = List.copyOf(members);
        managers = List.copyOf(managers);
    }

    /**
     * One person within a department.
     *
     * @param employee who
     * @param subDepartment the name of the child of the configured department under which they sit; empty for its
     *     direct members
     */
    public record Member(Employee employee, String subDepartment) {}

    /**
     * Which department to read.
     *
     * @param id DingTalk's {@code dept_id}
     * @param name the configured name; empty: DingTalk's own is read
     * @param managers whether its managers are wanted too
     */
    public record Wanted(long id, String name, boolean managers) {
        /** Whether the department itself has to be asked about, not only its members. */
        public boolean described() {
            return name.isEmpty() || managers;
        }
    }
}
