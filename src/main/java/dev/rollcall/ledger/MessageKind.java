package dev.rollcall.ledger;

/** Which of a slot's messages; the names are part of a message's id and never change. */
public enum MessageKind {
    DIGEST,
    /** That there is no list, or that it is held back. */
    NOTICE,
    /** A digest's correction; of the company's slot, what failed after the roll-up had left. */
    CORRECTION
}
