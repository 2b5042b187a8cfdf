package dev.rollcall.check;

import dev.rollcall.absence.AbsenceFinder;
import dev.rollcall.absence.Department;
import dev.rollcall.message.DigestStyle;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What checks need of the configuration besides their own department and cutoff.
 *
 * @param zone the zone of cutoffs and work dates
 * @param exempt user ids that are never listed
 * @param spikeGuard share of absent from which a list is held; 0: never
 * @param departments all configured departments
 * @param company the roll-up; null: none
 * @param receives whether the app robot hears what is written where it is
 * @param board where digests are to be seen in a browser
 * @param admins user ids that get the digests of departments in shadow where there is no company robot
 */
public record CheckSettings(
        ZoneId zone,
        Set<String> exempt,
        double spikeGuard,
        List<DepartmentConfig> departments,
        @Nullable CompanyConfig company,
        boolean receives,
        BoardAddress board,
        List<String> admins) {
    public CheckSettings {
        exempt = Set.copyOf(exempt);
        departments = List.copyOf(departments);
        admins = List.copyOf(admins);
    }

    /**
     * The check of {@code cutoff} as of {@code fire}: a digest for every department that names it, and where the
     * roll-up is due, a look at all the others.
     */
    public Check check(CutoffConfig cutoff, ZonedDateTime fire) {
        List<DepartmentConfig> named = departments.stream()
                .filter(department -> department.cutoffs().contains(cutoff.name()))
                .toList();
        boolean rollUp = company != null && company.cutoffs().contains(cutoff.name());
        return new Check(
                cutoff.name(),
                fire.toInstant(),
                cutoff.workDate(fire),
                rollUp ? departments : named,
                rollUp,
                named.stream().map(DepartmentConfig::id).collect(Collectors.toSet()));
    }

    /** What {@code check} asks. */
    public AbsenceFinder.Question question(Check check) {
        List<DepartmentConfig> others = departments.stream()
                .filter(department -> !check.departments().contains(department))
                .toList();
        return new AbsenceFinder.Question(
                wanted(check.departments()), wanted(others), check.asOf(), check.workDate(), exempt);
    }

    /** What has to be read of {@code departments}. */
    public static List<Department.Wanted> wanted(List<DepartmentConfig> departments) {
        return departments.stream()
                .map(department -> new Department.Wanted(
                        department.id(),
                        department.name(),
                        department.mention() == DigestStyle.Mention.LEAD
                                && department.leads().isEmpty()))
                .toList();
    }
}
