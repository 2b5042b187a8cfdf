package dev.rollcall.chat;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about, as the policy sees it.
 *
 * @param matter of what kind
 * @param departments ids of the departments concerned; of a person, those that they belong to
 * @param person the user id of the one person concerned; null where there is none
 */
public record Subject(
        Matter matter, Set<Long> departments, @Nullable String person) {
    public Subject {
        departments = Set.copyOf(departments);
    }

    static Subject of(Matter matter) {
        return new Subject(matter, Set.of(), null);
    }

    static Subject of(Matter matter, Set<Long> departments) {
        return new Subject(matter, departments, null);
    }

    static Subject person(String id, Set<Long> departments) {
        return new Subject(Matter.PERSON, departments, id);
    }

    /** Kinds of things that are asked for. */
    public enum Matter {
        /** What can be asked. */
        HELP(false),
        /** When digests are posted. */
        TIMES(false),
        /** Who has not clocked in today: what the group reads in its digest anyway. */
        TODAY(false),
        /** The late, those on leave, other days, numbers of departments. */
        LISTS(false),
        /** The whole company. */
        COMPANY(false),
        /** One person. */
        PERSON(false),
        /** Admin commands that only show something. */
        INSPECTION(false),
        /** Admin commands that change something. */
        ORDER(true),
        /** Posts a list that is held. */
        RELEASE(true),
        /** Ties a group to a department. */
        TIE(true),
        /** Marks a person as known. */
        ACKNOWLEDGEMENT(true);

        private final boolean changes;

        Matter(boolean changes) {
            this.changes = changes;
        }

        boolean changes() {
            return changes;
        }
    }
}
