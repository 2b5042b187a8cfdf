package dev.rollcall.config;

import dev.rollcall.config.Node.Entry;
import java.util.HashMap;
import java.util.Map;

/** Where each path of a file stands. */
final class Places {
    private final Map<String, Position> places = new HashMap<>();

    Places(Node root) {
        add("", root, Position.START);
    }

    boolean has(String path) {
        return places.containsKey(path);
    }

    /** The place of {@code path}, or the file's start where it is not there. */
    Position of(String path) {
        return places.getOrDefault(path, Position.START);
    }

    private void add(String path, Node node, Position at) {
        places.put(path, at);
        if (node instanceof Node.Mapping mapping) {
            for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
                add(
                        Shown.below(path, entry.getKey()),
                        entry.getValue().value(),
                        entry.getValue().at());
            }
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                Node item = sequence.items().get(i);
                add(path + "[" + i + "]", item, item.at());
            }
        }
    }
}
