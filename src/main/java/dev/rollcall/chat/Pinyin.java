package dev.rollcall.chat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.sourceforge.pinyin4j.PinyinHelper;

/**
 * How Chinese is read, in lower case letters without tones; what is written in letters is read as it stands. Characters
 * with several readings give several. Thread safe.
 */
final class Pinyin {
    /** A name of many characters with several readings each is not worth them all. */
    private static final int MOST = 16;

    private static final int LONGEST_NAME = 4;

    private Pinyin() {}

    /** Every reading of {@code c}, the usual one first; empty if it is no Chinese character. */
    static Set<String> of(char c) {
        Set<String> readings = new LinkedHashSet<>();
        String[] found = Plain.han(c) ? PinyinHelper.toHanyuPinyinStringArray(c) : null;
        if (found != null) {
            for (String reading : found) {
                readings.add(letters(reading));
            }
        }
        return readings;
    }

    /** {@code text} as it is read, without spaces; empty if it cannot be. */
    static Set<String> spellings(String text) {
        return joined(syllables(text), 0);
    }

    /** A Chinese name as it is read with the surname last, be it of one character or of two; else empty. */
    static Set<String> surnameLast(String name) {
        List<Set<String>> syllables = syllables(name);
        Set<String> turned = new LinkedHashSet<>();
        if (name.length() <= LONGEST_NAME && name.chars().allMatch(Plain::han)) {
            for (int surname = 1; surname <= 2 && surname < syllables.size(); surname++) {
                List<Set<String>> other = new ArrayList<>(syllables.subList(surname, syllables.size()));
                other.addAll(syllables.subList(0, surname));
                turned.addAll(joined(other, 0));
            }
        }
        return turned;
    }

    /** The first letters of what is read. */
    static Set<String> initials(String text) {
        return joined(syllables(text), 1);
    }

    /** {@code text} as pinyin is compared: its letters, and one form of ü, which is typed in several ways. */
    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        String plain = Normalizer.normalize(Plain.folded(text), Normalizer.Form.NFD);
        for (char c : plain.replace("lyu", "lu")
                .replace("nyu", "nu")
                .replace('v', 'u')
                .toCharArray()) {
            if (c >= 'a' && c <= 'z') {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    /** What is read one after the other: a Chinese character, or letters that stand together. */
    private static List<Set<String>> syllables(String text) {
        List<Set<String>> syllables = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (char c : (text + " ").toCharArray()) {
            if (Character.isLetterOrDigit(c) && !Plain.han(c)) {
                word.append(c);
                continue;
            }
            add(syllables, Set.of(letters(word.toString())));
            word.setLength(0);
            add(syllables, of(c));
        }
        return syllables;
    }

    private static void add(List<Set<String>> syllables, Set<String> readings) {
        if (!readings.isEmpty() && !readings.contains("")) {
            syllables.add(readings);
        }
    }

    /** Everything that can be read, of each syllable {@code letters} letters, or all if zero. */
    private static Set<String> joined(List<Set<String>> syllables, int letters) {
        Set<String> so = new LinkedHashSet<>(Set.of(""));
        for (Set<String> readings : syllables) {
            Set<String> longer = new LinkedHashSet<>();
            so.forEach(begin -> readings.forEach(
                    reading -> longer.add(begin + (letters == 0 ? reading : reading.substring(0, letters)))));
            so = longer.stream().limit(MOST).collect(Collectors.toCollection(LinkedHashSet::new));
        }
        so.remove("");
        return so;
    }
}
