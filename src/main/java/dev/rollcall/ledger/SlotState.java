package dev.rollcall.ledger;

import java.util.Locale;

/** What has become of a slot: due, claimed, frozen, sending, and then one of four outcomes. */
public enum SlotState {
    /** To be worked on from its time on. */
    DUE,
    /** A process reads its roll call. */
    CLAIMED,
    /** Its text is written down and will not change. */
    FROZEN,
    /** At least one attempt has begun. */
    SENDING,
    /** Its message was taken. */
    SENT,
    /** Its message was not taken, or there was no list to post until it was too late. */
    FAILED,
    /** Nobody worked on it until it was too late. */
    MISSED,
    /** There was nothing to say. */
    SILENT;

    /** Whether nothing more happens to it. */
    public boolean ended() {
        return this == SENT || this == FAILED || this == MISSED || this == SILENT;
    }

    /** As it stands in the database and in {@code /api/v1/deliveries}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SlotState of(String word) {
        for (SlotState state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no such state");
    }
}
