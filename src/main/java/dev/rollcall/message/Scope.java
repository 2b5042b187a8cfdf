package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The departments of one question taken together: their name, their numbers, their people, what is not known. */
final class Scope {
    private static final int MOST = 5;

    private final Phrases phrases;
    private final Found found;
    private final DigestContext context;
    private final DigestStyle style;
    private final Heading heading;

    Scope(ReplyContext reply, Phrases phrases, Found found) {
        RollCall rollCall = found.rollCall();
        this.phrases = phrases;
        this.found = found;
        this.context = DigestContext.of(rollCall.asOf(), rollCall.readAt(), rollCall.workDate(), reply.zone())
                .linkedTo(found.link());
        this.style = Phrases.style(reply.language(), found.tell().show());
        this.heading =
                new Heading(phrases.wording(), context, style, phrases.asOf(rollCall.asOf()), phrases.age(found.age()));
    }

    Phrases phrases() {
        return phrases;
    }

    Found found() {
        return found;
    }

    RollCall rollCall() {
        return found.rollCall();
    }

    DigestContext context() {
        return context;
    }

    DigestStyle style() {
        return style;
    }

    Heading heading() {
        return heading;
    }

    /** What is asked about: the company, up to three departments by name, more by their number. */
    String name() {
        List<String> names = departments().stream().map(heading::department).toList();
        if (found.whole()) {
            return phrases.say("company.name");
        }
        return phrases.together(names);
    }

    /** The numbers, each person once. */
    Counts counts() {
        return single() ? departments().get(0).counts() : rollCall().company();
    }

    boolean single() {
        return departments().size() == 1;
    }

    boolean membersComplete() {
        return departments().stream().allMatch(DepartmentRollCall::membersComplete);
    }

    /** Whether of no department there is any data. */
    boolean down() {
        return departments().stream().allMatch(DepartmentRollCall::dataDown);
    }

    /** Whether the asker is not shown the one list that was asked for. */
    boolean heldBack() {
        return single() && held(departments().get(0)) && !all();
    }

    /** Whom of the absent the answer lists; where leads know of some, those only for whom may see that. */
    List<Finding> absent() {
        return people(this::shown, one -> absent(one) && (all() || !known(one)));
    }

    /** Whom of the unverified the answer may name. */
    List<Finding> unverified() {
        return people(this::shown, one -> one.standing() == Standing.UNVERIFIED);
    }

    /**
     * Everybody of whom {@code which} is true, in several departments under the name of their department; without those
     * of whose department there is no data.
     */
    List<Finding> people(Predicate<Finding> which) {
        return people(one -> true, which);
    }

    /**
     * What has to be said under a list.
     *
     * @param absent whether the list is of the absent, or has them too
     */
    List<String> notes(boolean absent) {
        List<String> notes = new ArrayList<>();
        long known = departments().stream()
                .flatMap(one -> one.findings().stream())
                .filter(one -> absent(one) && known(one))
                .map(one -> one.employee().id())
                .distinct()
                .count();
        if (absent && known > 0 && !all()) {
            notes.add(phrases.say("reply.known", known));
        }
        if (departments().stream().anyMatch(this::held)) {
            notes.add(doubt(absent));
        }
        notes.addAll(gaps());
        return notes;
    }

    private String doubt(boolean absent) {
        if (!absent) {
            return phrases.say("reply.doubt");
        }
        String release = Topic.RELEASE.typed(phrases.wording());
        if (single()) {
            return phrases.say("reply.held", release);
        }
        return all()
                ? departments("reply.held.listed", this::held) + phrases.say("reply.held.release", release)
                : departments("reply.held.departments", this::held);
    }

    private List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (single() && !membersComplete()) {
            gaps.add(phrases.say("members.incomplete"));
        }
        if (!single()) {
            gaps.add(departments("company.down", DepartmentRollCall::dataDown));
            gaps.add(departments("company.members", one -> !one.membersComplete() && !one.dataDown()));
        }
        return gaps;
    }

    private String departments(String key, Predicate<DepartmentRollCall> which) {
        List<String> names =
                departments().stream().filter(which).map(heading::department).toList();
        return names.isEmpty() ? "" : phrases.say(key, names.size(), phrases.some(names, MOST));
    }

    private List<Finding> people(Predicate<DepartmentRollCall> where, Predicate<Finding> which) {
        List<Finding> people = new ArrayList<>();
        for (DepartmentRollCall one : departments()) {
            if (where.test(one) && !one.dataDown()) {
                one.findings().stream().filter(which).forEach(person -> people.add(under(one, person)));
            }
        }
        return people;
    }

    private Finding under(DepartmentRollCall department, Finding one) {
        return single()
                ? one
                : new Finding(
                        one.employee(),
                        heading.department(department),
                        one.standing(),
                        one.dueAt(),
                        one.late(),
                        one.punchedAt(),
                        one.shiftEnd(),
                        one.evidence(),
                        one.points());
    }

    private boolean shown(DepartmentRollCall department) {
        return all() || !held(department);
    }

    /** Whether the names of {@code department} are held back. */
    boolean held(DepartmentRollCall department) {
        return found.held().contains(department.id());
    }

    private boolean known(Finding one) {
        return found.known().containsKey(one.employee().id());
    }

    private static boolean absent(Finding one) {
        return one.standing() == Standing.ABSENT;
    }

    private boolean all() {
        return found.tell() == Found.Tell.ALL;
    }

    private List<DepartmentRollCall> departments() {
        return found.rollCall().departments();
    }
}
