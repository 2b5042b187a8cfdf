package dev.rollcall.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One key of the schema.
 *
 * @param path as {@link Keys#all()} has it
 * @param said what the schema says of it where it stands
 * @param meant the same with what that refers to in its place
 */
record SchemaKey(String path, JsonNode said, JsonNode meant) {
    /** A configuration that loads, in which every section stands and of every section the least. */
    static final String BASE = """
            {"dingtalk": {"app_key": "key", "app_secret": "${SECRET}"},
             "cutoffs": {"morning": {"at": "09:40"}},
             "departments": [{"id": 4100, "robot": {"webhook": "${HOOK}"}}],
             "company": {"robot": {"webhook": "${HOOK}"}},
             "web": {}, "database": {}}
            """;

    static final Map<String, String> ENVIRONMENT =
            Map.of("SECRET", "s", "HOOK", "https://oapi.dingtalk.com/robot/send?access_token=a");

    /** All that there are, section by section. */
    static List<SchemaKey> all() {
        List<SchemaKey> all = new ArrayList<>();
        collect(EditorView.SCHEMA, "", all);
        return all;
    }

    private static void collect(JsonNode section, String prefix, List<SchemaKey> all) {
        for (Map.Entry<String, JsonNode> property : section.path("properties").properties()) {
            String path = prefix + property.getKey();
            JsonNode meant = resolved(property.getValue());
            all.add(new SchemaKey(path, property.getValue(), meant));
            collect(meant, path + ".", all);
            collect(resolved(meant.path("additionalProperties")), path + ".*.", all);
            collect(resolved(meant.path("items")), path + "[].", all);
        }
    }

    private static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : EditorView.SCHEMA.at(reference.substring(1));
    }

    /** Whether it is a section or a list of sections. */
    boolean section() {
        return meant.path("type").asText().equals("object")
                || resolved(meant.path("items")).has("properties");
    }

    boolean list() {
        return meant.path("type").asText().equals("array");
    }

    /** Whether it is of the kind that the schema calls so. */
    boolean is(String kind) {
        return said.path("$ref").asText().equals("#/$defs/" + kind);
    }

    JsonNode byDefault() {
        return said.path("default");
    }

    /** What it, or an item of it, may be. */
    Stream<JsonNode> choices() {
        JsonNode one = list() ? resolved(meant.path("items")) : meant;
        return StreamSupport.stream(one.path("anyOf").spliterator(), false);
    }

    /** {@link #BASE} with this key as {@code value}. */
    ObjectNode with(JsonNode value) {
        ObjectNode base = (ObjectNode) EditorView.parsed(BASE);
        ObjectNode parent = base;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            String name = names[i].replace("[]", "").replace("*", "morning");
            JsonNode next = parent.path(name);
            parent = (ObjectNode) (next instanceof ArrayNode list ? list.get(0) : next);
        }
        parent.set(names[names.length - 1], value);
        return base;
    }

    /** The base with this key as a list of {@code value} where it is a list. */
    ObjectNode withOne(JsonNode value) {
        return with(list() ? EditorView.MAPPER.createArrayNode().add(value) : value);
    }

    @Override
    public String toString() {
        return path;
    }
}
