package dev.rollcall.chat;

import org.jspecify.annotations.Nullable;

/**
 * Where was asked.
 *
 * @param group whether others read it
 * @param department id of the department whose group it is; null in private, and in a group of which that is not known
 */
public record Place(boolean group, @Nullable Long department) {
    /** A private chat with the bot. */
    public static final Place PRIVATE = new Place(false, null);

    /** A group that is tied to no department. */
    public static final Place UNKNOWN = new Place(true, null);

    /** The group of a department. */
    public static Place of(long department) {
        return new Place(true, department);
    }

    boolean unknown() {
        return group && department == null;
    }

    boolean isOf(long one) {
        return department != null && department == one;
    }
}
