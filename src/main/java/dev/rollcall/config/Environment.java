package dev.rollcall.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${NAME}} and {@code ${NAME:-default}} in a parsed value, once: what a variable holds is not read again.
 *
 * <p>The default is taken where the variable is not set or empty. Without a default it must be set, if only to nothing.
 */
final class Environment {
    private static final String START = "${";
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>(?:(?!\\$\\{)[^}])*))?}");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * A value after reading the environment.
     *
     * @param text the value
     * @param problems what is wrong with its references, in words; empty if nothing is
     */
    record Filled(String text, List<String> problems) {}

    /** Whether {@code text} asks for the environment at all, rightly or not. */
    static boolean asked(String text) {
        return text.contains(START);
    }

    /** Fills every reference in {@code text}. */
    Filled fill(String text) {
        StringBuilder filled = new StringBuilder();
        List<String> problems = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(text);
        int from = 0;
        for (int start = text.indexOf(START); start >= 0; start = text.indexOf(START, from)) {
            filled.append(text, from, start);
            if (!reference.find(start) || reference.start() != start) {
                problems.add("has a broken \"${\"; write ${NAME} or ${NAME:-default}");
                return new Filled("", problems);
            }
            filled.append(value(reference, problems));
            from = reference.end();
        }
        return new Filled(filled.append(text.substring(from)).toString(), problems);
    }

    private String value(Matcher reference, List<String> problems) {
        String name = reference.group("name");
        String value = variables.get(name);
        String fallback = reference.group("default");
        if (fallback != null && (value == null || value.isEmpty())) {
            return fallback;
        }
        if (value == null) {
            problems.add("needs the environment variable " + name + ", which is not set; set it or write ${" + name
                    + ":-default}");
            return "";
        }
        return value;
    }
}
