package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which words of the vocabulary are nearly what was typed? Immutable. */
final class Corrections {
    private static final Pattern LATIN = Pattern.compile("[a-z][a-z'-]*");
    private static final int SHORTEST = 3;
    private static final int SHORTEST_DAY = 4;
    private static final int LONGEST = 20;

    private final Set<String> words = new TreeSet<>();
    private final Set<String> days = new HashSet<>();

    /**
     * A word that may have been meant.
     *
     * @param distance how far away it is
     * @param unlike how little it looks like what was typed apart from that
     */
    private record Near(String word, int distance, int unlike) {
        private static final Comparator<Near> NEAREST = Comparator.comparingInt(Near::distance)
                .thenComparingInt(Near::unlike)
                .thenComparing(Near::word);

        static Near of(String word, String typed, int most) {
            int first = word.charAt(0) == typed.charAt(0) ? 0 : 2;
            int longer = word.length() == typed.length() ? 0 : 1;
            return new Near(word, Distance.between(typed, word, most), first + longer);
        }
    }

    Corrections(Map<String, List<Word>> all) {
        all.forEach((spelling, meanings) -> {
            if (meanings.stream().anyMatch(word -> word.kind() != Kind.NOT_NAME)) {
                for (String word : spelling.split(" ", -1)) {
                    if (LATIN.matcher(word).matches()) {
                        words.add(word);
                    }
                }
            }
            if (LATIN.matcher(spelling).matches()
                    && spelling.length() >= SHORTEST_DAY
                    && meanings.stream().anyMatch(word -> word.kind() == Kind.WHEN)) {
                days.add(spelling);
            }
        });
    }

    /** Up to {@code most} words that are one or two letters away from {@code typed}, nearest first; none if it is one. */
    List<String> of(String typed, int most) {
        String word = Plain.folded(typed);
        if (word.length() < SHORTEST
                || word.length() > LONGEST
                || !LATIN.matcher(word).matches()) {
            return List.of();
        }
        if (words.contains(word)) {
            return List.of();
        }
        int away = word.length() < 5 ? 1 : 2;
        return words.stream()
                .filter(near -> near.length() >= SHORTEST)
                .map(near -> Near.of(near, word, away))
                .filter(near -> near.distance <= away)
                .sorted(Near.NEAREST)
                .map(Near::word)
                .limit(most)
                .toList();
    }

    /** Whether {@code name} begins or ends with a word that is nearly a day, like "yesteday". */
    boolean holdsMisspeltDay(String name) {
        String[] parts = Plain.folded(name).split(" ", -1);
        return nearlyDay(parts[0]) || nearlyDay(parts[parts.length - 1]);
    }

    private boolean nearlyDay(String word) {
        if (word.length() < SHORTEST_DAY || word.length() > LONGEST || words.contains(word)) {
            return false;
        }
        int away = word.length() < 8 ? 1 : 2;
        return days.stream().anyMatch(day -> Distance.between(word, day, away) <= away);
    }
}
