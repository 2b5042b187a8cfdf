package dev.rollcall.chat;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as the organisation and the configuration know them; nothing of it is taken from a message but the
 * user id.
 *
 * @param id the user id; null for somebody outside the organisation
 * @param hr whether they may see everybody
 * @param admin whether they may use the admin commands
 * @param leads ids of the configured departments that they lead
 * @param members ids of the configured departments that they belong to
 */
public record Asker(@Nullable String id, boolean hr, boolean admin, Set<Long> leads, Set<Long> members) {
    /** Somebody of whom nothing is known. */
    public static final Asker STRANGER = new Asker(null, false, false, Set.of(), Set.of());

    public Asker {
        leads = Set.copyOf(leads);
        members = Set.copyOf(members);
    }

    /** Whether they belong to what Rollcall watches, in whatever role. */
    boolean known() {
        return id != null && (hr || admin || !leads.isEmpty() || !members.isEmpty());
    }

    /** Whether they may see everything about {@code department}. */
    boolean sees(long department) {
        return seesAll() || leads.contains(department);
    }

    boolean seesAll() {
        return hr || admin;
    }
}
