package dev.rollcall.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One check to be made: whom to look at, as of when.
 *
 * @param cutoff the name of the cutoff; it names the digest
 * @param asOf the instant of the cutoff
 * @param workDate the work date, which is not always the date of {@code asOf}
 * @param departments in the order of the configuration; at least one
 * @param company whether the company's roll-up is due too
 * @param digests ids of the departments that get a digest; the others are only looked at for the roll-up
 */
public record Check(
        String cutoff,
        Instant asOf,
        LocalDate workDate,
        List<DepartmentConfig> departments,
        boolean company,
        Set<Long> digests) {
    public Check {
        departments = List.copyOf(departments);
        digests = Set.copyOf(digests);
    }

    /** A check whose departments all get a digest. */
    public Check(String cutoff, Instant asOf, LocalDate workDate, List<DepartmentConfig> departments, boolean company) {
        this(
                cutoff,
                asOf,
                workDate,
                departments,
                company,
                departments.stream().map(DepartmentConfig::id).collect(Collectors.toSet()));
    }
}
