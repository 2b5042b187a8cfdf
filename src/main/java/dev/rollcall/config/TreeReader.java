package dev.rollcall.config;

import dev.rollcall.config.Node.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree of a file from YAML's events and refuses what a configuration does not need and an attacker does:
 * anchors, aliases, merge keys, tags, further documents, duplicate keys, deep nesting.
 *
 * <p>Only as much is parsed as is kept, so a bomb costs no more than its text.
 */
final class TreeReader {
    private static final int DEEPEST = 50;

    private final Parser parser;
    private final Findings findings;

    /** Where we are, for faults that carry no key. */
    private String path = "";

    private TreeReader(Parser parser, Findings findings) {
        this.parser = parser;
        this.findings = findings;
    }

    /** The tree of {@code text}; null, with a fault, where it is no single YAML document. */
    static @Nullable Node read(String text, Findings findings) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(false);
        TreeReader reader = new TreeReader(new ParserImpl(new StreamReader(text), options), findings);
        try {
            return reader.document();
        } catch (TooDeep e) {
            findings.fault(e.at, pathOr(reader.path), "is nested deeper than " + DEEPEST + " levels");
        } catch (MarkedYAMLException e) {
            findings.fault(placeOf(e), pathOr(reader.path), "is not valid YAML: " + inWords(e));
        } catch (YAMLException e) {
            findings.fault(Position.START, pathOr(reader.path), "is not valid YAML");
        }
        return null;
    }

    private @Nullable Node document() {
        parser.getEvent(); // the start of the stream
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            findings.fault(Position.START, Fault.WHOLE_FILE, "is empty; start from bot-config.example.yaml");
            return null;
        }
        parser.getEvent(); // the start of the document
        Node root = node("", 1);
        parser.getEvent(); // its end
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            Position at = Position.of(parser.peekEvent().getStartMark());
            findings.fault(at, Fault.WHOLE_FILE, "holds a second document; one file is one configuration");
        }
        return root;
    }

    private Node node(String here, int depth) {
        path = here;
        Event event = parser.getEvent();
        Position at = Position.of(event.getStartMark());
        if (event instanceof AliasEvent) {
            findings.fault(
                    at, pathOr(here), "is an alias (*); anchors and aliases are not allowed, write the value out");
            return new Node.Refused(at);
        }
        if (depth > DEEPEST && !(event instanceof ScalarEvent)) {
            throw new TooDeep(at);
        }
        refuseAnchor(event, at);
        Node node = content(event, at, here, depth);
        path = here;
        return refuseTag(event, at) ? new Node.Refused(at) : node;
    }

    private Node content(Event event, Position at, String here, int depth) {
        if (event instanceof SequenceStartEvent) {
            return new Node.Sequence(at, items(here, depth));
        }
        if (event instanceof MappingStartEvent) {
            return new Node.Mapping(at, entries(here, depth));
        }
        ScalarEvent scalar = (ScalarEvent) event;
        return new Node.Scalar(at, scalar.getValue(), scalar.isPlain());
    }

    private List<Node> items(String here, int depth) {
        List<Node> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(here + "[" + items.size() + "]", depth + 1));
        }
        parser.getEvent();
        return items;
    }

    private Map<String, Entry> entries(String here, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Node key = node(here, depth + 1);
            String name = key instanceof Node.Scalar scalar ? scalar.text() : "?";
            String below = Shown.below(here, name);
            Node value = node(below, depth + 1);
            if (acceptable(key, name, below, entries)) {
                entries.put(name, new Entry(key.at(), value));
            }
        }
        parser.getEvent();
        return entries;
    }

    private boolean acceptable(Node key, String name, String below, Map<String, Entry> entries) {
        if (key instanceof Node.Refused) {
            return false;
        }
        if (!(key instanceof Node.Scalar scalar)) {
            findings.fault(key.at(), pathOr(path), "has " + key.kind() + " as a key; a key is a single word");
            return false;
        }
        if (scalar.plain() && name.equals("<<")) {
            findings.fault(key.at(), below, "is a merge key; write the keys out");
            return false;
        }
        Entry first = entries.get(name);
        if (first != null) {
            findings.fault(
                    key.at(),
                    below,
                    "stands twice, first in line " + first.keyAt().line() + "; keep one");
            return false;
        }
        return true;
    }

    private void refuseAnchor(Event event, Position at) {
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            findings.fault(
                    at, pathOr(path), "has an anchor (&); anchors and aliases are not allowed, write the value out");
        }
    }

    private boolean refuseTag(Event event, Position at) {
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            findings.fault(at, pathOr(path), "has a tag (!); tags are not allowed, write the plain value");
        }
        return tag != null;
    }

    private static String inWords(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "it ends too early" : e.getProblem();
        if (problem.contains("TAB")) {
            return "a tab stands where only spaces may; indent with spaces";
        }
        if (problem.contains("or ']', but got {")) {
            return "inside [ ] a value with braces must be in quotes, as in \"${NAME}\"";
        }
        if (problem.contains("expected <block end>")) {
            return "the indentation does not fit the lines above";
        }
        return openQuote(e) ? "a quote is opened here and never closed" : problem.strip();
    }

    private static boolean openQuote(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : e.getContext();
        String problem = e.getProblem() == null ? "" : e.getProblem();
        return context.contains("quoted scalar") && problem.contains("unexpected end");
    }

    private static Position placeOf(MarkedYAMLException e) {
        Mark mark = openQuote(e) ? e.getContextMark() : e.getProblemMark();
        return mark == null ? Position.START : Position.of(mark);
    }

    private static String pathOr(String path) {
        return path.isEmpty() ? Fault.WHOLE_FILE : path;
    }

    /** Ends the reading: what lies deeper is not looked at. */
    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Position at;

        TooDeep(Position at) {
            super(null, null, false, false);
            this.at = at;
        }
    }
}
