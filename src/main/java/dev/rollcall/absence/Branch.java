package dev.rollcall.absence;

import java.util.Set;

/**
 * Who sits where in the whole organisation: one department of its tree, configured or not.
 *
 * @param id DingTalk's {@code dept_id}
 * @param parent that of the department above it; 0 for the root
 * @param name as DingTalk has it, empty where it was not told; untrusted text
 * @param people user ids of its active direct members
 * @param complete false when its sub-departments or a page of its members could not be read
 */
public record Branch(long id, long parent, String name, Set<String> people, boolean complete) {
    /** The id of the root, which is the organisation itself. */
    public static final long ROOT = 1;

    public Branch {
        people = Set.copyOf(people);
    }
}
