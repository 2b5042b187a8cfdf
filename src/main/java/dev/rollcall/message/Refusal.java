package dev.rollcall.message;

/** Why somebody is not answered. */
public enum Refusal {
    /** They are not an employee, or nobody knows who they are. */
    STRANGER,
    /** The group belongs to no department. */
    UNKNOWN_GROUP,
    /** It is not theirs to know, or to do. */
    NOT_YOURS,
    /** It changes something, and came over the callback, whose signature does not cover it. */
    NOT_OVER_CALLBACK
}
