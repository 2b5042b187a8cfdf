package dev.rollcall.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** A configuration as an editor has it that knows the schema: what is what by YAML 1.2's core schema, and what is wrong. */
final class EditorView {
    static final ObjectMapper MAPPER = new ObjectMapper();
    static final JsonNode SCHEMA = parsed(ConfigSchema.text());

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?");
    private static final SchemaRegistry DRAFT = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema CHECKED = DRAFT.getSchema(SCHEMA);

    private EditorView() {}

    /** Everything that the draft finds wrong with the schema. */
    static List<String> faultsOfTheSchema() {
        Schema draft = DRAFT.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        return faults(draft, SCHEMA);
    }

    /** Everything that the schema finds wrong with {@code json}, each after the pointer to where it is. */
    static List<String> faults(JsonNode json) {
        return faults(CHECKED, json);
    }

    private static List<String> faults(Schema schema, JsonNode json) {
        return schema.validate(json).stream()
                .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
                .toList();
    }

    /** The same of a file's text, which must be YAML that the loader reads. */
    static List<String> faults(String yaml) {
        Findings findings = new Findings();
        Node tree = TreeReader.read(yaml, findings);
        if (tree == null || findings.faulty()) {
            throw new AssertionError("no tree: " + findings.faults());
        }
        return faults(json(tree));
    }

    static JsonNode json(Node node) {
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return scalar.plain() ? plain(scalar) : JSON.textNode(scalar.text());
    }

    private static JsonNode plain(Node.Scalar scalar) {
        String text = scalar.text();
        if (scalar.missing()) {
            return JSON.nullNode();
        }
        if (TRUTH.matcher(text).matches()) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (WHOLE.matcher(text).matches()) {
            return JSON.numberNode(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }

    static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
