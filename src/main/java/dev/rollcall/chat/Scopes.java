package dev.rollcall.chat;

import dev.rollcall.chat.Directory.Unit;
import dev.rollcall.message.Notice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which departments does a question mean? Pure. */
final class Scopes {
    private Scopes() {}

    /** What {@code question} is about, by its words, else by where and by whom it was asked. */
    static Meant of(Question question) {
        Scope scope = question.command().scope();
        return switch (scope.kind()) {
            case NAMED -> named(question, scope.name());
            case COMPANY -> Meant.company(question);
            case OWN -> Meant.of(own(question));
            case NONE -> unsaid(question);
        };
    }

    private static Meant named(Question question, String name) {
        List<NameSearch.Known> units = question.directory().units().stream()
                .map(unit -> new NameSearch.Known(String.valueOf(unit.id()), unit.name(), aliases(unit)))
                .toList();
        NameSearch.Found found = NameSearch.among(units).find(name);
        Set<Long> ids =
                found.exact().stream().map(one -> Long.valueOf(one.id())).collect(Collectors.toSet());
        List<String> offered =
                found.offered().stream().map(NameSearch.Known::name).toList();
        return ids.isEmpty() ? new Meant(Set.of(), false, Notice.noSuchDepartment(offered)) : Meant.of(ids);
    }

    private static List<String> aliases(Unit unit) {
        List<String> all = new java.util.ArrayList<>(unit.aliases());
        all.add(String.valueOf(unit.id()));
        return all;
    }

    private static Meant unsaid(Question question) {
        Asker asker = question.asker();
        if (question.place().group()) {
            return Meant.of(own(question));
        }
        if (!asker.leads().isEmpty()) {
            return Meant.of(asker.leads());
        }
        return asker.seesAll() ? Meant.company(question) : Meant.of(Set.of());
    }

    /** The group's department, else those that the asker leads, else those to which they belong. */
    private static Set<Long> own(Question question) {
        Long department = question.place().department();
        if (department != null) {
            return Set.of(department);
        }
        Asker asker = question.asker();
        return asker.leads().isEmpty() ? asker.members() : asker.leads();
    }

    /**
     * What was meant.
     *
     * @param departments ids of configured departments; empty where it was no department
     * @param company whether it was the whole company
     * @param problem why it cannot be told; null where it can
     */
    record Meant(
            Set<Long> departments,
            boolean company,
            @Nullable Notice problem) {
        Meant {
            departments = Set.copyOf(departments);
        }

        /** No department in particular. */
        static final Meant ANY = of(Set.of());

        private static Meant of(Set<Long> departments) {
            return new Meant(departments, false, null);
        }

        private static Meant company(Question question) {
            return new Meant(question.directory().ids(), true, null);
        }
    }
}
