package dev.rollcall.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Makes a slot that has ended due again, because somebody asked for it; a correction that it waits for stays due. */
final class Reopening {
    private static final String ENDED = "('sent', 'failed', 'missed', 'silent')";

    private Reopening() {}

    /** A digest under a new number; false where the slot has not ended, or its names are held. */
    static boolean again(Handle handle, SlotKey key, Instant now, Instant until) {
        return reopen(handle, key, now, until, "resend + 1", "held = false");
    }

    /** The digest whose names were held; false where none are. */
    static boolean released(Handle handle, SlotKey key, Instant now, Instant until) {
        return reopen(handle, key, now, until, "resend", "held = true");
    }

    private static boolean reopen(
            Handle handle, SlotKey key, Instant now, Instant until, String resend, String condition) {
        boolean reopened = handle.createUpdate("update slot set state = 'due', owner = null, next_at = :now,"
                                + " until = :until, rolled_at = null, tries = 0, late = false, held = false,"
                                + " reason = null, words = null, ended_at = null, told = false,"
                                + " resend = " + resend + " where state in " + ENDED + " and " + condition + " and"
                                + SlotRows.IS_KEY)
                        .bindMap(SlotRows.bindings(key))
                        .bind("now", now)
                        .bind("until", until)
                        .execute()
                > 0;
        if (reopened) { // What was not sent of it is sent no more.
            handle.createUpdate("update delivery set state = 'failed', reason = 'SUPERSEDED'"
                            + " where state in ('frozen', 'sending') and" + SlotRows.IS_KEY)
                    .bindMap(SlotRows.bindings(key))
                    .execute();
        }
        return reopened;
    }
}
