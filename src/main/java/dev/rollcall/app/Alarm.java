package dev.rollcall.app;

import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Troubles;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trouble of which the admins are told once until it is over, by one of all processes that have it. Where nobody could be
 * told it is tried again. Goes on where a reload puts another in the place of whoever looks. Looked at every ten seconds;
 * thread-safe.
 */
final class Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

    /** Where nobody could be told, so many looks pass before it is tried again. */
    private static final int PAUSE = 3;

    private final Troubles troubles;
    private final Troubles.Kind kind;
    private boolean known;
    private boolean over;
    private int pause;

    Alarm(Troubles troubles, Troubles.Kind kind) {
        this.troubles = troubles;
        this.kind = kind;
    }

    /** It is so; {@code tell} tells the admins, and whether anybody could be told. Blocks while it tells. */
    synchronized void wrong(BooleanSupplier tell) {
        over = true; // From here on only what this one knows of.
        if (known) {
            return;
        }
        if (pause > 0) {
            pause--;
            return;
        }
        try {
            known = !troubles.begins(kind) || told(tell);
        } catch (LedgerException e) { // Whether another has told it is seen as soon as the ledger is back.
            LOG.debug("Whether {} is known cannot be read: {}", kind, e.getMessage());
        }
    }

    private boolean told(BooleanSupplier tell) {
        boolean told = tell.getAsBoolean();
        if (!told) {
            pause = PAUSE;
            troubles.over(kind);
        }
        return told;
    }

    /** It is not so, or not any more. At the first look that which a process that was killed has left behind is over as well. */
    synchronized void well() {
        pause = 0;
        if (known || !over) {
            try {
                troubles.over(kind);
                known = false;
                over = true;
            } catch (LedgerException e) { // Tried again at the next look.
                LOG.debug("That {} is over cannot be written down: {}", kind, e.getMessage());
            }
        }
    }
}
