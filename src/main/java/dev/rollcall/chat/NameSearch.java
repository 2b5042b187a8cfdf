package dev.rollcall.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who or what was meant by a name that somebody typed?
 *
 * <p>Only a name that is the same is taken: in whatever case and width, with or without spaces between Chinese
 * characters. What is nearly the same, by pinyin, as a part or but for a letter or two, is offered and never taken.
 * Whoever is offered is named to the one who asks: give it only what that person may know. Immutable, no I/O; a search
 * among a thousand names takes some milliseconds.
 */
public final class NameSearch {
    /** How many are offered at most. */
    public static final int OFFERED = 3;

    private static final String MARKS = " ,.:;-\u3001\u3002";

    private final List<Known> known;
    private final Map<String, List<Known>> byName = new HashMap<>();

    /**
     * Somebody or something that has a name.
     *
     * @param id what it is known by; different for each
     * @param name untrusted text
     * @param aliases what else it is called; may be empty
     */
    public record Known(String id, String name, List<String> aliases) {
        public Known {
            aliases = List.copyOf(aliases);
        }

        /** Without aliases. */
        public static Known of(String id, String name) {
            return new Known(id, name, List.of());
        }
    }

    /**
     * What was found.
     *
     * @param exact all of that name, in the order in which they are known; two people may have one name
     * @param offered where there is none of that name, up to {@link #OFFERED} that may have been meant, likeliest first;
     *     of several of one name the first
     */
    public record Found(List<Known> exact, List<Known> offered) {
        /** The only one of that name; empty if there is none or if there are several. */
        public Optional<Known> only() {
            return exact.size() == 1 ? Optional.of(exact.get(0)) : Optional.empty();
        }
    }

    /**
     * A name at the beginning of a text.
     *
     * @param exact all of that name, at least one
     * @param rest what comes after it, without spaces and marks in front; may be empty
     */
    public record Leading(List<Known> exact, String rest) {}

    private NameSearch(List<Known> known) {
        this.known = known;
        for (Known one : known) {
            for (String name : names(one)) {
                byName.computeIfAbsent(name, any -> new ArrayList<>()).add(one);
            }
        }
    }

    /** A search among {@code known}. */
    public static NameSearch among(Collection<Known> known) {
        return new NameSearch(List.copyOf(known));
    }

    /** Who or what is called {@code typed}; any text at all. */
    public Found find(String typed) {
        String wanted = comparable(Plain.of(typed, Typed.LONGEST));
        List<Known> exact = byName.getOrDefault(wanted, List.of());
        boolean offers = exact.isEmpty() && !wanted.isEmpty();
        return new Found(List.copyOf(exact), offers ? offered(wanted) : List.of());
    }

    /** The same, and where that is like no name, who is called as its first word is: the others may be no name any more. */
    public Found findOrFirst(String typed) {
        Found all = find(typed);
        boolean nobody = all.exact().isEmpty() && all.offered().isEmpty();
        return nobody ? find(Plain.of(typed, Typed.LONGEST).split(" ", 2)[0]) : all;
    }

    /**
     * The longest name with which {@code text} begins, up to a space, a mark or the end: so that 张三 is not found in
     * 张三丰, nor "Li" in "Lin". Empty if it begins with no known name.
     */
    public Optional<Leading> leading(String text) {
        String plain = Plain.of(text, Typed.LONGEST);
        for (int end = plain.length(); end > 0; end--) {
            boolean gap = end == plain.length() || MARKS.indexOf(plain.charAt(end)) >= 0;
            List<Known> exact = gap ? byName.get(comparable(plain.substring(0, end))) : null;
            if (exact != null) {
                return Optional.of(new Leading(List.copyOf(exact), withoutMarks(plain.substring(end))));
            }
        }
        return Optional.empty();
    }

    private List<Known> offered(String wanted) {
        Likeness likeness = new Likeness(wanted);
        Set<String> offered = new HashSet<>();
        return known.stream()
                .map(one -> new Offer(one, likeness.toNearest(names(one))))
                .filter(offer -> offer.likeness < Likeness.NONE)
                .sorted(Offer.LIKELIEST)
                .map(Offer::known)
                .filter(one -> offered.add(comparable(Plain.of(one.name(), Typed.LONGEST))))
                .limit(OFFERED)
                .toList();
    }

    private record Offer(Known known, int likeness) {
        private static final Comparator<Offer> LIKELIEST = Comparator.comparingInt(Offer::likeness)
                .thenComparing(offer -> offer.known.name())
                .thenComparing(offer -> offer.known.id());
    }

    private static Set<String> names(Known known) {
        Set<String> names = new LinkedHashSet<>();
        names.add(comparable(Plain.of(known.name(), Typed.LONGEST)));
        known.aliases().forEach(alias -> names.add(comparable(Plain.of(alias, Typed.LONGEST))));
        names.remove("");
        return names;
    }

    /** {@code plain} in lower case, without the spaces that people put between Chinese characters. */
    private static String comparable(String plain) {
        StringBuilder text = new StringBuilder();
        String folded = Plain.folded(plain);
        for (int i = 0; i < folded.length(); i++) {
            boolean space = folded.charAt(i) == ' ';
            if (!space || !(i > 0 && Plain.han(folded.charAt(i - 1)) && nextIsHan(folded, i))) {
                text.append(folded.charAt(i));
            }
        }
        return text.toString();
    }

    private static boolean nextIsHan(String text, int at) {
        return at + 1 < text.length() && Plain.han(text.charAt(at + 1));
    }

    private static String withoutMarks(String text) {
        int from = 0;
        while (from < text.length() && MARKS.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return text.substring(from);
    }
}
