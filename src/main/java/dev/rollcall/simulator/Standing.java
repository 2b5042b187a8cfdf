package dev.rollcall.simulator;

/** What the company's own book says of one person at one instant. Late is present as well. */
public enum Standing {
    /** Not due yet, or never: rest day, no shift, exempt, left out. */
    NOT_DUE,
    PRESENT,
    LATE,
    EXCUSED,
    /** A punch is there that DingTalk has not accepted. */
    PENDING,
    /** The company's data as a whole is a fault: nobody may be named. */
    UNVERIFIED,
    ABSENT
}
