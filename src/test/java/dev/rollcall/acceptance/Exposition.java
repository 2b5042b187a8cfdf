package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /metrics} answers, read as strictly as Prometheus' text format 0.0.4 is written down: families one after the
 * other, each with its type before its samples, names and labels of the allowed characters, no series twice.
 */
final class Exposition {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") ((?:[^\\\\\\n]|\\\\\\\\|\\\\n)+)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|summary|histogram|untyped)");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (NaN|[+-]Inf|[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)(?: [0-9]+)?");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\\\\\|\\\\\"|\\\\n)*)\"(?:,|$)");
    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "counter", List.of(""),
            "gauge", List.of(""),
            "untyped", List.of(""),
            "summary", List.of("", "_sum", "_count"),
            "histogram", List.of("_bucket", "_sum", "_count"));

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> helps = new HashMap<>();
    private final Map<String, Map<Map<String, String>, Double>> samples = new TreeMap<>();

    private Exposition() {}

    static Exposition read(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r");
        Exposition all = new Exposition();
        Set<String> closed = new HashSet<>();
        String family = "";
        for (String line : text.split("\n")) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            String next = help.matches() ? help.group(1) : type.matches() ? type.group(1) : family;
            if (!next.equals(family)) {
                closed.add(family);
                family = next;
                assertThat(closed).as("families come one after the other").doesNotContain(family);
            }
            if (help.matches()) {
                assertThat(all.helps.put(family, help.group(2))).as(line).isNull();
            } else if (type.matches()) {
                assertThat(all.samples).as("no sample before its type").doesNotContainKey(family);
                assertThat(all.types.put(family, type.group(2))).as(line).isNull();
            } else {
                all.sample(line, family);
            }
        }
        assertThat(all.types.keySet()).as("each says what it is").isEqualTo(all.helps.keySet());
        return all;
    }

    private void sample(String line, String family) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        String name = sample.group(1);
        assertThat(SUFFIXES.getOrDefault(types.getOrDefault(family, ""), List.of()))
                .as("%s is of the family %s", line, family)
                .anyMatch(suffix -> name.equals(family + suffix));
        String value = sample.group(3).replace("Inf", "Infinity");
        Double before = samples.computeIfAbsent(name, any -> new HashMap<>())
                .put(labels(sample.group(2)), Double.valueOf(value));
        assertThat(before).as("once: " + line).isNull();
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        String rest = text == null ? "" : text;
        while (!rest.isEmpty()) {
            Matcher label = LABEL.matcher(rest);
            assertThat(label.lookingAt()).as(rest).isTrue();
            String value =
                    label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            assertThat(labels.put(label.group(1), value)).as(text).isNull();
            rest = rest.substring(label.end());
        }
        return labels;
    }

    /** The type of each family. */
    Map<String, String> types() {
        return types;
    }

    /** Every series of {@code name}, by its labels; none where there is no such. */
    Map<Map<String, String>, Double> series(String name) {
        return samples.getOrDefault(name, Map.of());
    }

    /** The value of the one series of {@code name} that has exactly these labels, as name and value in turn. */
    double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int index = 0; index < labels.length; index += 2) {
            wanted.put(labels[index], labels[index + 1]);
        }
        assertThat(series(name)).as(name).containsKey(wanted);
        return series(name).get(wanted);
    }

    /** All series of {@code name} added up by their values of {@code label}, without those whose {@code other} is {@code not}. */
    Map<String, Integer> by(String label, String name, String other, String not) {
        Map<String, Integer> sums = new TreeMap<>();
        series(name).forEach((labels, value) -> {
            if (!labels.getOrDefault(other, "").equals(not)) {
                sums.merge(labels.get(label), value.intValue(), Integer::sum);
            }
        });
        return sums;
    }

    /** Every value of every label. */
    List<String> labelValues() {
        List<String> values = new ArrayList<>();
        samples.values().forEach(series -> series.keySet().forEach(labels -> values.addAll(labels.values())));
        return values;
    }
}
