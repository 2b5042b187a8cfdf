package dev.rollcall.check;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.RollCalls.Rolled;
import dev.rollcall.ledger.SlotKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said for one slot.
 *
 * @param name the department's name; untrusted text
 * @param rollCall what it rests on
 * @param message what is posted; null: nothing, now or ever
 * @param late whether it is posted late
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
        boolean late,
        boolean held,
        boolean again,
        Set<String> unnamed) {

    /** What the ledger keeps of it. */
    Rolled rolled() {
        return new Rolled(key, rollCall, message, late, held, name, unnamed);
    }
}
