package dev.rollcall.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who might ask the bot something: people of each part in a company, and two from outside. Immutable. */
public final class Askers {
    static final String ELSEWHERE = "dingcorpelsewhere";
    private final SimulatedCompany company;

    Askers(SimulatedCompany company) {
        this.company = company;
    }

    /**
     * The manager of a configured department.
     *
     * @throws IllegalArgumentException when it has none, or there is no such department
     */
    public Asker lead(long department) {
        return company.departments().stream()
                .filter(one -> one.id() == department)
                .flatMap(one -> one.leads().stream())
                .findFirst()
                .map(this::of)
                .orElseThrow(() -> new IllegalArgumentException("No manager of a department " + department));
    }

    /**
     * A member of a configured department who manages none; one of no other department where there is one.
     *
     * @throws IllegalArgumentException when it has no such member, or there is no such department
     */
    public Asker employee(long department) {
        Set<String> managers = company.departments().stream()
                .flatMap(one -> one.leads().stream())
                .collect(Collectors.toSet());
        return company.membersOf(department).stream()
                .filter(person -> person.active() && person.knownToAttendance() && !managers.contains(person.id()))
                .min(Comparator.comparingInt(person -> person.departments().size()))
                .map(person -> of(person.id()))
                .orElseThrow(() -> new IllegalArgumentException("No simple member of a department " + department));
    }

    /** The members of a configured department who could ask, its managers too. */
    public List<Asker> members(long department) {
        return company.membersOf(department).stream()
                .filter(person -> person.active() && person.knownToAttendance())
                .map(person -> of(person.id()))
                .toList();
    }

    public Asker hr() {
        return of(company.hrUserId());
    }

    public Asker admin() {
        return of(company.adminUserId());
    }

    /** Somebody of no organisation that DingTalk would tell the robot of. */
    public Asker stranger() {
        return new Asker(null, "访客", ELSEWHERE, false);
    }

    /** An employee of another company whose user id there happens to be the one of somebody here; an admin there. */
    public Asker namesake(String userId) {
        return new Asker(userId, company.nameOf(userId), ELSEWHERE, true);
    }

    /**
     * A person of the contacts.
     *
     * @throws IllegalArgumentException when there is no such user
     */
    public Asker of(String userId) {
        return new Asker(userId, company.nameOf(userId), company.corpId(), userId.equals(company.adminUserId()));
    }
}
