package dev.rollcall.chat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All ways to write what a pattern of the vocabulary describes: {@code a|b} is either, {@code (…)} a part, and {@code ?}
 * after a part or a character means that it may be missing. There is no repetition, so there is always an end.
 */
final class Spellings {
    private final String pattern;
    private int at;

    private Spellings(String pattern) {
        this.pattern = pattern;
    }

    /** Every spelling once, in the order of the pattern, with single spaces; none is empty. */
    static List<String> of(String pattern) {
        Spellings reading = new Spellings(pattern);
        Set<String> all = new LinkedHashSet<>();
        for (String one : reading.either()) {
            all.add(one.replaceAll(" +", " ").strip());
        }
        if (reading.at < pattern.length()) {
            throw new IllegalStateException("The vocabulary has a ) too many: " + pattern);
        }
        all.remove("");
        return List.copyOf(all);
    }

    /** The parts of {@code pattern} between those {@code |} that stand in no parentheses. */
    static List<String> alternatives(String pattern) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0) {
                parts.add(pattern.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(pattern.substring(from));
        return parts.stream().filter(part -> !part.isBlank()).toList();
    }

    private List<String> either() {
        List<String> all = new ArrayList<>(sequence());
        while (peek() == '|') {
            at++;
            all.addAll(sequence());
        }
        return all;
    }

    private List<String> sequence() {
        List<String> so = List.of("");
        while (peek() != '|' && peek() != ')' && peek() != 0) {
            List<String> part = part();
            List<String> longer = new ArrayList<>();
            so.forEach(begin -> part.forEach(end -> longer.add(begin + end)));
            so = longer;
        }
        return so;
    }

    private List<String> part() {
        List<String> part = new ArrayList<>();
        if (peek() == '(') {
            at++;
            part.addAll(either());
            if (peek() != ')') {
                throw new IllegalStateException("The vocabulary lacks a ): " + pattern);
            }
        } else {
            part.add(String.valueOf(peek()));
        }
        at++;
        if (peek() == '?') {
            at++;
            part.add("");
        }
        return part;
    }

    private char peek() {
        return at < pattern.length() ? pattern.charAt(at) : 0;
    }
}
