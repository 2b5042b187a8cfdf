package dev.rollcall.absence;

import java.util.List;

/**
 * What a shift allows.
 *
 * @param id DingTalk's {@code class_id}
 * @param flexible whether people may come later by a number of minutes that is asked for person by person
 * @param freeOnDuty for each clock-in of the shift, in order, whether no punch is needed ({@code free_check})
 */
public record Shift(String id, boolean flexible, List<Boolean> freeOnDuty) {
    public Shift {
        freeOnDuty = List.copyOf(freeOnDuty);
    }

    /** A shift whose clock-ins are all needed and on the minute. */
    public static Shift rigid(String id) {
        return new Shift(id, false, List.of());
    }

    /** Whether the clock-in at {@code index} (from 0) needs no punch; false where the shift does not say. */
    boolean free(int index) {
        return index < freeOnDuty.size() && freeOnDuty.get(index);
    }
}
