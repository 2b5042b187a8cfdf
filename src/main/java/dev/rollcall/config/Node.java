package dev.rollcall.config;

import java.util.List;
import java.util.Map;

/** The parsed file: a tree of texts, lists and mappings, each with its place. */
sealed interface Node {
    Position at();

    /** How to call it in a fault. */
    String kind();

    /**
     * A single value.
     *
     * @param text what it says, before the environment is read
     * @param plain whether it stands without quotes
     */
    record Scalar(Position at, String text, boolean plain) implements Node {
        @Override
        public String kind() {
            return missing() ? "empty" : "a single value";
        }

        /** Whether it says nothing: {@code key:} with nothing behind, {@code ~} or {@code null}. */
        boolean missing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /** A list. */
    record Sequence(Position at, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Mapping(Position at, Map<String, Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a mapping of keys";
        }
    }

    /** What was refused already, so that nothing more need be said about it. */
    record Refused(Position at) implements Node {
        @Override
        public String kind() {
            return "refused";
        }
    }

    /**
     * One key of a mapping.
     *
     * @param keyAt where the key stands
     */
    record Entry(Position keyAt, Node value) {
        /** Where the reader should look: at a section's key, at a value itself. */
        Position at() {
            return value instanceof Mapping || value instanceof Sequence ? keyAt : value.at();
        }
    }
}
