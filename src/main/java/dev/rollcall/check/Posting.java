package dev.rollcall.check;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.RollCalls.Rolled;
import dev.rollcall.ledger.SlotKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said for one slot.
 *
 * @param name the department's name; untrusted text
 * @param rollCall what it rests on
 * @param message what is posted; null: nothing, now or ever
 * @param lateAt when it is posted, as its text says, where that is late; null: in time
 * @param held whether it is only a notice, because the spike guard holds the names
 * @param again whether the roll call has to be made again, because it gave no list
 * @param unnamed user ids of those who are absent and are not named: they have come since
 */
record Posting(
        SlotKey key,
        String name,
        Recipient recipient,
        DepartmentRollCall rollCall,
        @Nullable Frozen message,
        @Nullable Instant lateAt,
        boolean held,
        boolean again,
        Set<String> unnamed) {

    boolean late() {
        return lateAt != null;
    }

    /** What the ledger keeps of it. */
    Rolled rolled() {
        return new Rolled(key, rollCall, message, lateAt, held, name, unnamed);
    }
}
