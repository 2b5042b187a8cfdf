package dev.rollcall.simulator;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * What kind of company to generate. Immutable; each {@code with…} gives a changed copy. The same plan gives the same company.
 */
public final class CompanyPlan implements Cloneable {
    private final int employees;
    private final int departments;
    private long seed;
    private LocalDate workDate;
    private LocalTime shiftStart = LocalTime.of(9, 0);
    private boolean calm;
    private double strangeness = 0.3;
    private List<Situation> only = List.of();
    private int wrongIds;
    private boolean wrongIdsScheduled;
    private boolean overlappingDepartments;
    private boolean directMembersOnly;
    private boolean silent;
    private int unconfigured;
    private int past;
    private int back;

    private CompanyPlan(int employees, int departments, long seed, LocalDate workDate) {
        this.employees = employees;
        this.departments = departments;
        this.seed = seed;
        this.workDate = workDate;
    }

    /**
     * A company of so many people in so many configured departments, three in ten of them in an unusual situation.
     *
     * @param workDate the one date on which anybody works, in Asia/Shanghai, unless it has a {@link #withPast past}
     */
    public static CompanyPlan of(int employees, int departments, long seed, LocalDate workDate) {
        if (employees < 0 || departments < 1) {
            throw new IllegalArgumentException("A company needs a department: " + departments);
        }
        return new CompanyPlan(employees, departments, seed, workDate);
    }

    /** When the main shift begins, Asia/Shanghai; situations that would leave the work date then do not occur. */
    public CompanyPlan withShiftStart(LocalTime start) {
        return changed(plan -> plan.shiftStart = start);
    }

    /** Plausible proportions and names, as for a demo. */
    public CompanyPlan withCalm(boolean value) {
        return changed(plan -> plan.calm = value);
    }

    /** The share of people, 0 to 1, whose situation is drawn from all situations alike. */
    public CompanyPlan withStrangeness(double share) {
        return changed(plan -> plan.strangeness = share);
    }

    /** Just these situations, in turn. */
    public CompanyPlan withOnly(List<Situation> situations) {
        return changed(plan -> plan.only = List.copyOf(situations));
    }

    /** Just these situations, in turn. */
    public CompanyPlan withOnly(Situation... situations) {
        return withOnly(List.of(situations));
    }

    /** So many departed people, beyond {@code employees}, whom the contacts still list and attendance does not know. */
    public CompanyPlan withWrongIds(int number) {
        return changed(plan -> plan.wrongIds = number);
    }

    /** The departed are still in the plan of the day, so that a client has a reason to ask for their punches. */
    public CompanyPlan withWrongIdsScheduled(boolean value) {
        return changed(plan -> plan.wrongIdsScheduled = value);
    }

    /** The second configured department lies inside the first. */
    public CompanyPlan withOverlappingDepartments(boolean value) {
        return changed(plan -> plan.overlappingDepartments = value);
    }

    /** No sub-departments: everybody is a direct member of a configured department. */
    public CompanyPlan withDirectMembersOnly(boolean value) {
        return changed(plan -> plan.directMembersOnly = value);
    }

    /** So many departments more, of three people each, that no configuration knows; everything else is as without them. */
    public CompanyPlan withUnconfigured(int number) {
        return changed(plan -> plan.unconfigured = number);
    }

    /** Nobody has a punch or a result all day: a fault of the data, in which nobody may be named. */
    public CompanyPlan withWholeCompanySilent(boolean value) {
        return changed(plan -> plan.silent = value);
    }

    /**
     * So many days before the work date people worked too, from Monday to Friday, each day with stories of its own; so many
     * back attendance is known of them.
     */
    public CompanyPlan withPast(int days) {
        return changed(plan -> plan.past = days);
    }

    /** The same company on an earlier date: the same accounts, other stories. */
    CompanyPlan on(LocalDate date) {
        return changed(plan -> {
            plan.back = (int) ChronoUnit.DAYS.between(date, workDate);
            plan.workDate = date;
            plan.past = 0;
            plan.seed = seed ^ (date.toEpochDay() << 20);
        });
    }

    public int employees() {
        return employees;
    }

    public int departments() {
        return departments;
    }

    public long seed() {
        return seed;
    }

    public LocalDate workDate() {
        return workDate;
    }

    public LocalTime shiftStart() {
        return shiftStart;
    }

    boolean calm() {
        return calm;
    }

    double strangeness() {
        return strangeness;
    }

    List<Situation> only() {
        return only;
    }

    int wrongIds() {
        return wrongIds;
    }

    boolean wrongIdsScheduled() {
        return wrongIdsScheduled;
    }

    boolean overlappingDepartments() {
        return overlappingDepartments;
    }

    boolean directMembersOnly() {
        return directMembersOnly;
    }

    boolean silent() {
        return silent;
    }

    int unconfigured() {
        return unconfigured;
    }

    int past() {
        return past;
    }

    /** How many days before the work date of the company this is. */
    int back() {
        return back;
    }

    private CompanyPlan changed(Consumer<CompanyPlan> change) {
        try {
            CompanyPlan copy = (CompanyPlan) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** All that makes the company, so that a failed test can be repeated. */
    @Override
    public String toString() {
        return "CompanyPlan[employees=%d, departments=%d, seed=%dL, workDate=%s, shiftStart=%s, calm=%s, strangeness=%s, only=%s, wrongIds=%d%s, overlapping=%s, direct=%s, unconfigured=%d, silent=%s]"
                .formatted(
                        employees,
                        departments,
                        seed,
                        workDate,
                        shiftStart,
                        calm,
                        strangeness,
                        only,
                        wrongIds,
                        wrongIdsScheduled ? " scheduled" : "",
                        overlappingDepartments,
                        directMembersOnly,
                        unconfigured,
                        silent);
    }
}
