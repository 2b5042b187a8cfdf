package dev.rollcall.message;

import dev.rollcall.absence.Finding;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the people of one message are called and grouped; all text that it returns is inert. */
final class People {
    private final Wording wording;
    private final DigestContext context;
    private final Map<String, Long> named;

    /** {@code all}: everybody whom the message may name, so that two of the same name are told apart. */
    People(Wording wording, DigestContext context, List<Finding> all) {
        this.wording = wording;
        this.context = context;
        this.named = all.stream().collect(Collectors.groupingBy(People::name, HashMap::new, Collectors.counting()));
    }

    /** {@code some} and {@code others}, for a message that may name both. */
    static List<Finding> both(List<Finding> some, List<Finding> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The name with {@code words} about the person, none if empty, and with the sub-department where it is needed. */
    String with(Finding finding, String words) {
        return with(finding, words, false);
    }

    /**
     * The same.
     *
     * @param grouped whether the sub-department stands there already
     */
    String with(Finding finding, String words, boolean grouped) {
        return called(finding, !grouped && homonym(finding), words);
    }

    /** The name alone, with the sub-department where it is needed. */
    String plain(Finding finding) {
        return called(finding, homonym(finding), "");
    }

    /** {@code findings} by sub-department, direct members first, then as Chinese sorts; within one as given. */
    List<Group> groups(List<Finding> findings) {
        Map<String, List<Finding>> members = new LinkedHashMap<>();
        findings.forEach(finding -> members.computeIfAbsent(finding.subDepartment(), key -> new ArrayList<>())
                .add(finding));
        List<Group> groups = new ArrayList<>();
        members.forEach((sub, some) -> groups.add(new Group(label(sub), sub.isEmpty(), List.copyOf(some))));
        groups.sort(byLabel());
        return groups;
    }

    /** {@code findings} in the order of their {@link #groups}. */
    List<Finding> ordered(List<Finding> findings) {
        return groups(findings).stream()
                .flatMap(group -> group.members().stream())
                .toList();
    }

    /** The time due that most of {@code findings} share, as printed; the earliest of several; empty when unknown. */
    String usualDue(List<Finding> findings) {
        Map<String, Long> times = findings.stream()
                .map(this::due)
                .collect(Collectors.groupingBy(due -> due, TreeMap::new, Collectors.counting()));
        Comparator<Map.Entry<String, Long>> byCount = Map.Entry.comparingByValue();
        return times.entrySet().stream()
                .sorted(byCount.reversed())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private String called(Finding finding, boolean withGroup, String words) {
        List<String> extra = new ArrayList<>();
        if (withGroup) {
            extra.add(label(finding.subDepartment()));
        }
        if (!words.isEmpty()) {
            extra.add(words);
        }
        return extra.isEmpty() ? name(finding) : name(finding) + wording.say("bracket", wording.clauses(extra));
    }

    private boolean homonym(Finding finding) {
        return named.getOrDefault(name(finding), 0L) > 1;
    }

    /** The time due, as printed; empty when unknown. */
    String due(Finding finding) {
        return finding.dueAt() == null ? "" : context.minute(finding.dueAt());
    }

    /** {@code time} as that at which somebody is due; empty where that is. */
    String dueAt(String time) {
        return time.isEmpty() ? "" : wording.say("person.due", time);
    }

    private String label(String subDepartment) {
        return subDepartment.isEmpty()
                ? wording.say("group.direct")
                : Markdown.text(subDepartment, wording.say("unnamed"));
    }

    private static String name(Finding finding) {
        return Markdown.text(finding.employee().name(), finding.employee().id());
    }

    private static Comparator<Group> byLabel() {
        Collator chinese = Collator.getInstance(Locale.SIMPLIFIED_CHINESE);
        return Comparator.comparing(Group::direct)
                .reversed()
                .thenComparing(Group::label, chinese::compare)
                .thenComparing(Group::label);
    }

    /**
     * Those of one sub-department.
     *
     * @param label how it is called
     * @param direct whether they are direct members of the department
     * @param members at least one
     */
    record Group(String label, boolean direct, List<Finding> members) {
        int size() {
            return members.size();
        }
    }
}
