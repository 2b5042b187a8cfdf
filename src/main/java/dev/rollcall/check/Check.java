package dev.rollcall.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One check to be made: whom to look at, as of when.
 *
 * @param cutoff the name of the cutoff; it names the digest
 * @param asOf the instant of the cutoff
 * @param workDate the work date, which is not always the date of {@code asOf}
 * @param departments in the order of the configuration; at least one
 * @param company whether the company's roll-up is due too
 */
public record Check(
        String cutoff, Instant asOf, LocalDate workDate, List<DepartmentConfig> departments, boolean company) {
    public Check {
        departments = List.copyOf(departments);
    }
}
