package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.dingtalk.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Is every configured department there (60003), and may the app see it and what is below it (50002, 50004)? What lies
 * outside an app's contact scope is left out of lists without a word, and its people with it.
 */
final class ContactScope implements Examination {
    private static final Sentence TITLE = Sentence.of("departments.title");
    private static final Set<String> UNKNOWN = Set.of("60003", "40009");
    private static final Set<String> OUTSIDE = Set.of("50002", "50004");
    private static final int SHOWN = 5;

    @Override
    public String id() {
        return "departments";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        List<Finding> findings = new ArrayList<>();
        int well = 0;
        int unexamined = 0;
        Sentence unasked = Sentence.of("skipped.DEADLINE");
        for (DepartmentConfig department : visit.patient().departments()) {
            Seen seen = visit.departments().get(department.id());
            Optional<Refused> outOfHand = seen == null
                    ? Optional.empty()
                    : seen.name().refused().filter(why -> Unasked.is(why) || permission(why));
            if (seen == null || outOfHand.isPresent()) {
                unasked = outOfHand.map(Unasked::why).orElse(unasked);
                unexamined++;
                continue;
            }
            Finding problem = problem(department, seen);
            if (problem == null) {
                well++;
            } else {
                findings.add(problem);
            }
        }
        if (well > 0) {
            findings.add(0, Finding.ok(id(), TITLE, Sentence.of("departments.ok", well)));
        } else if (findings.isEmpty()) {
            return List.of(Finding.skipped(id(), TITLE, unasked));
        }
        if (unexamined > 0) {
            Sentence title = Sentence.of("departments.unexamined", unexamined);
            findings.add(Finding.skipped("departments.unexamined", title, unasked));
        }
        return findings;
    }

    private static boolean permission(Refused why) {
        return why.reason() == Reason.PERMISSION;
    }

    private static @Nullable Finding problem(DepartmentConfig department, Seen seen) {
        String id = "department." + department.id();
        Sentence title = Sentence.of("department.title", name(department, seen));
        List<Refused> refused =
                seen.trials().flatMap(trial -> trial.refused().stream()).toList();
        if (refused.stream().anyMatch(why -> UNKNOWN.contains(why.code()))) {
            return Finding.failed(id, title, Sentence.of("department.unknown", department.id()));
        }
        Optional<Refused> outside =
                refused.stream().filter(why -> OUTSIDE.contains(why.code())).findFirst();
        if (outside.isPresent()) {
            return Finding.failed(
                    id, title, Sentence.of("department.outside", outside.get().code()));
        }
        List<Long> hidden = seen.hidden();
        if (!hidden.isEmpty()) {
            String some = hidden.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
            String more = hidden.size() > SHOWN ? some + ", …" : some;
            return Finding.failed(id, title, Sentence.of("department.hidden", hidden.size(), more));
        }
        return refused.stream()
                .filter(why -> !Unasked.is(why) && !permission(why))
                .findFirst()
                .map(why -> Finding.failed(id, title, Sentence.of("department.refused", why.words(), why.code())))
                .orElse(null);
    }

    private static String name(DepartmentConfig department, Seen seen) {
        String known = seen.name().answer().orElse("");
        String name = department.name().isEmpty() ? known : department.name();
        return name.isEmpty() ? String.valueOf(department.id()) : name;
    }
}
