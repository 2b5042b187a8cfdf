package dev.rollcall.ledger;

import dev.rollcall.trace.Trace;
import java.time.LocalDate;

/**
 * Which slot.
 *
 * @param department DingTalk's {@code dept_id}; 0: the company's roll-up
 * @param workDate the work date, which is not always the date of the cutoff
 * @param cutoff the cutoff's name in the configuration
 */
public record SlotKey(long department, LocalDate workDate, String cutoff) {
    /** The department of the company's roll-up. */
    public static final long COMPANY = 0;

    /** Whether this is the company's roll-up. */
    public boolean ofCompany() {
        return department == COMPANY;
    }

    /** The company's slot of the same work date and cutoff. */
    public SlotKey company() {
        return new SlotKey(COMPANY, workDate, cutoff);
    }

    /** What is logged about the work for its cutoff belongs together. */
    public Trace trace() {
        return Trace.ofCutoff(cutoff, workDate);
    }

    @Override
    public String toString() {
        return "'" + cutoff + "' of " + workDate + " to " + (ofCompany() ? "the company" : "department " + department);
    }
}
