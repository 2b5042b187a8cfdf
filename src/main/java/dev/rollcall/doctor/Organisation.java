package dev.rollcall.doctor;

import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Is there anybody at all in the configured departments? */
final class Organisation implements Examination {
    private static final Sentence TITLE = Sentence.of("organisation.title");

    /** Teams that are looked into where no department has members of its own. */
    private static final int TEAMS = 20;

    @Override
    public String id() {
        return "organisation";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        List<Trial<List<String>>> members =
                visit.departments().values().stream().map(Seen::members).toList();
        if (members.stream().noneMatch(one -> one.answer().isPresent())) {
            Optional<Refused> why =
                    members.stream().flatMap(one -> one.refused().stream()).findFirst();
            return List.of(Finding.skipped(id(), TITLE, why.map(Unasked::why).orElse(Sentence.of("skipped.DEADLINE"))));
        }
        boolean anybody = Stream.concat(members.stream(), teams(visit))
                .anyMatch(
                        one -> one.answer().filter(people -> !people.isEmpty()).isPresent());
        return List.of(
                anybody
                        ? Finding.ok(id(), TITLE, Sentence.of("organisation.ok"))
                        : Finding.failed(id(), TITLE, Sentence.of("organisation.empty")));
    }

    /** The members of what lies right below the departments, asked one after the other as long as nobody is found. */
    private static Stream<Trial<List<String>>> teams(Visit visit) {
        return visit.departments().values().stream()
                .flatMap(seen -> seen.children().answer().stream())
                .flatMap(children -> children.keySet().stream())
                .limit(TEAMS)
                .map(id -> visit.trials().members(id, visit.run()));
    }
}
