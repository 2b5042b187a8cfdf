package dev.rollcall.config;

import dev.rollcall.config.Node.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, read key by key.
 *
 * <p>Whatever is wrong becomes a fault and the reading goes on with the default or a stand-in, so that all faults are
 * found; nothing that was read may be used once there is a fault.
 */
final class Section {
    private final Reading reading;
    private final String path;
    private final Position at;
    private final Map<String, Entry> entries;

    private Section(Reading reading, String path, Position at, Map<String, Entry> entries) {
        this.reading = reading;
        this.path = path;
        this.at = at;
        this.entries = entries;
    }

    /** The section that {@code node} is; empty, with a fault, where it is no mapping. Unknown keys are faults. */
    static Optional<Section> of(
            Reading reading, String path, Position at, Node node, @Nullable Collection<String> known) {
        if (node instanceof Node.Mapping mapping) {
            Section section = new Section(reading, path, at, mapping.entries());
            if (known != null) {
                section.refuseUnknown(known);
            }
            return Optional.of(section);
        }
        String where = path.isEmpty() ? Fault.WHOLE_FILE : path;
        wrongKind(reading, node, at, where, "a mapping of keys");
        return Optional.empty();
    }

    /** The keys in the order of the file. */
    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Reading reading() {
        return reading;
    }

    /** The value of {@code key}, or {@code fallback} where it is absent or faulty. */
    <T> T get(String key, Kind<T> kind, T fallback) {
        return value(key).flatMap(value -> value.as(kind)).orElse(fallback);
    }

    /** Like {@link #get}; where the key is absent, {@code written} is read as if it stood in the file. */
    <T> T getWritten(String key, Kind<T> kind, String written, T standIn) {
        Optional<Value> value =
                has(key) ? value(key) : Value.of(reading, Shown.below(path, key), new Node.Scalar(at, written, false));
        return value.flatMap(present -> present.as(kind)).orElse(standIn);
    }

    /** The value of {@code key}; its absence is a fault. */
    <T> T need(String key, Kind<T> kind, T standIn) {
        if (!has(key)) {
            missing(key, "is missing");
        }
        return get(key, kind, standIn);
    }

    /** The single value of {@code key}; empty where it is absent or faulty. */
    Optional<Value> value(String key) {
        Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : single(Shown.below(path, key), entry.value());
    }

    /** The values of a list without the faulty ones; empty where the key is absent. */
    List<Value> values(String key) {
        List<Value> values = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            single(itemPath(key, i), items.get(i)).ifPresent(values::add);
        }
        return values;
    }

    /** The values of a list, each once. */
    <T> List<T> list(String key, Kind<T> kind) {
        return values(key).stream()
                .flatMap(value -> value.as(kind).stream())
                .distinct()
                .toList();
    }

    /** The section under {@code key}; empty where it is absent or faulty. */
    Optional<Section> section(String key, @Nullable Collection<String> known) {
        Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : of(reading, Shown.below(path, key), entry.at(), entry.value(), known);
    }

    /** The section under {@code key}, or one without keys. */
    Section sectionOrEmpty(String key, @Nullable Collection<String> known) {
        return section(key, known).orElseGet(() -> new Section(reading, Shown.below(path, key), at, Map.of()));
    }

    /** The sections in the list under {@code key}, without those that are no mapping. */
    List<Section> sections(String key, Collection<String> known) {
        List<Section> sections = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            Node item = items.get(i);
            of(reading, itemPath(key, i), item.at(), item, known).ifPresent(sections::add);
        }
        return sections;
    }

    /** Whether {@code key} is there and a list without items. */
    boolean emptyList(String key) {
        Entry entry = entries.get(key);
        return entry != null
                && entry.value() instanceof Node.Sequence list
                && list.items().isEmpty();
    }

    /** A fault about this section's key {@code key}, at its place, or at the section's where it is absent. */
    void fault(String key, String text) {
        Entry entry = entries.get(key);
        reading.findings().fault(entry == null ? at : entry.at(), Shown.below(path, key), text);
    }

    /** A fault about the name of {@code key} itself. */
    void faultAtKey(String key, String text) {
        Entry entry = entries.get(key);
        reading.findings().fault(entry == null ? at : entry.keyAt(), Shown.below(path, key), text);
    }

    /** A fault about the whole section. */
    void fault(String text) {
        reading.findings().fault(at, path, text);
    }

    /** The fault that {@code key} should be there. */
    void missing(String key, String text) {
        reading.findings().fault(at, Shown.below(path, key), text);
    }

    private void refuseUnknown(Collection<String> known) {
        entries.keySet().stream().filter(key -> !known.contains(key)).forEach(key -> {
            String near = Nearest.to(key, known)
                    .map(found -> "did you mean " + found + "?")
                    .orElse("allowed are " + Shown.either(known));
            faultAtKey(key, "is not a known key; " + near);
        });
    }

    private Optional<Value> single(String where, Node node) {
        if (node instanceof Node.Scalar scalar) {
            return Value.of(reading, where, scalar);
        }
        wrongKind(reading, node, node.at(), where, "a single value");
        return Optional.empty();
    }

    private List<Node> items(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return List.of();
        }
        if (entry.value() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        wrongKind(reading, entry.value(), entry.value().at(), Shown.below(path, key), "a list, as in [a, b]");
        return List.of();
    }

    private String itemPath(String key, int index) {
        return Shown.below(path, key) + "[" + index + "]";
    }

    private static void wrongKind(Reading reading, Node node, Position at, String where, String wanted) {
        if (!(node instanceof Node.Refused)) {
            reading.findings().fault(at, where, "is " + node.kind() + "; must be " + wanted);
        }
    }
}
