package dev.rollcall.chat;

import java.util.stream.Stream;

/**
 * Which names are meant by part of a name, by how a name is read, or by the first letters of that? Finds more than is
 * meant rather than less: the one who asks chooses. Immutable.
 */
public final class PersonSearch {
    private static final int LONGEST = 100;

    private final String wanted;
    private final String letters;

    private PersonSearch(String wanted) {
        this.wanted = wanted;
        this.letters = wanted.replaceAll("[^a-z]", "");
    }

    /** The search for {@code typed}; nothing is like an empty text. */
    public static PersonSearch of(String typed) {
        return new PersonSearch(Plain.folded(Plain.of(typed, LONGEST)).strip());
    }

    /** Whether {@code name} is like what was typed. */
    public boolean finds(String name) {
        if (wanted.isEmpty()) {
            return false;
        }
        String plain = Plain.folded(Plain.of(name, LONGEST));
        return plain.contains(wanted)
                || (letters.length() == wanted.replace(" ", "").length()
                        && Stream.concat(Pinyin.spellings(plain).stream(), Pinyin.initials(plain).stream())
                                .anyMatch(read -> read.startsWith(letters)));
    }
}
