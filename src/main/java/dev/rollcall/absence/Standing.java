package dev.rollcall.absence;

/** Where one person stands at an instant; where more than one applies, the earlier constant wins. */
public enum Standing {
    /** A valid punch that belongs to the due point or comes after it; late or not. */
    PRESENT,
    /** An approved leave, business trip or outing covers the time due and has not ended. */
    EXCUSED,
    /** Due, or of unknown shift, and something that is needed could not be read: never named. */
    UNVERIFIED,
    /** A punch that DingTalk has not accepted yet (outside punch awaiting approval, second confirmation). */
    PENDING,
    /** Due, none of the above, and that person's own data was read completely. */
    ABSENT,
    /** Rest day, no shift, nothing due yet, exempt: never listed and not counted. */
    NOT_DUE
}
