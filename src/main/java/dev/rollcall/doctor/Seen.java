package dev.rollcall.doctor;

import dev.rollcall.absence.Run;
import dev.rollcall.dingtalk.Trial;
import dev.rollcall.dingtalk.Trials;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What DingTalk tells of one department.
 *
 * @param name its name, or why that is not told
 * @param members user ids of its own members, a hundred at most
 * @param children the departments right below it that the app may see
 * @param childIds all that there are right below it
 */
record Seen(
        Trial<String> name,
        Trial<List<String>> members,
        Trial<Map<Long, String>> children,
        Trial<List<Long>> childIds) {

    static Seen of(long department, Trials trials, Run run) {
        Trial<String> name = trials.department(department, run);
        return new Seen(
                name,
                trials.members(department, run),
                trials.children(department, run),
                trials.childIds(department, run));
    }

    /** All of its trials. */
    Stream<Trial<?>> trials() {
        return Stream.of(name, members, children, childIds);
    }

    List<String> people() {
        return members.answer().orElse(List.of());
    }

    /** Departments below it that the app may not see. */
    List<Long> hidden() {
        Map<Long, String> visible = children.answer().orElse(Map.of());
        return children.answer().isEmpty()
                ? List.of()
                : childIds.answer().orElse(List.of()).stream()
                        .filter(id -> !visible.containsKey(id))
                        .sorted()
                        .toList();
    }
}
