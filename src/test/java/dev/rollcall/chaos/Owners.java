package dev.rollcall.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose each slot is and how far it has come, as one transaction sees it. Tells a first claim from the claim of what a
 * dead process has left.
 *
 * @param slots by key
 */
record Owners(Map<String, Had> slots) {
    /** Before a claim, on the connection that makes it. */
    static Owners seenBy(Connection connection) throws SQLException {
        Map<String, Had> slots = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select department || ' ' || cutoff, owner, state from slot")) {
            while (rows.next()) {
                slots.put(rows.getString(1), new Had(rows.getString(2), rows.getString(3)));
            }
        }
        return new Owners(slots);
    }

    /** Whether in {@code later} somebody has a slot that was another's, or a text that nobody had any more. */
    boolean takenOverIn(Owners later) {
        return later.slots.entrySet().stream().anyMatch(now -> {
            Had before = slots.get(now.getKey());
            return before != null && now.getValue().takenOverFrom(before);
        });
    }

    /**
     * One slot.
     *
     * @param owner null: nobody; the embedded database's next process takes everything from the dead before it claims
     */
    private record Had(@Nullable String owner, String state) {
        boolean takenOverFrom(Had before) {
            boolean begun = before.state.equals("frozen") || before.state.equals("sending");
            return owner != null && !owner.equals(before.owner) && (before.owner != null || begun);
        }
    }
}
