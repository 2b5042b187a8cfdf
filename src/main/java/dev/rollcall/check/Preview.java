package dev.rollcall.check;

import dev.rollcall.absence.RollCall;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one slot posts, or has posted.
 *
 * @param key its slot
 * @param asOf the cutoff; of one that is still to come, the instant as of which it was read
 * @param name the department's name as far as it is known, else its number; the company's roll-up has none; untrusted text
 * @param destination where it goes
 * @param message the very message; null: nothing
 * @param posted whether it has been posted already
 * @param muted whether somebody wants no digest on that day: then there is no message
 * @param rollCall what the message rests on; null where nothing was read, because it has been posted or is muted, or goes
 *     nowhere
 */
public record Preview(
        SlotKey key,
        Instant asOf,
        String name,
        Destination destination,
        @Nullable Message message,
        boolean posted,
        boolean muted,
        @Nullable RollCall rollCall) {

    /** Where a message goes. */
    public enum Destination {
        /** To the department's group, through its robot. */
        GROUP,

        /** To HR's group, through the company's robot. */
        COMPANY,

        /** To the admins, each in private. */
        ADMINS,

        /** Nowhere: there is no robot, or in shadow neither a company's robot nor an admin. */
        NOWHERE
    }

    /** Whether all was read that it rests on. */
    public boolean complete() {
        return rollCall == null || rollCall.complete();
    }
}
