package dev.rollcall.chat;

import dev.rollcall.chat.Directory.Unit;
import dev.rollcall.message.Notice;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which departments does a question mean? Pure. */
final class Scopes {
    private Scopes() {}

    /**
     * What {@code question} is about, by its words, else by where and by whom it was asked.
     *
     * @param may of which departments, by id, the asker may ask this: where none is called so, only those are proposed
     */
    static Meant of(Question question, LongPredicate may) {
        Scope scope = question.command().scope();
        return switch (scope.kind()) {
            case NAMED -> named(question, scope.name(), may);
            case COMPANY -> Meant.company(question);
            case OWN -> Meant.of(own(question));
            case NONE -> unsaid(question);
        };
    }

    /** The department that is called {@code name}; {@code may} as with {@link #of}. */
    static Meant named(Question question, String name, LongPredicate may) {
        List<NameSearch.Known> units = question.directory().units().stream()
                .map(unit -> new NameSearch.Known(String.valueOf(unit.id()), unit.name(), aliases(unit)))
                .toList();
        Set<Long> ids = NameSearch.among(units).find(name).exact().stream()
                .map(one -> Long.valueOf(one.id()))
                .collect(Collectors.toSet());
        if (!ids.isEmpty()) {
            return Meant.of(ids);
        }
        List<NameSearch.Known> theirs = units.stream()
                .filter(unit -> may.test(Long.parseLong(unit.id())))
                .toList();
        List<String> offered = NameSearch.among(theirs).find(name).offered().stream()
                .map(NameSearch.Known::name)
                .toList();
        boolean untold = offered.isEmpty() && !question.asker().seesAll();
        return untold ? Meant.UNTOLD : new Meant(Set.of(), false, Notice.noSuchDepartment(offered), false);
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
     * @param untold whether there is no such department, which the asker is to hear as of one that is not theirs
     */
    record Meant(
            Set<Long> departments,
            boolean company,
            @Nullable Notice problem,
            boolean untold) {
        Meant {
            departments = Set.copyOf(departments);
        }

        /** No department in particular. */
        static final Meant ANY = of(Set.of());

        private static final Meant UNTOLD = new Meant(Set.of(), false, null, true);

        private static Meant of(Set<Long> departments) {
            return new Meant(departments, false, null, false);
        }

        private static Meant company(Question question) {
            return new Meant(question.directory().ids(), true, null, false);
        }
    }
}
