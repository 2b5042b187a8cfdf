package dev.rollcall.chat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One way to write a date or a time of day. */
final class DateForm {
    private static final String DIGITS = "0123456789";
    private static final String PLACES = "ymdhin";
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z])}");
    private static final String NOT_BEFORE = "(?<![-/.:\\d])";
    private static final String NOT_AFTER = "(?![-/.:]?\\d)";

    private final Pattern pattern;
    private final String first;
    private final Map<Character, Map<String, Integer>> names;
    private final Function<Found, @Nullable Word> meaning;

    /** {@code first}: the characters of which it begins with one. */
    private DateForm(
            String regex,
            String first,
            Map<Character, Map<String, Integer>> names,
            Function<Found, @Nullable Word> meaning) {
        this.first = first;
        this.pattern = Pattern.compile(NOT_BEFORE + regex + NOT_AFTER);
        this.names = names;
        this.meaning = meaning;
    }

    /** A regular expression of digits and marks, in which {@code {m}} is the digits of a month, and so on. */
    static DateForm ofDigits(String regex, Function<Found, @Nullable Word> meaning) {
        return new DateForm(
                PLACE.matcher(regex).replaceAll(place -> Matcher.quoteReplacement(digits(place.group(1)))),
                DIGITS,
                Map.of(),
                meaning);
    }

    /**
     * A spelling of the vocabulary.
     *
     * @param names by place what it can hold in words, each with its number: for {@code {M}} under {@code m}, and so on
     */
    static DateForm written(
            String template, Map<Character, Map<String, Integer>> names, Function<Found, @Nullable Word> meaning) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '{') {
                char place = template.charAt(i + 1);
                regex.append(
                        Character.isUpperCase(place)
                                ? named(Character.toLowerCase(place), names)
                                : digits(String.valueOf(place)));
                i += 2;
            } else {
                regex.append(literal(c, i + 1 == template.length()));
            }
        }
        return new DateForm(regex.toString(), first(template, names), names, meaning);
    }

    /** What stands at {@code at}, if it is this. */
    Optional<Token> read(Typed typed, int at) {
        if (first.indexOf(typed.folded().charAt(at)) < 0) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(typed.folded());
        matcher.region(at, typed.folded().length()).useTransparentBounds(true).useAnchoringBounds(false);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        Word word = meaning.apply(new Found(typed.part(at, matcher.end()), numbers(matcher)));
        return word == null ? Optional.empty() : Optional.of(new Token(at, matcher.end(), word));
    }

    private Map<Character, Integer> numbers(Matcher matcher) {
        Map<Character, Integer> numbers = new HashMap<>();
        for (int at = 0; at < PLACES.length(); at++) {
            char place = PLACES.charAt(at);
            String group = "(?<" + place + ">";
            String text = pattern.pattern().contains(group) ? matcher.group(String.valueOf(place)) : null;
            if (text != null) {
                Integer named = names.getOrDefault(place, Map.of()).get(text);
                numbers.put(place, named == null ? Integer.valueOf(text) : named);
            }
        }
        return numbers;
    }

    private static String first(String template, Map<Character, Map<String, Integer>> names) {
        if (template.charAt(0) != '{') {
            return template.substring(0, 1);
        }
        char place = template.charAt(1);
        return Character.isLowerCase(place)
                ? DIGITS
                : names.getOrDefault(Character.toLowerCase(place), Map.of()).keySet().stream()
                        .map(name -> name.substring(0, 1))
                        .distinct()
                        .collect(Collectors.joining());
    }

    private static String digits(String place) {
        return switch (place) {
            case "y" -> "(?<y>\\d{4})";
            case "i" -> "(?<i>\\d{2})";
            case "n" -> "(?<n>\\d{1,3})";
            default -> "(?<" + place + ">\\d{1,2})";
        };
    }

    private static String named(char place, Map<Character, Map<String, Integer>> names) {
        String any = names.getOrDefault(place, Map.of()).keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return "(?<" + place + ">" + any + ")";
    }

    /** Chinese is written with and without spaces around the digits. */
    private static String literal(char c, boolean last) {
        if (c == ' ') {
            return " ?";
        }
        return Plain.han(c) ? " ?" + c + (last ? "" : " ?") : Pattern.quote(String.valueOf(c));
    }

    /**
     * What was found.
     *
     * @param typed the whole of it
     * @param numbers what its places hold
     */
    record Found(String typed, Map<Character, Integer> numbers) {
        int number(char place, int otherwise) {
            return numbers.getOrDefault(place, otherwise);
        }
    }
}
