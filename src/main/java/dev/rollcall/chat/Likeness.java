package dev.rollcall.chat;

import java.util.Collection;
import java.util.Set;

/** How much does a name look or sound like one that was typed? The lower, the more. */
final class Likeness {
    static final int NONE = 100;

    private static final int SOUNDS_THE_SAME = 0;
    private static final int SURNAME_LAST = 1;
    private static final int INITIALS = 2;
    private static final int PART = 3;
    private static final int BEGINNING = 4;
    private static final int NEARLY = 5;

    private static final int SHORTEST_BEGINNING = 3;
    private static final int MOST_INITIALS = 5;

    private final String typed;
    private final boolean chinese;
    private final Set<String> sounds;

    /** {@code typed}: in lower case, as the names that it is compared with. */
    Likeness(String typed) {
        this.typed = typed;
        this.chinese = Plain.hasHan(typed);
        this.sounds = Pinyin.spellings(typed);
    }

    /** The likeness of the likest of {@code names}; {@link #NONE} if none is. */
    int toNearest(Collection<String> names) {
        return names.stream().mapToInt(this::to).min().orElse(NONE);
    }

    private int to(String name) {
        Set<String> spellings = Pinyin.spellings(name);
        if (common(spellings)) {
            return SOUNDS_THE_SAME;
        }
        if (!chinese && common(Pinyin.surnameLast(name))) {
            return SURNAME_LAST;
        }
        if (!chinese && typed.length() > 1 && typed.length() <= MOST_INITIALS && common(Pinyin.initials(name))) {
            return INITIALS;
        }
        if (part(name, typed) || part(typed, name)) {
            return PART;
        }
        if (spellings.stream().anyMatch(this::begins)) {
            return BEGINNING;
        }
        boolean nearly = near(typed, name) || (!chinese && spellings.stream().anyMatch(this::nearSound));
        return nearly ? NEARLY : NONE;
    }

    private boolean common(Set<String> spellings) {
        return spellings.stream().anyMatch(sounds::contains);
    }

    /** Whether one is in the other; two letters of an alphabet are in too many. */
    private static boolean part(String whole, String part) {
        int shortest = Plain.hasHan(part) ? 2 : 3;
        return part.length() >= shortest && whole.contains(part);
    }

    private boolean begins(String spelling) {
        return !chinese
                && sounds.stream()
                        .anyMatch(sound -> sound.length() >= SHORTEST_BEGINNING && spelling.startsWith(sound));
    }

    private boolean nearSound(String spelling) {
        return sounds.stream().anyMatch(sound -> near(sound, spelling));
    }

    /** One mistake, in a long word two; in Chinese one of three characters or more. */
    private static boolean near(String a, String b) {
        int shortest = Math.min(a.length(), b.length());
        if (Plain.hasHan(a) || Plain.hasHan(b)) {
            return shortest >= 3 && Distance.between(a, b, 1) <= 1;
        }
        int most = shortest < 4 ? 0 : shortest < 9 ? 1 : 2;
        return most > 0 && Distance.between(a, b, most) <= most;
    }
}
