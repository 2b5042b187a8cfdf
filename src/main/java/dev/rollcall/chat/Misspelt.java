package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which Chinese words share most of their characters with what was typed? Immutable. */
final class Misspelt {
    private static final int LONGEST = 8;
    private static final double MOST_OF_IT = 0.6;
    private static final double NEARLY_ALL = 0.75;

    private final List<Phrase> phrases = new ArrayList<>();

    /** What can be said, and each of its characters once. */
    private record Phrase(String text, Intent intent, String characters) {}

    /**
     * A part of a text that is a phrase but for some characters.
     *
     * @param text the whole with the right phrase in its place
     * @param same which share of the phrase was typed; one, where what was not sounds like it
     */
    private record Replaced(String text, Phrase phrase, double same) {
        private static final Comparator<Replaced> NEAREST = Comparator.comparingDouble(Replaced::same)
                .reversed()
                .thenComparing(Comparator.<Replaced>comparingInt(one -> one.phrase.text.length())
                        .reversed())
                .thenComparing(Replaced::text);
    }

    Misspelt(Map<String, List<Word>> all) {
        all.forEach((phrase, words) -> {
            if (phrase.length() > 1
                    && phrase.length() <= LONGEST
                    && phrase.chars().allMatch(Plain::han)) {
                words.stream()
                        .filter(word -> word.kind() == Kind.INTENT && word.intent() != null)
                        .map(Word::intent)
                        .filter(intent -> phrase.length() > 2 || intent != Intent.ME)
                        .findFirst()
                        .ifPresent(intent -> phrases.add(new Phrase(phrase, intent, characters(phrase))));
            }
        });
    }

    /** {@code typed} with one phrase put right, nearest first, for each intent the nearest. */
    List<String> in(Typed typed) {
        List<Replaced> all = new ArrayList<>();
        Map<Character, Set<String>> heard = new HashMap<>();
        for (Phrase phrase : phrases) {
            for (int at = 0; at + phrase.text.length() <= typed.text().length(); at++) {
                replace(typed, at, phrase, heard, all);
            }
        }
        Set<Intent> seen = EnumSet.noneOf(Intent.class);
        return all.stream()
                .sorted(Replaced.NEAREST)
                .filter(one -> seen.add(one.phrase.intent))
                .map(Replaced::text)
                .toList();
    }

    /** What could be meant by {@code typed}, most characters in common first. */
    List<Intent> similar(Typed typed) {
        Map<Intent, Double> shares = new EnumMap<>(Intent.class);
        for (Phrase phrase : phrases) {
            long common = phrase.characters
                    .chars()
                    .filter(c -> typed.folded().indexOf(c) >= 0)
                    .count();
            double share = (double) common / phrase.characters.length();
            if (share >= MOST_OF_IT) {
                shares.merge(phrase.intent, share, Math::max);
            }
        }
        return shares.entrySet().stream()
                .sorted(Map.Entry.<Intent, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void replace(
            Typed typed, int at, Phrase phrase, Map<Character, Set<String>> heard, List<Replaced> all) {
        String right = phrase.text;
        int end = at + right.length();
        long same = 0;
        for (int i = 0; i < right.length(); i++) {
            same += typed.folded().charAt(at + i) == right.charAt(i) ? 1 : 0;
        }
        if (same == right.length() || 2 * same < right.length()) {
            return;
        }
        boolean sounds = sounds(typed.folded().substring(at, end), right, heard);
        if (sounds || same >= NEARLY_ALL * right.length() || (right.length() == 2 && apart(typed.text(), at, end))) {
            String text =
                    typed.part(0, at) + right + typed.part(end, typed.text().length());
            all.add(new Replaced(text, phrase, sounds ? 1 : (double) same / right.length()));
        }
    }

    /** Whether both can be read the same, character by character. */
    private static boolean sounds(String typed, String right, Map<Character, Set<String>> heard) {
        for (int i = 0; i < right.length(); i++) {
            char c = typed.charAt(i);
            Set<String> as = heard.computeIfAbsent(right.charAt(i), Pinyin::of);
            if (c != right.charAt(i)
                    && heard.computeIfAbsent(c, Pinyin::of).stream().noneMatch(as::contains)) {
                return false;
            }
        }
        return true;
    }

    private static boolean apart(String text, int from, int to) {
        return (from == 0 || text.charAt(from - 1) == ' ') && (to == text.length() || text.charAt(to) == ' ');
    }

    private static String characters(String text) {
        return text.chars().distinct().mapToObj(Character::toString).collect(Collectors.joining());
    }
}
