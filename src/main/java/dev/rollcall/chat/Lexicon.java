package dev.rollcall.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is understood, in both languages: which words begin where in a message?
 *
 * <p>A tree of characters, so that finding costs the same however many words there are. Spaces between Chinese
 * characters do not count. Immutable once built.
 */
final class Lexicon {
    private final Node root = new Node();
    private final Map<String, List<Word>> all = new LinkedHashMap<>();
    private final DateForms dates;

    /** A place in the tree. */
    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>();
        private final List<Word> words = new ArrayList<>();
    }

    Lexicon(Collection<Vocabulary> vocabularies) {
        this.dates = new DateForms(vocabularies);
        vocabularies.forEach(vocabulary -> new Meanings(vocabulary).each(this::add));
    }

    /** Every spelling with what it can mean, without those that have numbers in them. */
    Map<String, List<Word>> all() {
        return all;
    }

    /** Everything in {@code typed} that is a word or several, wherever it stands. */
    List<Token> tokens(Typed typed) {
        List<Token> found = new ArrayList<>();
        for (int at = 0; at < typed.folded().length(); at++) {
            if (typed.folded().charAt(at) != ' ' && typed.wordEdge(at)) {
                walk(typed, at, found);
                found.addAll(dates.startingAt(typed, at));
            }
        }
        return found.stream().filter(token -> typed.wordEdge(token.end())).toList();
    }

    private void walk(Typed typed, int from, List<Token> found) {
        String folded = typed.folded();
        Node node = root;
        for (int at = from; at < folded.length(); at++) {
            Node next = node.next.get(folded.charAt(at));
            if (next == null) {
                if (at > from && folded.charAt(at) == ' ' && Plain.han(folded.charAt(at - 1))) {
                    continue;
                }
                return;
            }
            node = next;
            for (Word word : node.words) {
                found.add(new Token(from, at + 1, word));
            }
        }
    }

    private void add(String spelling, Word word) {
        Node node = root;
        for (int at = 0; at < spelling.length(); at++) {
            char c = spelling.charAt(at);
            node = node.next.computeIfAbsent(c, any -> new Node());
        }
        node.words.add(word);
        all.computeIfAbsent(spelling, any -> new ArrayList<>()).add(word);
    }
}
